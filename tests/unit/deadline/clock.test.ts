import fc from 'fast-check';
import { type Clock, remainderOf, repolicyClock, resumeClock, startClock } from '../../../src/domain/deadline/clock';
import { CALENDAR, policies } from '../../support/domain/policies';
import { DAY, HOUR, rome, shown } from '../../support/domain/time';

const own = policies().screened;
const begun = rome('2026-03-02 09:00');

/** The clock after each pause in turn: the time it runs before one, and how long it is held. */
function paused(clock: Clock, pauses: readonly { readonly run: number; readonly held: number }[]) {
  let now = begun;
  let current = clock;
  for (const { run, held } of pauses) {
    const at = now + run;
    now = at + held;
    current = resumeClock(current, { at, left: remainderOf(current, at, CALENDAR) }, now, CALENDAR);
  }
  return { clock: current, now };
}

test('the working time of every pause adds up, without the days nobody works', () => {
  const pauses = [
    { run: DAY, held: 3 * HOUR },
    // From Wednesday noon to Sunday noon: twelve hours, Thursday, Friday.
    { run: DAY, held: 4 * DAY },
  ];
  expect(paused(startClock(own, begun, CALENDAR), pauses).clock.pausedFor).toBe((3 + 12 + 48) * HOUR);
});

test('under a policy of the same days a clock that was paused keeps every date', () => {
  const pause = fc.record({ run: fc.nat(36 * HOUR), held: fc.nat(12 * DAY) });
  fc.assert(
    // Three pauses at most: no mark falls due before them, and so none is owed late.
    fc.property(fc.array(pause, { maxLength: 3 }), (pauses) => {
      const { clock, now } = paused(startClock(own, begun, CALENDAR), pauses);
      expect(repolicyClock(clock, { ...own, id: 99 }, CALENDAR, now)).toEqual({ ...clock, policyId: 99 });
    }),
    { numRuns: 500 },
  );
});

describe('under a policy of calendar days', () => {
  const calendarDays = { ...own, dayKind: 'calendar' } as const;
  const friday = rome('2026-03-06 09:00');
  const monday = rome('2026-03-09 09:00');

  test('a pause keeps every day, worked or not', () => {
    const clock = startClock(calendarDays, begun, CALENDAR);
    expect(shown(clock.dueAt)).toBe('2026-03-12 09:00');
    const left = remainderOf(clock, friday, CALENDAR);
    expect(left.due).toBe(6 * DAY);
    const resumed = resumeClock(clock, { at: friday, left }, monday, CALENDAR);
    expect([resumed.pausedFor, shown(resumed.dueAt)]).toEqual([3 * DAY, '2026-03-15 09:00']);
    expect(repolicyClock(resumed, { ...calendarDays, id: 99 }, CALENDAR, monday)).toEqual({ ...resumed, policyId: 99 });
  });

  test('a clock that counted others sets the same pause aside', () => {
    const clock = startClock(own, begun, CALENDAR);
    const left = remainderOf(clock, friday, CALENDAR);
    const resumed = resumeClock(clock, { at: friday, left }, monday, CALENDAR);
    expect(resumed.pausedFor).toBe(DAY);
    const moved = repolicyClock(resumed, { ...calendarDays, id: 99 }, CALENDAR, monday);
    expect([moved.pausedFor, shown(moved.dueAt)]).toEqual([DAY, '2026-03-13 09:00']);
  });
});
