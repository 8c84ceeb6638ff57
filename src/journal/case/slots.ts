import type { Knex } from 'knex';
import type { CaseFacts } from '../../domain/case/facts';
import type { Instant } from '../../domain/process';
import { run } from '../sql';

/**
 * Who of a territory's consultants could hold a consult starting then: an availability whose slots fall on that start,
 * and nothing else booked over it (`except`: the consult being moved). The load is their booked consults still to come.
 */
export async function slotsAt(
  db: Knex,
  asked: { readonly territoryId: number; readonly start: Instant; readonly except: string | null },
): Promise<CaseFacts['slots']> {
  // Bookings of one start take turns: each sees who the one before it took, instead of wanting the same person.
  await run(db, 'select pg_advisory_xact_lock(?::int, hashint8(?::bigint))', [asked.territoryId, asked.start]);
  const start = new Date(asked.start);
  const { rows } = await run<{ consultantId: number; end: Date; load: number; meetingLink: string }>(
    db,
    `select c.id as "consultantId", ?::timestamptz + make_interval(mins => a.slot_minutes) as "end",
            c.meeting_link as "meetingLink",
            (select count(*)::int from consults b where b.consultant_id = c.id and b.status = 'booked' and b.ends_at > now()) as load
     from availabilities a join consultants c on c.id = a.consultant_id and c.active and c.territory_id = ?
     where a.starts_at <= ?::timestamptz and a.ends_at >= ?::timestamptz + make_interval(mins => a.slot_minutes)
       and mod(extract(epoch from ?::timestamptz - a.starts_at)::numeric, a.slot_minutes * 60) = 0
       and not exists (
         select 1 from consults b where b.consultant_id = c.id and b.status = 'booked'
           and b.document_id is distinct from ?
           and tstzrange(b.starts_at, b.ends_at) && tstzrange(?::timestamptz, ?::timestamptz + make_interval(mins => a.slot_minutes)))`,
    [start, asked.territoryId, start, start, start, asked.except, start, start] as (Date | number | string)[],
  );
  return rows.map((row) => ({ ...row, end: row.end.getTime() }));
}

/** A free slot of a territory. */
export interface FreeSlot {
  readonly start: Instant;
  readonly end: Instant;
  /** How many consultants could hold it. */
  readonly consultants: number;
}

/**
 * A page of the free slots of a territory between two instants, pooled over its consultants, earliest first, and how
 * many there are in all.
 */
export async function freeSlots(
  db: Knex,
  asked: {
    readonly territoryId: number;
    readonly from: Instant;
    readonly to: Instant;
    readonly limit: number;
    readonly offset: number;
  },
): Promise<{ readonly total: number; readonly slots: readonly FreeSlot[] }> {
  const { rows } = await run<{ total: number } & ({ start: Date; end: Date; consultants: number } | { start: null })>(
    db,
    `with free as materialized (
     select s.start, min(s.start + make_interval(mins => a.slot_minutes)) as "end", count(distinct c.id)::int as consultants
     from availabilities a
     join consultants c on c.id = a.consultant_id and c.active and c.territory_id = ?
     cross join lateral generate_series(a.starts_at, a.ends_at - make_interval(mins => a.slot_minutes),
                                        make_interval(mins => a.slot_minutes)) as s(start)
     where a.ends_at > ?::timestamptz and a.starts_at < ?::timestamptz
       and s.start >= ?::timestamptz and s.start < ?::timestamptz
       and not exists (
         select 1 from consults b where b.consultant_id = c.id and b.status = 'booked'
           and tstzrange(b.starts_at, b.ends_at) && tstzrange(s.start, s.start + make_interval(mins => a.slot_minutes)))
     group by s.start)
     select counted.total, page.start, page."end", page.consultants
     from (select count(*)::int as total from free) counted
     left join (select * from free order by start limit ? offset ?) page on true order by page.start`,
    [
      asked.territoryId,
      ...[asked.from, asked.to, asked.from, asked.to].map((at) => new Date(at)),
      asked.limit,
      asked.offset,
    ],
  );
  const slots = rows.flatMap((row): FreeSlot[] =>
    row.start === null ? [] : [{ start: row.start.getTime(), end: row.end.getTime(), consultants: row.consultants }],
  );
  return { total: rows[0]?.total ?? 0, slots };
}
