import { isWorkingDay } from '../../../src/domain/calendar/working-time';
import { workCalendar } from '../../../src/journal/holidays';

const national = ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26'];
const easterMonday: Record<number, string> = {
  2019: '2019-04-22',
  2020: '2020-04-13',
  2021: '2021-04-05',
  2022: '2022-04-18',
  2023: '2023-04-10',
  2024: '2024-04-01',
  2025: '2025-04-21',
  2026: '2026-04-06',
  2027: '2027-03-29',
  2028: '2028-04-17',
  2029: '2029-04-02',
  2030: '2030-04-22',
};

test.each(Object.entries(easterMonday))('the holidays of %s, and no other', (year, monday) => {
  const easter = new Date(Date.parse(monday) - 86_400_000).toISOString().slice(0, 10);
  const expected = [...national.map((day) => `${year}-${day}`), easter, monday];
  if (Number(year) >= 2026) expected.push(`${year}-10-04`); // San Francesco, law 151/2025.
  const { holidays } = workCalendar(null, Number(year), Number(year));
  expect(holidays).toEqual(expected.sort());
});

test('the patron day is added each year, once', () => {
  const rome = workCalendar('06-29', 2025, 2027);
  expect(rome.holidays.filter((day) => day.endsWith('06-29'))).toEqual(['2025-06-29', '2026-06-29', '2027-06-29']);
  expect(isWorkingDay('2026-06-29', rome)).toBe(false);
  // Bologna's patron day is 4 October too.
  expect(workCalendar('10-04', 2026, 2026).holidays.filter((day) => day === '2026-10-04')).toHaveLength(1);
});

test('the same arguments give the same calendar, which nobody can change', () => {
  const calendar = workCalendar('06-24', 2026, 2027);
  expect(workCalendar('06-24', 2026, 2027)).toBe(calendar);
  expect(Object.isFrozen(calendar.holidays)).toBe(true);
});

test.each(['6-29', '13-01', '06-32', '2026-06-29', ''])('refuses %p as a patron day', (day) => {
  expect(() => workCalendar(day, 2026, 2026)).toThrow(RangeError);
});
