import type { Knex } from 'knex';
import { z } from 'zod';
import partiesData from '../data/parties.json';
import { ensureRow } from '../rows';

/** What a row is known by: names and titles are the directorate's to edit. */
const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** Who signs a framework agreement, with an invented certified address and somebody at the technical table. */
export const parties = z
  .array(
    z.strictObject({
      code,
      name: z.string().min(1),
      promoter: z.boolean(),
      pec: z.email(),
      representative: z.strictObject({ fullName: z.string().min(1), email: z.email() }),
    }),
  )
  .parse(partiesData);

/** The day of the first framework agreement: the technical table is of its time (message of 2021). */
const SINCE = '2021-06-04';

/** Writes the Parties, each with one representative unless it has some; the Parties' ids by code. */
export async function seedParties(db: Knex): Promise<Readonly<Record<string, number>>> {
  const ids: Record<string, number> = {};
  for (const { representative, ...party } of parties) {
    const { name, promoter, pec } = party;
    const party_id = await ensureRow(db, 'parties', { code: party.code }, { name, promoter, pec });
    const { fullName, email } = representative;
    await ensureRow(db, 'representatives', { party_id }, { full_name: fullName, email, from: SINCE, active: true });
    ids[party.code] = party_id;
  }
  return ids;
}
