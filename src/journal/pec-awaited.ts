import type { Knex } from 'knex';
import { run } from './sql';

/**
 * The process that a certified letter without a reference is for: the one in whose renewal window its sender, by the address in
 * the registers, is awaited. Null when that is none, or not one alone: then a person says whose it is.
 */
export async function streamAwaiting(db: Knex, sender: string): Promise<string | null> {
  const { rows } = await run<{ stream: string }>(
    db,
    `select 'agreement/' || a.document_id as stream
     from agreement_members m join agreements a on a.id = m.agreement_id and a.status = 'renewal-window'
     left join municipalities t on t.id = m.municipality_id left join associations o on o.id = m.association_id
     where m.left_on is null and lower(coalesce(t.pec, o.pec)) = ?
     union
     select 'framework/' || f.document_id
     from framework_parties fp join framework_agreements f on f.id = fp.framework_id and f.status = 'renewal-window'
     join parties p on p.id = fp.party_id
     where lower(p.pec) = ?`,
    [sender, sender],
  );
  return rows.length === 1 ? (rows[0]?.stream ?? null) : null;
}
