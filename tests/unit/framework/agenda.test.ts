import { frameworkAgenda } from '../../../src/domain/framework/agenda';
import { FRAMEWORK_ENDS, FRAMEWORK_STAGES } from '../../../src/domain/framework/stages';
import { DAY, rome } from '../../support/domain/time';
import { OTHERS } from '../../support/framework/facts';
import { exchangeNotes, frameworkIn } from '../../support/framework/framework-in';
import { FrameworkStory, follow, lines } from '../../support/framework/framework-story';
import { FRAMEWORKS } from '../../support/framework/histories';

const keys = (story: FrameworkStory) => frameworkAgenda(story.state).map((item) => item.key);

describe('what is owed', () => {
  test('nothing before it begins and after it ends', () => {
    expect(keys(new FrameworkStory())).toEqual([]);
    for (const end of FRAMEWORK_ENDS) expect([end, keys(frameworkIn(end))]).toEqual([end, []]);
  });

  test('while it is being signed, nothing: the Parties take their time', () => {
    expect(keys(frameworkIn('signing'))).toEqual([]);
  });

  test('in force, the window and the end; no window without a renewal left', () => {
    expect(keys(frameworkIn('active'))).toEqual(['open-window', 'expire']);
    expect(keys(frameworkIn('renewed'))).toEqual([
      'note-request-1/pec-1/alarm',
      'ending-2023-06-04/reminder-1',
      'ending-2023-06-04/reminder-2',
      'expire',
    ]);
  });

  test('in the window, the dates of its clock, and the alarm of what has left', () => {
    expect(keys(frameworkIn('renewal-window'))).toEqual([
      'note-request-1/pec-1/alarm',
      'renewal/reminder-1',
      'renewal/reminder-2',
      'renewal/escalation-1',
      'renewal/escalation-2',
      'expire',
    ]);
  });

  test('the renewal, at once, when the last of what was missing is in', () => {
    const story = frameworkIn('renewal-window');
    exchangeNotes(story);
    expect(frameworkAgenda(story.state)[0]).toEqual({
      key: 'renew',
      at: story.now,
      since: story.state.term?.since,
      command: { name: 'renew', data: {} },
    });
  });

  test('an early end beside the other, and no window then', () => {
    const story = frameworkIn('active');
    story.give('terminate', { on: '2021-12-31' });
    expect(keys(story)).toEqual(['end-early', 'expire']);
  });

  test('a follow-up keeps its name while its date stands, and has a new one when it is set again', () => {
    const named = (story: FrameworkStory) => frameworkAgenda(story.state).find((item) => item.key === 'expire');
    const story = frameworkIn('active');
    const first = named(story);
    story.give('report-undelivered');
    expect(named(story)).toEqual(first);
    follow(story, { until: rome('2022-03-06 00:00') });
    exchangeNotes(story);
    story.give('renew');
    expect(named(story)?.since).toBeGreaterThan(first?.since ?? 0);
  });
});

