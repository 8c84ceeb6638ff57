import { z } from 'zod';
import { FOLLOW } from '../../../src/domain/network/actor';
import type { Instant } from '../../../src/domain/process';
import type { Journal } from '../../../src/journal/types';
import { wakeAll } from '../../../src/journal/wake';
import { CORRELATION, catchUp, withhold } from '../catch-up';
import agreementsData from '../data/agreements.json';
import { hourOf, tellStream } from '../telling';
import { frameworkStream, frameworks, tellFrameworks } from './frameworks';
import { seedModels } from './models';
import { programme, type Territories } from './programme';

const { protocols, owed } = z
  .strictObject({
    frameworks: z.unknown(),
    /** The protocols of intent of the experiment (message 3449 of 24 September 2019). */
    protocols: z.strictObject({ title: z.string().includes('{structure}'), on: z.iso.date() }),
    /** The structures of 2019 owe a new agreement under this framework, since the day it was signed (message of 2021). */
    owed: z.strictObject({ framework: z.string(), on: z.iso.date() }),
  })
  .parse(agreementsData);

/** What the demo needs: the framework local agreements are drawn from today. */
export interface Agreements {
  readonly frameworkId: number;
}

/**
 * Tells the framework agreements the Parties signed (4 June 2021, 2024), the protocols of 2019, and what the seven structures
 * of 2019 owe since: each as a process with its own journal, up to now.
 */
export async function tellAgreements(
  journal: Journal,
  {
    parties,
    territories,
    now,
  }: {
    readonly parties: Readonly<Record<string, number>>;
    readonly territories: Territories;
    readonly now: Instant;
  },
): Promise<Agreements> {
  let count = 0;
  const { ids, told } = await tellFrameworks(journal, parties);
  await seedModels(journal.db, ids);
  for (const { code, structure } of programme.territories) {
    const structureId = territories[code]?.structureId ?? 0;
    const title = protocols.title.replace('{structure}', structure);
    await tellStream(journal, `agreement/protocol-2019-${code}`, [
      {
        key: 'record',
        at: hourOf(protocols.on, 12),
        by: FOLLOW,
        command: () => ({ name: 'record-protocol-2019', data: { structureId, title } }),
      },
    ]);
    const frameworkId = ids[owed.framework] ?? 0;
    const stream = `agreement/owed-2021-${code}`;
    const isNew = await tellStream(journal, stream, [
      {
        key: 'owe',
        at: hourOf(owed.on, 15),
        by: FOLLOW,
        command: () => ({ name: 'owe-agreement', data: { frameworkId, structureId } }),
      },
    ]);
    if (isNew > 0) await catchUp(journal, stream, now);
    count += isNew;
  }
  for (const { code } of frameworks) {
    if (told > 0) await catchUp(journal, frameworkStream(code), now);
    await withhold(journal, frameworkStream(code));
  }
  // The past was not sent and woke nobody: from here on what is still owed is followed.
  if (told + count > 0) await wakeAll(journal.db, CORRELATION);
  return { frameworkId: ids[frameworks.at(-1)?.code ?? ''] ?? 0 };
}
