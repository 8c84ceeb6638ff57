import { differences, type Line, linesOf } from '../../../src/domain/rehearsal/lines';

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

test('a reminder and who is told are one line; other notices have their own', () => {
  const entry = {
    stream: 'agreement/x',
    version: 1,
    schema: 1,
    at: DAY,
    actor: { kind: 'system', id: 'follow' },
  } as const;
  const notice = { key: 'k', template: 'agreement-reminder', channel: 'digest', to: { structureOf: 3 } } as const;
  const command = { name: 'fire-mark', data: {} };
  const steps = [
    {
      at: DAY,
      command,
      entries: [
        {
          ...entry,
          type: 'mark-fired',
          data: { clock: 'stage', sent: { key: 'reminder-1', kind: 'reminder', at: DAY }, skipped: [] },
        },
      ],
      notices: [{ ...notice, variables: { subject: 'agreement-review', due: 2 * DAY } }],
    },
    {
      at: DAY,
      command,
      entries: [{ ...entry, type: 'agreement-ended', data: { stage: 'expired' } }],
      notices: [{ ...notice, template: 'agreement-ended', variables: {} }],
    },
  ];
  expect(linesOf({ steps, entries: [], complete: true } as never)).toEqual([
    { at: DAY, kind: 'reminder', what: 'reminder', about: 'agreement-review', to: ['structureOf/3'] },
    { at: DAY, kind: 'state', what: 'expired', to: [] },
    { at: DAY, kind: 'mail', what: 'agreement-ended', to: ['structureOf/3'] },
  ]);
});
