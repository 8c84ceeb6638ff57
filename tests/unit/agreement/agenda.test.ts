import { agreementAgenda } from '../../../src/domain/agreement/agenda';
import { AGREEMENT_ENDS } from '../../../src/domain/agreement/stages';
import { agreementIn } from '../../support/agreement/agreement-in';
import { AgreementStory } from '../../support/agreement/agreement-story';
import { follow, nameOf } from '../../support/agreement/follow';
import { deliver, handOver, sign } from '../../support/agreement/steps';
import { ASSOCIATION, COMUNE, STRUCTURE, TEXTS } from '../../support/agreement/texts';
import { lines } from '../../support/domain/follow';
import { rome, shown } from '../../support/domain/time';

const items = (story: AgreementStory, frameworkEndsOn = story.state.frameworkEndsOn) =>
  agreementAgenda(story.state, { frameworkEndsOn });
const dates = (story: AgreementStory): string[] => items(story).map((item) => `${shown(item.at)} ${item.key}`);

describe('what is owed', () => {
  test('nothing before it begins and after it ends', () => {
    expect(items(new AgreementStory())).toEqual([]);
    for (const end of AGREEMENT_ENDS) expect([end, items(agreementIn(end))]).toEqual([end, []]);
  });

  test('a draft nobody owes has no deadline; one that is owed is chased', () => {
    expect(dates(agreementIn('drafting'))).toEqual([]);
    const story = new AgreementStory();
    story.give('owe-agreement');
    expect(dates(story)).toEqual([
      '2026-04-01 10:00 owed/reminder-1',
      '2026-05-01 10:00 owed/reminder-2',
      '2026-05-06 10:00 owed/escalation-1',
      '2026-05-11 10:00 owed/escalation-2',
    ]);
    story.give('save-text', { textHash: TEXTS.conform.textHash });
    story.give('submit');
    story.give('open-signing');
    expect(items(story).filter((item) => item.key.startsWith('owed/'))).toHaveLength(4);
    sign(story, [STRUCTURE, COMUNE, ASSOCIATION]);
    expect(items(story).filter((item) => item.key.startsWith('owed/'))).toEqual([]);
  });

  test('only a review and a confirmation end something by themselves', () => {
    const keys = (story: AgreementStory) => items(story).filter((item) => item.command.name === 'lapse');
    expect(keys(agreementIn('central-review'))).toHaveLength(1);
    expect(keys(agreementIn('transmitted'))).toHaveLength(1);
    expect(keys(agreementIn('signing'))).toEqual([]);
  });

  test('in force: its commitments as they come up, the window, the end at the midnight after its last day', () => {
    expect(dates(agreementIn('active'))).toEqual([
      '2026-03-12 23:00 commitment-1/reminder-1',
      '2026-03-27 23:00 commitment-1/reminder-2',
      '2026-03-27 23:00 commitment-2/reminder-1',
      '2026-04-12 00:00 commitment-1/escalation-1',
      '2026-04-12 00:00 commitment-2/reminder-2',
      '2026-04-27 00:00 commitment-2/escalation-1',
      '2027-01-01 00:00 open-window',
      '2027-03-03 00:00 expire',
    ]);
  });

  test('a follow-up keeps its name while its date stands', () => {
    const story = agreementIn('active');
    const before = items(story).map(nameOf);
    story.give('propose-addendum');
    story.give('report-undelivered');
    expect(items(story).map(nameOf)).toEqual(before);
  });

  test('the framework renewed, or ended: due as soon as it is heard of, once', () => {
    const story = agreementIn('active');
    const [first] = items(story, '2026-12-31');
    expect(first).toMatchObject({ key: 'align-end/2026-12-31', at: story.now });
    story.give('align-end', { frameworkEndsOn: '2026-12-31' });
    expect(items(story, '2026-12-31').map((item) => item.key)).not.toContain('align-end/2026-12-31');
    expect(dates(story).at(-1)).toBe('2027-01-01 00:00 expire');
  });

  test('no window where a renewal would add no day, or where an early end was announced', () => {
    const keys = (story: AgreementStory) => items(story).map((item) => item.key);
    const capped = agreementIn('active');
    capped.give('align-end', { frameworkEndsOn: '2027-02-10' });
    expect(keys(capped)).not.toContain('open-window');
    const leaving = agreementIn('active');
    leaving.give('terminate');
    expect(keys(leaving).slice(-2)).toEqual(['end-early', 'expire']);
  });
});

