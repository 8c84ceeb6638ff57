import { DAY, dateOfDay, dayOf, fromWall, toWall } from '../../../src/domain/calendar/rome';
import { isWorkingDay, type WorkCalendar } from '../../../src/domain/calendar/working-time';
import type { Instant } from '../../../src/domain/process';

/** How far the demo looks, in working days. */
const BACK = 140;
const AHEAD = 20;

/** The working days around now, as day numbers on Rome's wall, nearest first; `today` is null when it is not worked. */
export interface WorkingDays {
  readonly past: readonly number[];
  readonly today: number | null;
  readonly ahead: readonly number[];
}

function walk(from: number, step: 1 | -1, count: number, calendar: WorkCalendar): number[] {
  const days: number[] = [];
  for (let day = from + step; days.length < count; day += step) {
    if (isWorkingDay(dateOfDay(day), calendar)) days.push(day);
  }
  return days;
}

/** The last 140 working days before today and the next 20 after it, by a territory's calendar. */
export function workingDaysAround(now: Instant, calendar: WorkCalendar): WorkingDays {
  const today = dayOf(toWall(now));
  return {
    past: walk(today, -1, BACK, calendar),
    today: isWorkingDay(dateOfDay(today), calendar) ? today : null,
    ahead: walk(today, 1, AHEAD, calendar),
  };
}

/** The day that lies so many working days ago; ahead when negative. Throws RangeError beyond what was looked at. */
export function dayAt(days: WorkingDays, ago: number): number {
  const day = ago > 0 ? days.past[ago - 1] : days.ahead[-ago - 1];
  if (day === undefined) throw new RangeError(`no working day ${ago} ago`);
  return day;
}

/** The instant of a minute of a day in Rome. */
export function minuteOf(day: number, minute: number): Instant {
  return fromWall(day * DAY + minute * 60_000);
}