describe('following it', () => {
  test('2021, nobody answers: asked, reminded, escalated, asked again, expired', () => {
    const story = frameworkIn('active');
    expect(lines(follow(story))).toEqual([
      '2021-06-04 09:00 table-1 left',
      '2022-03-06 00:00 open-window framework-window',
      '2022-03-06 00:00 note-request-1 left',
      '2022-03-06 00:00 table-2 left',
      '2022-03-07 00:00 note-request-1/pec-1/alarm dispatch-alarm',
      '2022-04-05 01:00 renewal/reminder-1 framework-reminder',
      '2022-04-20 01:00 renewal/reminder-2 framework-reminder',
      '2022-05-05 01:00 renewal/escalation-1 framework-escalation',
      '2022-05-05 01:00 note-chase-1 left',
      '2022-05-06 01:00 note-chase-1/pec-1/alarm dispatch-alarm',
      '2022-05-20 01:00 renewal/escalation-2 framework-escalation',
      '2022-05-20 01:00 note-chase-2 left',
      '2022-05-21 01:00 note-chase-2/pec-1/alarm dispatch-alarm',
      '2022-06-05 00:00 expire framework-expired',
    ]);
    expect(follow(story)).toEqual([]);
  });

  test('2021, every note in: renewed once, for a year; its end is told ahead, to the technical table too, then expired', () => {
    const story = frameworkIn('active');
    follow(story, { until: rome('2022-04-01 10:00') });
    for (const party of OTHERS) story.receive('avvenuta-consegna', 'note-request-1', party);
    exchangeNotes(story);
    expect(lines(follow(story))).toEqual([
      '2022-04-01 10:00 renew framework-renewed',
      '2022-04-01 10:00 table-3 left',
      '2022-12-06 23:00 ending-2023-06-04/reminder-1 framework-ending',
      '2022-12-06 23:00 table-4 left',
      '2023-05-06 00:00 ending-2023-06-04/reminder-2 framework-ending',
      '2023-05-06 00:00 table-5 left',
      '2023-06-05 00:00 expire framework-expired',
    ]);
  });

  test('awake again after a long stop: no late noise; renewed only if the notes were exchanged before the end', () => {
    const story = frameworkIn('active');
    expect(lines(follow(story, { awakeFrom: rome('2022-09-01 08:00') }))).toEqual([
      '2022-09-01 08:00 table-1 left',
      '2022-09-01 08:00 open-window refused: term-over',
      '2022-09-01 08:00 expire framework-expired',
    ]);
    const inTime = frameworkIn('renewal-window');
    for (const party of OTHERS) inTime.receive('avvenuta-consegna', 'note-request-1', party);
    exchangeNotes(inTime);
    expect(lines(follow(inTime, { awakeFrom: rome('2022-09-01 08:00') })).slice(-7)).toEqual([
      '2022-09-01 08:00 renew framework-renewed',
      '2022-09-01 08:00 table-3 left',
      '2022-12-06 23:00 ending-2023-06-04/reminder-1 framework-ending',
      '2022-12-06 23:00 table-4 left',
      '2023-05-06 00:00 ending-2023-06-04/reminder-2 framework-ending',
      '2023-05-06 00:00 table-5 left',
      '2023-06-05 00:00 expire framework-expired',
    ]);
    const late = frameworkIn('renewal-window');
    late.give('sign-note');
    late.carry();
    for (const party of OTHERS) late.note(party);
    for (const party of OTHERS) late.receive('avvenuta-consegna', 'note-1', party, { at: '2022-06-05 00:00' });
    expect(lines(follow(late)).at(-1)).toBe('2022-06-05 00:00 expire framework-expired');
    expect([late.state.stage, late.state.term?.renewals]).toEqual(['expired', 0]);
  });

  test.each(FRAMEWORK_STAGES)('from %s it always comes to rest, and a second reading finds nothing', (stage) => {
    const story = frameworkIn(stage);
    const log = follow(story);
    expect(log.filter((one) => typeof one.result === 'string')).toEqual([]);
    expect(log.map((one) => one.at)).toEqual(log.map((one) => one.at).sort((a, b) => a - b));
    story.now += 400 * DAY;
    expect(follow(story)).toEqual([]);
  });
});

test.each([
  ['framework-2021-renewed-then-expired', 'expired', 1, '2023-06-04'],
  ['framework-2021-not-renewed', 'expired', 0, '2022-06-04'],
  ['framework-2024-ended-early', 'terminated', 0, '2027-05-29'],
  ['framework-2021-a-note-bounces-and-is-corrected', 'renewed', 1, '2023-06-04'],
] as const)('the life called %s ends as its name says', (name, stage, renewals, endsOn) => {
  expect(FRAMEWORKS[name]().state).toMatchObject({ stage, term: { renewals, endsOn } });
});
