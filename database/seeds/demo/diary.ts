import type { Knex } from 'knex';
import { minuteOf, type WorkingDays } from './days';

/** When consultants receive, in minutes of the day: 9 to 13 and 14 to 16. */
const HOURS = [
  [9 * 60, 13 * 60],
  [14 * 60, 16 * 60],
] as const;

export const SLOT_MINUTES = 30;

/** The minute at which each slot of a day begins. */
export const SLOTS: readonly number[] = HOURS.flatMap(([from, to]) =>
  Array.from({ length: (to - from) / SLOT_MINUTES }, (_, index) => from + index * SLOT_MINUTES),
);

/**
 * Writes a consultant's availability on the working days of the past that the stories tell and of the next four weeks.
 * What overlaps something already there is left out, by the database's own constraint.
 */
export async function seedDiary(db: Knex, consultantId: number, days: WorkingDays): Promise<void> {
  const { past, today, ahead } = days;
  const periods = [...past, ...(today === null ? [] : [today]), ...ahead].flatMap((day) =>
    HOURS.map(([from, to]) => ({
      starts: new Date(minuteOf(day, from)).toISOString(),
      ends: new Date(minuteOf(day, to)).toISOString(),
    })),
  );
  await db.raw(
    `insert into availabilities
       (document_id, consultant_id, starts_at, ends_at, slot_minutes, created_at, updated_at, published_at)
     select left(replace(gen_random_uuid()::text, '-', ''), 24), ?::int, starts, ends, ?::int, now(), now(), now()
     from jsonb_to_recordset(?::jsonb) as period(starts timestamptz, ends timestamptz)
     on conflict do nothing`,
    [consultantId, SLOT_MINUTES, JSON.stringify(periods)],
  );
}
