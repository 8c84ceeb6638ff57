import type { Knex } from 'knex';

/**
 * Everything that still owes something: open streams, and none is over that has a message to hand over or to watch (`over.ts`);
 * streams with mails to hand over, people with a digest waiting.
 */
const OWING = `select id as stream from journal_stream where not over
  union select stream from mails where status in ('queued', 'sending')
  union select 'digest/' || n.user_id from notices n join up_users u on u.id = n.user_id
    where n.channel = 'digest' and n.mail_id is null and not n.skipped and coalesce(u.blocked, false) = false
      and not exists (select 1 from operators o where o.user_id = u.id and not o.active)`;

/** Writes a wake for every stream that owes something (invariant 10); how many. The relay hands them on, throttled. */
export async function wakeAll(db: Knex, correlation: string): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `insert into journal_wake (stream, correlation) select stream, ? from (${OWING}) owing`,
    [correlation],
  );
  return rowCount;
}

/** How far behind the relay is: wakes waiting, and the age of the oldest in seconds. */
export async function relayLag(db: Knex): Promise<{ readonly waiting: number; readonly seconds: number }> {
  const { rows } = await db.raw<{ rows: { waiting: number; seconds: number }[] }>(
    `select count(*)::int as waiting,
            coalesce(extract(epoch from clock_timestamp() - min(at)), 0)::float as seconds from journal_wake`,
  );
  return rows[0] ?? { waiting: 0, seconds: 0 };
}
