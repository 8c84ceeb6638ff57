import type { Knex } from 'knex';
import { z } from 'zod';
import { minuteOf } from './days';
import type { TerritoryDesk } from './world';

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

/** By consultant, the last day the diary was written for. */
const writtenShape = z.record(z.string(), z.int());

/** Where it is remembered, among what Strapi keeps for its parts. */
export interface DiaryStore {
  get(): Promise<unknown>;
  set(params: { value: unknown }): Promise<void>;
}

/**
 * Writes each consultant's availability on the working days of the past that the stories tell and of the next four weeks,
 * each day once: what a consultant withdrew does not come back at the next start.
 */
export async function seedDiaries(db: Knex, store: DiaryStore, desks: readonly TerritoryDesk[]): Promise<void> {
  const written = { ...writtenShape.parse((await store.get()) ?? {}) };
  for (const { days, consultants } of desks) {
    const all = [...days.past, ...(days.today === null ? [] : [days.today]), ...days.ahead];
    for (const { consultantId } of consultants) {
      const until = written[String(consultantId)] ?? Number.NEGATIVE_INFINITY;
      await writeDays(
        db,
        consultantId ?? 0,
        all.filter((day) => day > until),
      );
      written[String(consultantId)] = Math.max(until, ...all);
    }
  }
  await store.set({ value: written });
}

/** What overlaps something already there is left out, by the database's own constraint. */
async function writeDays(db: Knex, consultantId: number, days: readonly number[]): Promise<void> {
  const periods = days.flatMap((day) =>
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
