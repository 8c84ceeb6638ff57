import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dateOfDay, localDate } from '../../../../src/domain/calendar/rome';
import {
  addWorkingTime,
  isWorkingDay,
  nextWorkingMorning,
  type WorkCalendar,
  workingTimeBetween,
} from '../../../../src/domain/calendar/working-time';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const none = { holidays: [] };
const rome = (iso: string): number => DateTime.fromISO(iso, { zone: 'Europe/Rome' }).toMillis();
const shown = (instant: number): string =>
  DateTime.fromMillis(instant, { zone: 'Europe/Rome' }).toFormat("yyyy-MM-dd'T'HH:mm");

const addWorkingDays = (start: number, days: number, calendar: WorkCalendar): number =>
  addWorkingTime(start, days * DAY, calendar);

describe('dates in Rome', () => {
  test.each([
    ['2026-01-15T22:59:59Z', '2026-01-15'],
    ['2026-01-15T23:00:00Z', '2026-01-16'],
    ['2026-07-15T21:59:59Z', '2026-07-15'],
    ['2026-07-15T22:00:00Z', '2026-07-16'],
    ['1969-12-31T23:30:00Z', '1970-01-01'],
  ])('%s is %s', (iso, date) => expect(localDate(Date.parse(iso))).toBe(date));

  test.each([
    ['2026-11-20', true],
    ['2026-11-21', false],
    ['2026-11-22', false],
    ['2026-11-23', true],
    ['2026-12-08', false],
    ['1969-12-29', true],
    ['1969-12-28', false],
  ])('%s is worked: %s', (date, worked) => expect(isWorkingDay(date, { holidays: ['2026-12-08'] })).toBe(worked));

  test.each(['2026-02-30', '2026-1-1', '', '2026-13-01', 'domani'])('refuses %p as a date', (date) => {
    expect(() => isWorkingDay(date, none)).toThrow(RangeError);
    expect(() => addWorkingDays(0, 1, { holidays: [date] })).toThrow(RangeError);
  });
});

