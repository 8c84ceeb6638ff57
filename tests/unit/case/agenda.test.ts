import { caseAgenda } from '../../../src/domain/case/agenda';
import { ENDS, isOpen, STAGES } from '../../../src/domain/case/stages';
import { COLLEAGUE, OPERATOR } from '../../support/domain/actors';
import { caseIn } from '../../support/domain/case-in';
import { CaseStory } from '../../support/domain/case-story';
import { follow, lines } from '../../support/domain/follow';
import { rome } from '../../support/domain/time';

const keys = (story: CaseStory, assigneeActive = true) =>
  caseAgenda(story.state, { assigneeActive }).map((item) => item.key);

describe('what is owed', () => {
  test('nothing before a case begins and after it ends', () => {
    expect(keys(new CaseStory())).toEqual([]);
    for (const end of ENDS) expect([end, keys(caseIn(end), false)]).toEqual([end, []]);
  });

  test('the marks of the stage, in order of time', () => {
    expect(keys(caseIn('opened'))).toEqual([
      'stage/reminder-1',
      'stage/reminder-2',
      'stage/escalation-1',
      'stage/escalation-2',
      'stage/escalation-3',
      'stage/lapse',
    ]);
  });

  test('the reminders of a consult beside them', () => {
    expect(keys(caseIn('consult-booked')).slice(0, 3)).toEqual([
      'consult-1/day-before',
      'consult-1/hour-before',
      'stage/reminder-1',
    ]);
  });

  test('while paused no mark of the stage, but the pause’s own limit and the claims’ clocks', () => {
    const story = caseIn('claim-submitted');
    story.give('prepare-claim', { benefitId: 4 });
    story.give('pause');
    expect(keys(story)).toEqual([
      'claim-1/reminder-1',
      'claim-1/escalation-1',
      'claim-1/escalation-2',
      'end-pause',
      'claim-1/escalation-3',
    ]);
  });

  test('an operator for a case without one, and for one whose operator left', () => {
    const story = new CaseStory();
    story.give('open-case', {}, { by: 'manager' });
    expect(keys(story)[0]).toBe('assign');
    expect(keys(caseIn('opened'), false)[0]).toBe('reassign');
  });

  test('a follow-up keeps its name while its date stands, and has a new one when it is set again', () => {
    const names = (story: CaseStory) =>
      caseAgenda(story.state, { assigneeActive: true }).map((item) => `${item.since}/${item.key}`);
    const story = caseIn('screened');
    const before = names(story);
    story.give('record-need');
    story.give('fire-mark', {}, { at: '2026-03-16 09:00' });
    expect(names(story)).toEqual(before.slice(1));
    story.give('pause');
    story.give('resume');
    expect(names(story).filter((name) => before.includes(name))).toEqual([]);
  });
});

