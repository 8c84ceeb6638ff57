import Holidays from 'date-holidays';
import type { WorkCalendar } from '../domain/calendar/working-time';

/**
 * Italy's public holidays as facts for the rules. The library's data weighs too much for the browser and the workflow
 * bundle, so it stays on this side. It knows 4 October, a national holiday again from 2026 (law 151/2025).
 */

const cache = new Map<string, WorkCalendar>();

/**
 * The holidays of the years `fromYear` to `toYear`, both included: the national ones (law 260/1949 and its
 * amendments) and the territory's patron day, 'MM-DD', or null for none. The same arguments give the same object.
 * Throws RangeError on a malformed patron day.
 */
export function workCalendar(patronDay: string | null, fromYear: number, toYear: number): WorkCalendar {
  if (patronDay !== null && !/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(patronDay)) {
    throw new RangeError(`not a patron day: ${patronDay}`);
  }
  const key = `${patronDay} ${fromYear} ${toYear}`;
  const known = cache.get(key);
  if (known) return known;
  const national = new Holidays('IT', { types: ['public'] });
  const days = new Set<string>();
  for (let year = fromYear; year <= toYear; year += 1) {
    for (const holiday of national.getHolidays(year)) days.add(holiday.date.slice(0, 10));
    if (patronDay !== null) days.add(`${year}-${patronDay}`);
  }
  const calendar = Object.freeze({ holidays: Object.freeze([...days].sort()) });
  cache.set(key, calendar);
  return calendar;
}
