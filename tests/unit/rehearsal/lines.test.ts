import { differences, type Line } from '../../../src/domain/rehearsal/lines';

const DAY = 86_400_000;
const line = (what: string, day: number, kind: Line['kind'] = 'state'): Line => ({ at: day * DAY, kind, what, to: [] });

test('what another policy changes: moved, gone, new, and what stays as it is', () => {
  const now = [
    line('renewal-window', 10),
    line('reminder', 12, 'reminder'),
    line('reminder', 14, 'reminder'),
    line('expired', 20),
  ];
  const other = [
    line('renewal-window', 10),
    line('reminder', 13, 'reminder'),
    line('renewed', 15),
    line('expired', 40),
  ];
  expect(differences(now, other)).toEqual([
    { line: line('renewal-window', 10), change: 'same' },
    { line: line('reminder', 12, 'reminder'), change: 'moved', movedTo: 13 * DAY },
    { line: line('reminder', 14, 'reminder'), change: 'gone' },
    { line: line('renewed', 15), change: 'new' },
    { line: line('expired', 20), change: 'moved', movedTo: 40 * DAY },
  ]);
});

test('two like calendars differ in nothing', () => {
  const now = [line('a', 1), line('a', 2), line('b', 2)];
  expect(differences(now, now).every((one) => one.change === 'same')).toBe(true);
});
