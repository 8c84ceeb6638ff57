import type { Knex } from 'knex';

/** The limiter's word: let in, or how many seconds to wait. */
export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly retryAfter: number };

/** One thing that is counted, by a key that names nobody, and how often it may happen within the window. */
export interface Limit {
  readonly key: string;
  readonly most: number;
}

/**
 * Counts a try under each key in one statement: many at once cannot slip past the count. Rows are always
 * written in the order given: two tries can then never wait for each other.
 */
export async function countTries(db: Knex, windowSeconds: number, limits: readonly Limit[]): Promise<Verdict> {
  const { rows } = await db.raw<{ rows: { key: string; tries: number; left: number }[] }>(
    `insert into request_try as t (key, tries, since) values ${limits.map(() => '(?, 1, now())').join(', ')}
     on conflict (key) do update set
       tries = case when t.since < now() - make_interval(secs => ?) then 1 else t.tries + 1 end,
       since = case when t.since < now() - make_interval(secs => ?) then now() else t.since end
     returning key, tries, ceil(extract(epoch from since + make_interval(secs => ?) - now()))::int as left`,
    [...limits.map((limit) => limit.key), windowSeconds, windowSeconds, windowSeconds],
  );
  const over = rows.filter((row) => row.tries > (limits.find((limit) => limit.key === row.key)?.most ?? 0));
  return over.length === 0
    ? { allowed: true }
    : { allowed: false, retryAfter: Math.max(1, ...over.map((row) => row.left)) };
}

/** Removes what is older than so many seconds; rows somebody is counting on just now are left for the next time. */
export async function forgetOldTries(db: Knex, seconds: number): Promise<void> {
  await db.raw(
    `delete from request_try where key in (
       select key from request_try where since < now() - make_interval(secs => ?) for update skip locked)`,
    [seconds],
  );
}