describe('following it', () => {
  test('a review nobody answers: reminded, escalated to both, back to its structure, never approved', () => {
    const story = agreementIn('central-review');
    expect(lines(follow(story))).toEqual([
      '2026-03-16 09:00 stage/reminder-1 agreement-reminder',
      '2026-03-26 09:00 stage/reminder-2 agreement-reminder',
      '2026-03-30 09:00 stage/escalation-1 agreement-escalation agreement-escalation',
      '2026-04-28 09:00 stage/lapse agreement-review-lapsed agreement-review-lapsed',
    ]);
    expect([story.state.stage, story.state.approval]).toEqual(['drafting', null]);
  });

  test('from the last signature to silence: sent at once, chased until it has arrived, confirmed, in force; of no date that passed before', () => {
    const story = new AgreementStory();
    story.give('open-agreement');
    story.give('save-text', { textHash: TEXTS.conform.textHash });
    story.give('submit');
    story.give('open-signing');
    sign(story, [STRUCTURE, COMUNE, ASSOCIATION]);
    expect(lines(follow(story, { until: rome('2026-03-10 09:00') }))).toEqual([
      '2026-03-02 09:00 transmit',
      '2026-03-05 09:00 stage/reminder-1 agreement-reminder',
      '2026-03-09 09:00 stage/reminder-2 agreement-reminder',
    ]);
    handOver(story, 'transmission-1', rome('2026-03-10 09:00'));
    deliver(story, 'transmission-1');
    expect(lines(follow(story, { until: rome('2026-03-31 10:00') }))).toEqual([
      '2026-03-17 09:00 stage/reminder-1 agreement-reminder',
      '2026-03-31 09:00 stage/lapse',
      '2026-03-31 09:00 activate agreement-active agreement-active',
    ]);
  });

  test('an agreement left alone in force: the notes are asked for, nobody writes one, it expires', () => {
    const story = agreementIn('active');
    story.give('waive-commitment', { number: 1 });
    story.give('waive-commitment', { number: 2 });
    const log = lines(follow(story));
    expect(log).toEqual([
      '2027-01-01 00:00 open-window agreement-window agreement-window agreement-no-pec',
      '2027-01-16 00:00 stage/reminder-1 agreement-reminder',
      '2027-01-31 00:00 stage/reminder-2 agreement-reminder',
      '2027-02-20 00:00 stage/escalation-1 agreement-escalation',
      '2027-02-25 00:00 stage/escalation-2 agreement-escalation',
      '2027-03-03 00:00 expire agreement-ended agreement-ended agreement-ended',
    ]);
    expect(story.state.stage).toBe('expired');
  });

  test('an end that no renewal moves: everybody is told ahead of it', () => {
    const story = agreementIn('renewed');
    story.give('waive-commitment', { number: 1 });
    story.give('waive-commitment', { number: 2 });
    const told = 'agreement-ending agreement-ending agreement-ending';
    expect(lines(follow(story))).toEqual([
      `2027-12-04 00:00 ending-2028-03-02/reminder-1 ${told}`,
      `2028-02-02 00:00 ending-2028-03-02/reminder-2 ${told}`,
      '2028-03-03 00:00 expire agreement-ended agreement-ended agreement-ended',
    ]);
    const [first] = story.notices.filter((one) => one.template === 'agreement-ending');
    expect(first?.variables).toMatchObject({ endsOn: '2028-03-02' });
  });

  test('an end of its framework’s: told as such, anew when it moves, no more once a renewal may come or an end was announced', () => {
    const running = (story: AgreementStory) =>
      Object.keys(story.state.clocks).filter((name) => name.startsWith('ending'));
    const story = agreementIn('active');
    expect(running(story)).toEqual([]);
    story.give('align-end', { frameworkEndsOn: '2027-01-10' });
    story.give('align-end', { frameworkEndsOn: '2026-12-31' });
    expect(running(story)).toEqual(['ending-2026-12-31']);
    const mark = { clock: 'ending-2026-12-31', mark: 'reminder-1' };
    const told = story.give('fire-mark', mark, { at: '2026-10-04 00:00' });
    expect(told.map((one) => [one.template, one.to])).toEqual([
      ['agreement-ending-with-framework', { structureOf: 1 }],
      ['agreement-ending-with-framework', { managersOf: 10 }],
      ['agreement-ending-with-framework', { directorate: true }],
    ]);
    story.give('align-end', { frameworkEndsOn: '2028-12-31' });
    expect(running(story)).toEqual([]);
    const leaving = agreementIn('renewed');
    leaving.give('terminate', { on: '2027-12-31' });
    expect(running(leaving)).toEqual([]);
  });

  test('awake again after its end: nobody is told that it will end', () => {
    const story = agreementIn('renewed');
    story.give('waive-commitment', { number: 1 });
    story.give('waive-commitment', { number: 2 });
    expect(lines(follow(story, { awakeFrom: rome('2028-03-04 08:00') }))).toEqual([
      '2028-03-04 08:00 ending-2028-03-02/reminder-1',
      '2028-03-04 08:00 expire agreement-ended agreement-ended agreement-ended',
    ]);
  });

  test('a message without a word is told after a day', () => {
    const story = agreementIn('signed');
    handOver(story, 'transmission-1');
    expect(lines(follow(story, { until: rome('2026-03-03 09:00') }))).toEqual([
      '2026-03-03 09:00 transmission-1/pec-1/alarm dispatch-alarm',
    ]);
  });

  test('awake again after a stop: of what is overdue only the highest goes out, and after a lapse none', () => {
    const late = follow(agreementIn('central-review'), {
      awakeFrom: rome('2026-04-02 08:00'),
      until: rome('2026-04-03 08:00'),
    });
    expect(lines(late)).toEqual(['2026-04-02 08:00 stage/reminder-1 agreement-escalation agreement-escalation']);
    const tooLate = follow(agreementIn('central-review'), { awakeFrom: rome('2026-06-01 08:00') });
    expect(lines(tooLate)).toEqual([
      '2026-06-01 08:00 stage/reminder-1',
      '2026-06-01 08:00 stage/lapse agreement-review-lapsed agreement-review-lapsed',
    ]);
  });
});
