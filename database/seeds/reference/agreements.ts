import type { Knex } from 'knex';
import { z } from 'zod';
import agreementsData from '../data/agreements.json';
import { ensureRow, findOrWrite } from '../rows';
import { seedModels } from './models';
import { programme, type Territories } from './programme';

const day = z.iso.date().nullable();
/** What a row is known by: names and titles are the directorate's to edit. */
const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const { frameworks, protocols } = z
  .strictObject({
    /** The newest one last: local agreements are drawn from it. */
    frameworks: z.array(
      z.strictObject({
        code,
        title: z.string().min(1),
        state: z.enum(['active', 'expired']),
        signedOn: day,
        startsOn: day,
        endsOn: day,
        termYears: z.int().min(1),
        maxRenewals: z.int().min(0),
        resolution: z.string().min(1),
      }),
    ),
    protocols: z.strictObject({ title: z.string().includes('{structure}'), state: z.literal('expired') }),
  })
  .parse(agreementsData);

/** What the demo needs: the Parties by code, and the framework in force. */
export interface Agreements {
  readonly parties: Readonly<Record<string, number>>;
  readonly framework: { readonly id: number; readonly startsOn: string | null; readonly endsOn: string | null };
}

/**
 * Writes the Parties, the framework agreements they signed (4 June 2021, 2024) and the protocols of 2019, one a
 * structure: the messages speak of them without a date, so they have none.
 */
export async function seedAgreements(
  db: Knex,
  territories: Territories,
  parties: Readonly<Record<string, number>>,
): Promise<Agreements> {
  const frameworkIds: Record<string, number> = {};
  let framework: Agreements['framework'] | undefined;
  for (const one of frameworks) {
    const id = await db.transaction((trx) => ensureFramework(trx, one, Object.values(parties)));
    frameworkIds[one.code] = id;
    framework = { id, startsOn: one.startsOn, endsOn: one.endsOn };
  }
  if (!framework) throw new Error('no framework agreement in agreements.json');
  for (const { code, structure } of programme.territories) {
    const structure_id = territories[code]?.structureId ?? null;
    const title = protocols.title.replace('{structure}', structure);
    await db.transaction(async (trx) => {
      await trx.raw(`select set_config('inps.journal', 'on', true)`);
      const stage = { status: protocols.state, stage_since: trx.fn.now(), opened_at: trx.fn.now() };
      const rest = {
        title,
        owed: false,
        attention: false,
        renewals: 0,
        deviations: 0,
        territory_id: territories[code]?.id ?? null,
        ...stage,
      };
      await ensureRow(trx, 'agreements', { kind: 'protocol-2019', structure_id }, rest);
    });
  }
  await seedModels(db, frameworkIds);
  return { parties, framework };
}

/** With its Parties in one transaction: those are linked when it is written, and who is taken out later stays out. */
async function ensureFramework(
  trx: Knex.Transaction,
  one: (typeof frameworks)[number],
  partyIds: readonly number[],
): Promise<number> {
  await trx.raw(`select set_config('inps.journal', 'on', true)`);
  const { id, isNew } = await findOrWrite(
    trx,
    'framework_agreements',
    { code: one.code },
    {
      title: one.title,
      status: one.state,
      signed_on: one.signedOn ?? one.startsOn,
      starts_on: one.startsOn,
      ends_on: one.endsOn,
      term_years: one.termYears,
      max_renewals: one.maxRenewals,
      resolution: one.resolution,
      stage_since: trx.fn.now(),
      attention: false,
      renewals: 0,
    },
  );
  if (!isNew) return id;
  for (const party_id of partyIds) await ensureRow(trx, 'framework_parties', { framework_id: id, party_id });
  return id;
}
