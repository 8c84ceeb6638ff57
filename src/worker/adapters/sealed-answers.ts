import type { Knex } from 'knex';

/** Removes sealed answers whose time is over, and those that have become a case's screening; how many. */
export async function forgetExpired(db: Knex): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from sealed_answers s where s.until <= now() or exists (
       select 1 from cases c join screenings g on g.case_id = c.id
       where c.locator = s.locator and g.source = 'public-code')`,
  );
  return rowCount;
}