describe('adding working days', () => {
  test.each([
    ['a weekday', '2026-11-17T10:30', 2, '2026-11-19T10:30'],
    ['over a weekend', '2026-11-20T10:30', 1, '2026-11-23T10:30'],
    ['over Immacolata', '2026-12-07T09:00', 1, '2026-12-09T09:00'],
    ['from a Saturday: the whole Monday counts', '2026-11-21T10:30', 1, '2026-11-24T00:00'],
    ['nothing, from a Sunday', '2026-11-22T10:30', 0, '2026-11-23T00:00'],
    ['nothing, from a weekday', '2026-11-23T10:30', 0, '2026-11-23T10:30'],
    ['a whole Friday ends on Monday', '2026-11-20T00:00', 1, '2026-11-23T00:00'],
    ['over the change to summer time', '2026-03-27T15:00', 1, '2026-03-30T15:00'],
    ['over the change to winter time', '2026-10-23T15:00', 1, '2026-10-26T15:00'],
    ['a month over Christmas', '2026-12-21T08:00', 5, '2026-12-29T08:00'],
  ])('%s', (_name, start, days, end) => {
    const calendar = { holidays: ['2026-12-08', '2026-12-25', '2026-12-26'] };
    expect(shown(addWorkingDays(rome(start), days, calendar))).toBe(end);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %p', (days) =>
    expect(() => addWorkingDays(0, days, none)).toThrow(RangeError),
  );

  test('refuses an instant that is not one', () =>
    expect(() => addWorkingDays(Number.NaN, 1, none)).toThrow(RangeError));
});

describe('working time between', () => {
  test.each([
    ['within a day', '2026-11-23T10:00', '2026-11-23T12:30', 2.5],
    ['over a weekend', '2026-11-20T22:00', '2026-11-23T01:00', 3],
    ['within a weekend', '2026-11-21T01:00', '2026-11-22T22:00', 0],
    ['backwards', '2026-11-23T12:00', '2026-11-20T12:00', 0],
    ['a week with the change to summer time', '2026-03-23T00:00', '2026-03-30T00:00', 5 * 24],
    ['a week with the change to winter time', '2026-10-19T00:00', '2026-10-26T00:00', 5 * 24],
    ['within the Sunday of the change', '2026-10-25T00:30', '2026-10-25T23:30', 0],
  ])('%s', (_name, from, to, hours) => expect(workingTimeBetween(rome(from), rome(to), none)).toBe(hours * HOUR));
});

test.each([
  ['before eight', '2026-11-23T07:59', '2026-11-23T08:00'],
  ['at eight sharp', '2026-11-23T08:00', '2026-11-24T08:00'],
  ['on a Friday evening', '2026-11-20T18:00', '2026-11-23T08:00'],
  ['on the Sunday of a change', '2026-03-29T01:30', '2026-03-30T08:00'],
  ['before a holiday', '2026-12-07T09:00', '2026-12-09T08:00'],
])('the next working morning %s', (_name, from, to) =>
  expect(shown(nextWorkingMorning(rome(from), { holidays: ['2026-12-08'] }))).toBe(to),
);

describe('laws', () => {
  const first = Date.UTC(2019, 0, 1) / DAY;
  const instant = fc.integer({ min: Date.UTC(2019, 0, 1), max: Date.UTC(2031, 0, 1) });
  const calendar = fc
    .uniqueArray(fc.integer({ min: first, max: first + 4400 }), { maxLength: 60 })
    .map((days) => ({ holidays: days.map(dateOfDay) }));
  const span = fc.integer({ min: 0, max: 60 * DAY });

  test('adding what lies between leads to the later instant, moved into working time', () => {
    fc.assert(
      fc.property(instant, instant, calendar, (one, other, cal) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        expect(addWorkingTime(from, workingTimeBetween(from, to, cal), cal)).toBe(addWorkingTime(to, 0, cal));
      }),
    );
  });

  test('what was added lies between', () => {
    fc.assert(
      fc.property(instant, span, calendar, (from, ms, cal) => {
        expect(workingTimeBetween(from, addWorkingTime(from, ms, cal), cal)).toBe(ms);
      }),
    );
  });

  test('a later start and a longer time never end earlier', () => {
    fc.assert(
      fc.property(instant, span, span, calendar, (from, more, ms, cal) => {
        const end = addWorkingTime(from, ms, cal);
        expect(addWorkingTime(from + more, ms, cal)).toBeGreaterThanOrEqual(end);
        expect(addWorkingTime(from, ms + more, cal)).toBeGreaterThanOrEqual(end);
      }),
    );
  });

  test('a time added in two parts is the time added at once', () => {
    fc.assert(
      fc.property(instant, span, span, calendar, (from, a, b, cal) => {
        expect(addWorkingTime(addWorkingTime(from, a, cal), b, cal)).toBe(addWorkingTime(from, a + b, cal));
      }),
    );
  });

  test('a span measured in two parts is the span', () => {
    fc.assert(
      fc.property(instant, span, span, calendar, (from, a, b, cal) => {
        const parts = workingTimeBetween(from, from + a, cal) + workingTimeBetween(from + a, from + a + b, cal);
        expect(parts).toBe(workingTimeBetween(from, from + a + b, cal));
      }),
    );
  });

  test('every end is on a working day, and nothing is outside working days', () => {
    fc.assert(
      fc.property(instant, span, calendar, (from, ms, cal) => {
        expect(isWorkingDay(localDate(addWorkingTime(from, ms, cal)), cal)).toBe(true);
        expect(isWorkingDay(localDate(nextWorkingMorning(from, cal)), cal)).toBe(true);
      }),
    );
  });

  test('seven hundred working days are a matter of a moment', () => {
    const cal = { holidays: Array.from({ length: 150 }, (_, i) => dateOfDay(first + 17 * i)) };
    const began = performance.now();
    for (let i = 0; i < 200; i += 1) addWorkingDays(Date.UTC(2026, 0, 1) + i * DAY, 700, cal);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
