import type { Instant } from '../process';
import { DAY, dayOf, dayOfDate, fromWall, toWall, type WallTime } from './rome';

/**
 * Working time: the wall-clock time of Rome's working days. Every working day counts exactly 24 hours,
 * every other day nothing. Every result of an addition lies within a working day: the end of a Friday is the Monday's
 * 00:00.
 */

/**
 * The days that are not worked besides Saturday and Sunday, as ISO dates 'YYYY-MM-DD'. It comes as a fact: where
 * holidays come from is not the rules' concern.
 */
export interface WorkCalendar {
  readonly holidays: readonly string[];
}

type Works = (day: number) => boolean;

/** The same calendar gives the same answers: its days are read once, not at every date of every clock. */
const known = new WeakMap<WorkCalendar, Works>();

function worksBy(calendar: WorkCalendar): Works {
  const before = known.get(calendar);
  if (before) return before;
  const holidays = new Set(calendar.holidays.map(dayOfDate));
  const works: Works = (day) => {
    const weekday = (((day + 3) % 7) + 7) % 7; // Day 0 was a Thursday; Monday is 0.
    return weekday < 5 && !holidays.has(day);
  };
  known.set(calendar, works);
  return works;
}

/** The first working moment at or after a wall time: itself, or the next working day's 00:00. */
function settle(wall: WallTime, works: Works): WallTime {
  let day = dayOf(wall);
  if (works(day)) return wall;
  do day += 1;
  while (!works(day));
  return day * DAY;
}

/** Whether a date 'YYYY-MM-DD' is worked. Throws RangeError on a malformed date. */
export function isWorkingDay(date: string, calendar: WorkCalendar): boolean {
  return worksBy(calendar)(dayOfDate(date));
}

/**
 * The instant at which `workingMs` milliseconds of working time have passed since `start`; from a day that is not
 * worked, counting starts at the next working day's 00:00. Throws RangeError unless `workingMs` is finite and not
 * negative.
 */
export function addWorkingTime(start: Instant, workingMs: number, calendar: WorkCalendar): Instant {
  if (!Number.isFinite(workingMs) || workingMs < 0) throw new RangeError(`not a working time: ${workingMs}`);
  const works = worksBy(calendar);
  const from = settle(toWall(start), works);
  let day = dayOf(from);
  let left = from - day * DAY + workingMs;
  while (left >= DAY) {
    day += 1;
    if (works(day)) left -= DAY;
  }
  return fromWall(day * DAY + left);
}

/** The working time from one instant to a later one, in milliseconds; zero when `to` is not after `from`. */
export function workingTimeBetween(from: Instant, to: Instant, calendar: WorkCalendar): number {
  if (to <= from) return 0;
  const works = worksBy(calendar);
  const start = toWall(from);
  const end = toWall(to);
  let total = 0;
  for (let day = dayOf(start); day <= dayOf(end); day += 1) {
    if (works(day)) total += Math.min(end, (day + 1) * DAY) - Math.max(start, day * DAY);
  }
  return total;
}

/** The next `hour`:00 of a working day strictly after an instant: when a daily digest goes out. */
export function nextWorkingMorning(instant: Instant, calendar: WorkCalendar, hour = 8): Instant {
  const works = worksBy(calendar);
  const now = toWall(instant);
  let day = dayOf(now);
  while (!works(day) || day * DAY + hour * 3_600_000 <= now) day += 1;
  return fromWall(day * DAY + hour * 3_600_000);
}
