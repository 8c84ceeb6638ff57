import { DateTime } from 'luxon';
import type { Instant } from '../process';

/** The one time zone of the programme: every deadline of INPS is read on this clock. */
export const ROME = 'Europe/Rome';

/** A day of wall time in milliseconds: 24 hours, whatever daylight saving does to the day. */
export const DAY = 86_400_000;

/**
 * What the clock on the wall in Rome shows, as milliseconds since 1970-01-01 00:00 *on that wall*. Days on this scale
 * are all equally long, so day arithmetic is integer arithmetic and no rule has to know about daylight saving.
 */
export type WallTime = number;

/** The wall time in Rome at an instant. Throws RangeError on an instant that is not a finite number. */
export function toWall(instant: Instant): WallTime {
  if (!Number.isFinite(instant)) throw new RangeError(`not an instant: ${instant}`);
  return instant + DateTime.fromMillis(instant, { zone: ROME }).offset * 60_000;
}

/**
 * The instant at which the wall in Rome shows a time. Where the clock skips that hour or shows it twice (the last
 * Sundays of March and October) luxon's choice stands: no working time ever falls there.
 */
export function fromWall(wall: WallTime): Instant {
  return DateTime.fromMillis(wall, { zone: 'utc' }).setZone(ROME, { keepLocalTime: true }).toMillis();
}

/** The days since 1970-01-01 on the wall. */
export function dayOf(wall: WallTime): number {
  return Math.floor(wall / DAY);
}

/** The day number of an ISO date 'YYYY-MM-DD'. Throws RangeError on anything else. */
export function dayOfDate(date: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) / DAY : Number.NaN;
  // The way back catches 30 February, which Date.parse would carry over into March.
  if (!Number.isInteger(day) || dateOfDay(day) !== date) throw new RangeError(`not a date: ${date}`);
  return day;
}

/** The ISO date 'YYYY-MM-DD' of a day number. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The date in Rome at an instant, 'YYYY-MM-DD'. */
export function localDate(instant: Instant): string {
  return dateOfDay(dayOf(toWall(instant)));
}

/** Noon (UTC) of a day 'YYYY-MM-DD': what has a date only is taken to have begun in the middle of it. */
export function noonOf(date: string): Instant {
  return Date.parse(`${date}T12:00:00Z`);
}
