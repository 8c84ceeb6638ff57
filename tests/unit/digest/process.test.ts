import { digestAt, digestProcess } from '../../../src/domain/digest/process';
import { FOLLOW } from '../../../src/domain/network/actor';
import { ACTORS } from '../../support/domain/actors';
import { CALENDAR } from '../../support/domain/policies';
import { rome, shown } from '../../support/domain/time';

const state = digestProcess.fold('digest/7', []);
const waiting = (...times: string[]) => ({
  calendar: CALENDAR,
  waiting: times.map((time, index) => ({ id: index + 1, at: rome(time) })),
});
const command = { name: 'send-digest', data: {} } as const;

test.each([
  ['2026-03-03 07:59', '2026-03-03 08:00'],
  ['2026-03-03 08:00', '2026-03-04 08:00'],
  ['2026-03-06 17:00', '2026-03-09 08:00'],
  ['2026-04-03 17:00', '2026-04-07 08:00'],
])('what is written at %s goes out on the working morning of %s', (written, due) => {
  expect(shown(digestAt(waiting(written)) ?? 0)).toBe(due);
});

test('the oldest notice sets the day, and all that waits goes in one mail', () => {
  const facts = waiting('2026-03-04 12:00', '2026-03-03 12:00');
  const now = rome('2026-03-04 08:00');
  expect(digestProcess.agenda(state, facts)).toEqual([{ key: `digest-${now}`, at: now, since: 0, command }]);
  expect(digestProcess.decide(state, command, { actor: FOLLOW, facts, now })).toMatchObject({
    accepted: true,
    entries: [{ type: 'digest-sent', data: { notices: [1, 2] } }],
    notices: [{ to: { user: 7 }, template: 'digest', channel: 'own', variables: { count: 2 }, gathers: [1, 2] }],
  });
});

test('a reminder of what was done meanwhile is left out; with nothing else to say no mail is owed', () => {
  const now = rome('2026-03-04 08:00');
  const { calendar, waiting: lines } = waiting('2026-03-03 12:00', '2026-03-03 13:00');
  const decide = (...over: readonly boolean[]) => {
    const facts = { calendar, waiting: lines.map((line, index) => ({ ...line, over: over[index] === true })) };
    return digestProcess.decide(state, command, { actor: FOLLOW, facts, now });
  };
  expect(decide(true, false)).toMatchObject({
    entries: [
      { type: 'lines-left-out', data: { notices: [1] } },
      { type: 'digest-sent', data: { notices: [2] } },
    ],
    notices: [{ variables: { count: 1 }, gathers: [2] }],
  });
  expect(decide(true, true)).toEqual({
    accepted: true,
    entries: [{ type: 'lines-left-out', data: { notices: [1, 2] } }],
    notices: [],
  });
});

test('nothing waits: nothing is owed', () => {
  expect(digestProcess.agenda(state, waiting())).toEqual([]);
});

test.each([
  ['already-done', FOLLOW, waiting(), '2026-03-04 08:00'],
  ['too-early', FOLLOW, waiting('2026-03-03 12:00'), '2026-03-04 07:59'],
  ['not-yours', ACTORS.operator, waiting('2026-03-03 12:00'), '2026-03-04 08:00'],
] as const)('refused as %s', (rule, actor, facts, now) => {
  expect(digestProcess.decide(state, command, { actor, facts, now: rome(now) })).toMatchObject({
    accepted: false,
    rule,
  });
});

test('a stream counts what it sent', () => {
  const actor = { kind: 'system', id: 'system:follow' } as const;
  const entry = { type: 'digest-sent', data: { notices: [1] }, version: 1, schema: 1, at: 5, actor } as const;
  const after = digestProcess.fold('digest/7', [entry]);
  expect(after).toEqual({ userId: 7, version: 1, lastAt: 5 });
  expect(digestProcess.agenda(after, waiting('2026-03-03 12:00'))[0]?.since).toBe(1);
  expect([digestProcess.may(ACTORS.operator, after), digestProcess.rows(after)]).toEqual([[], []]);
});