describe('following it', () => {
  test('a case nobody touches: reminders, the ladder, the lapse, then silence', () => {
    const story = caseIn('opened');
    expect(lines(follow(story))).toEqual([
      '2026-03-05 09:00 stage/reminder-1 reminder',
      '2026-03-09 09:00 stage/reminder-2 reminder',
      '2026-03-16 09:00 stage/escalation-1 escalation',
      '2026-03-23 09:00 stage/escalation-2 escalation',
      '2026-03-30 09:00 stage/escalation-3 escalation',
      '2026-05-06 09:00 stage/lapse case-lapsed',
    ]);
    expect(story.state.stage).toBe('lapsed');
  });

  test('a booked consult nobody writes up: its reminders come first', () => {
    expect(lines(follow(caseIn('consult-booked')))).toEqual([
      '2026-03-09 10:00 consult-1/day-before consult-reminder consult-reminder',
      '2026-03-10 09:00 consult-1/hour-before consult-reminder consult-reminder',
      '2026-03-11 11:00 stage/reminder-1 reminder',
      '2026-03-18 11:00 stage/escalation-1 escalation',
      '2026-03-25 11:00 stage/escalation-2 escalation',
      '2026-04-01 11:00 stage/escalation-3 escalation',
      '2026-05-11 11:00 stage/lapse case-lapsed',
    ]);
  });

  test('a claim whose outcome is silent: asked for up the ladder; the case never lapses', () => {
    const story = caseIn('claim-submitted');
    expect(lines(follow(story))).toEqual([
      '2026-04-28 13:00 claim-1/reminder-1 reminder',
      '2026-05-14 13:00 claim-1/escalation-1 escalation',
      '2026-05-28 13:00 claim-1/escalation-2 escalation',
      '2026-06-08 10:40 stage/reminder-1 reminder',
      '2026-06-26 13:00 claim-1/escalation-3 escalation',
    ]);
    expect(story.state.stage).toBe('claim-submitted');
  });

  test('a refusal nobody reviews: reminded of its last day, closed only after it', () => {
    const story = caseIn('claim-submitted');
    story.give('record-outcome', { outcome: 'refused', amount: null, benefitFrom: null, decidedOn: '2026-03-10' });
    expect(lines(follow(story))).toEqual([
      '2026-05-09 14:00 review-1/reminder-1 reminder',
      '2026-05-29 14:00 review-1/reminder-2 reminder',
      '2026-06-09 00:00 stage/lapse case-closed',
    ]);
  });

  test('a referral nobody answers returns, and then the case goes its way', () => {
    expect(lines(follow(caseIn('referred'))).slice(0, 3)).toEqual([
      '2026-03-05 09:00 stage/reminder-1 reminder',
      '2026-03-09 09:00 stage/lapse referral-declined',
      '2026-03-23 09:00 stage/reminder-1 reminder',
    ]);
  });

  test('a pause nobody ends: nothing until its limit, then what was left', () => {
    const story = caseIn('consented');
    story.give('pause', {}, { at: '2026-03-10 09:00' });
    expect(lines(follow(story)).slice(0, 2)).toEqual([
      '2026-04-08 09:00 end-pause pause-over',
      '2026-04-14 09:00 stage/reminder-1 reminder',
    ]);
  });

  test('nobody to assign: asked again every working day, until somebody is', () => {
    const story = new CaseStory();
    story.give('open-case', {}, { by: 'manager', at: '2026-03-05 09:00' });
    const log = follow(story, { until: rome('2026-03-10 09:00'), facts: { candidates: [] } });
    expect(lines(log)).toEqual([
      '2026-03-05 09:00 assign nobody-to-assign',
      '2026-03-06 09:00 assign nobody-to-assign',
      '2026-03-09 09:00 assign nobody-to-assign',
      '2026-03-10 09:00 assign nobody-to-assign',
      '2026-03-10 09:00 stage/reminder-1 reminder',
    ]);
    expect(lines(follow(story))[0]).toBe('2026-03-11 09:00 assign case-assigned');
    expect(story.state.operatorId).toBe(OPERATOR);
  });

  test('an operator who left is replaced at once, and once', () => {
    const story = caseIn('consented');
    const log = follow(story, {
      assigneeActive: () => story.state.operatorId !== OPERATOR,
      facts: { candidates: [{ operatorId: COLLEAGUE, load: 0 }] },
    });
    expect(lines(log)[0]).toBe('2026-03-02 09:00 reassign case-assigned');
    expect(log.filter((one) => one.key === 'reassign')).toHaveLength(1);
  });

  test('an operator who comes back before anybody was found: asked for no longer', () => {
    const story = caseIn('consented');
    follow(story, { until: rome('2026-03-03 09:00'), assigneeActive: () => false, facts: { candidates: [] } });
    expect(lines(follow(story)).slice(0, 2)).toEqual([
      '2026-03-04 09:00 assign',
      '2026-03-16 09:00 stage/reminder-1 reminder',
    ]);
  });

  test('awake again after a stop: of what is overdue only the highest goes out', () => {
    const log = follow(caseIn('opened'), { awakeFrom: rome('2026-03-24 08:00') });
    expect(lines(log)).toEqual([
      '2026-03-24 08:00 stage/reminder-1 escalation',
      '2026-03-30 09:00 stage/escalation-3 escalation',
      '2026-05-06 09:00 stage/lapse case-lapsed',
    ]);
  });

  test('awake after the lapse: no late noise', () => {
    const log = follow(caseIn('consult-booked'), { awakeFrom: rome('2026-12-01 08:00') });
    expect(lines(log)).toEqual([
      '2026-12-01 08:00 consult-1/day-before',
      '2026-12-01 08:00 consult-1/hour-before',
      '2026-12-01 08:00 stage/reminder-1',
      '2026-12-01 08:00 stage/lapse case-lapsed',
    ]);
  });

  test.each(STAGES.filter(isOpen))('from %s it always ends, and a second reading finds nothing', (stage) => {
    const story = caseIn(stage);
    const log = follow(story);
    expect(log.every((one) => typeof one.result !== 'string')).toBe(true);
    expect(log.map((one) => one.at)).toEqual(log.map((one) => one.at).sort((a, b) => a - b));
    expect(follow(story)).toEqual([]);
  });
});
