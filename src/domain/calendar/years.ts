import type { Instant } from '../process';
import { DAY, dateOfDay, dayOfDate, fromWall } from './rome';

/**
 * The last day of a term of `years` from a day, 'YYYY-MM-DD', that day included: the corresponding one (art. 2963 c.c.).
 * Where there is none, 29 February, the last of its month. Throws RangeError on a malformed date.
 */
export function yearsAfter(date: string, years: number): string {
  dayOfDate(date);
  const [year = '', month, day] = date.split('-');
  const there = `${String(Number(year) + years).padStart(4, '0')}-${month}`;
  return day === '29' && month === '02' && !isLeap(Number(year) + years) ? `${there}-28` : `${there}-${day}`;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** The day `days` calendar days after one, 'YYYY-MM-DD'; before it, when negative. Throws RangeError on a malformed date. */
export function dayAfter(date: string, days: number): string {
  return dateOfDay(dayOfDate(date) + days);
}

/** The midnight in Rome at which a day begins. Throws RangeError on a malformed date. */
export function startOf(date: string): Instant {
  return fromWall(dayOfDate(date) * DAY);
}

/** The midnight in Rome at which a day, the last of a term, is over. Throws RangeError on a malformed date. */
export function endOf(date: string): Instant {
  return startOf(dayAfter(date, 1));
}
