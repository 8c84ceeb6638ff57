import type { Knex } from 'knex';
import { z } from 'zod';
import type { FrameworkState } from '../../../src/domain/framework/state';
import { DIRECTORATE } from '../../../src/domain/network/actor';
import type { Journal } from '../../../src/journal/types';
import agreementsData from '../data/agreements.json';
import { hourOf, type Told, tellStream } from '../telling';

const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** The framework agreements the messages speak of, the newest last: local agreements are drawn from it. */
export const frameworks = z
  .array(
    z.strictObject({
      code,
      title: z.string().min(1),
      /** The day it was adopted, or is first heard of. */
      openedOn: z.iso.date(),
      /** Of every Party; that of 2024 is to be verified on its text, as the resolution says. */
      signedOn: z.iso.date(),
      resolution: z.string().min(1),
    }),
  )
  .parse(agreementsData.frameworks);

/** Where a framework's journal is; its row's document has the same name. */
export const frameworkStream = (of: string): string => `framework/${of}`;

/**
 * Tells the framework agreements: opened, signed by every Party, each at its day. What their terms bring since is not told
 * here. Their row ids by code, and how many commands were told.
 */
export async function tellFrameworks(
  journal: Journal,
  parties: Readonly<Record<string, number>>,
): Promise<{ readonly ids: Readonly<Record<string, number>>; readonly told: number }> {
  let told = 0;
  const ids: Record<string, number> = {};
  for (const one of frameworks) {
    const { id, count } = await tellFramework(journal, one, Object.values(parties));
    ids[one.code] = id;
    told += count;
  }
  return { ids, told };
}

/** Tells one framework agreement, opened and signed by these Parties; its row id, and how many commands were told. */
export async function tellFramework(
  journal: Journal,
  framework: (typeof frameworks)[number],
  partyIds: readonly number[],
): Promise<{ readonly id: number; readonly count: number }> {
  const count = await tellStream(journal, frameworkStream(framework.code), linesOf(framework, partyIds));
  return { id: await idOf(journal.db, framework.code), count };
}

function linesOf(
  { openedOn, signedOn, ...framework }: (typeof frameworks)[number],
  partyIds: readonly number[],
): readonly Told[] {
  const by = DIRECTORATE;
  const open: Told = {
    key: 'open',
    at: hourOf(openedOn, 9),
    by,
    command: () => ({ name: 'open-framework', data: { ...framework, partyIds } }),
  };
  const signatures = partyIds.map(
    (id): Told => ({
      key: `party-${id}`,
      at: hourOf(signedOn, 12),
      by,
      command: () => ({ name: 'record-party-signature', data: { party: `party/${id}`, signedOn } }),
    }),
  );
  // They signed it themselves: who sits at the technical table for them is not told now what they knew then.
  const known = partyIds.map(
    (_id, index): Told => ({
      key: `table-${index + 1}`,
      at: hourOf(signedOn, 13),
      by,
      command: (state) => ({
        name: 'acknowledge-dispatch',
        data: { dispatch: 'table-1', recipient: tableOf(state as FrameworkState)[index] ?? '' },
      }),
    }),
  );
  return [open, ...signatures, ...known];
}

const tableOf = ({ dispatches }: FrameworkState): readonly string[] =>
  dispatches['table-1']?.recipients.map((one) => one.key) ?? [];

async function idOf(db: Knex, of: string): Promise<number> {
  const row = await db('framework_agreements').where({ code: of }).first<{ id: number } | undefined>('id');
  if (!row) throw new Error(`no framework agreement ${of}`);
  return row.id;
}
