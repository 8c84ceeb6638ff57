import { localDate } from '../../../../src/domain/calendar/rome';
import { endOf } from '../../../../src/domain/calendar/years';
import { agreementIn } from '../../../support/agreement/agreement-in';
import { agreementPolicies } from '../../../support/agreement/policies';
import { ASSOCIATION, STRUCTURE } from '../../../support/agreement/texts';
import { rome } from '../../../support/domain/time';

describe('commitments', () => {
  test('numbered, each with its day after the start, reminded of ahead of it', () => {
    const story = agreementIn('active');
    expect(story.state.commitments).toMatchObject([
      { number: 1, by: STRUCTURE, dueOn: '2026-04-01', state: 'owed' },
      { number: 2, by: ASSOCIATION, dueOn: '2026-04-16', state: 'owed' },
    ]);
    expect(story.state.clocks['commitment-1']).toMatchObject({
      subject: 'agreement-commitment',
      dueAt: endOf('2026-04-01'),
    });
    expect(story.state.clocks['commitment-1']?.marks.every((mark) => mark.at > story.now)).toBe(true);
  });

  test('under a policy that counts working days the reminders come no later than it says', () => {
    const story = agreementIn('transmitted');
    story.give('confirm-transmission');
    const policies = agreementPolicies({
      'agreement-commitment': { dayKind: 'working', deadlineDays: 5, reminders: [0, 5] },
    });
    story.give('activate', {}, { facts: { policies } });
    const clock = story.state.clocks['commitment-1'];
    expect(clock?.dueAt).toBe(endOf('2026-04-01'));
    // Five working days before the end of Wednesday 1 April.
    expect(clock?.marks.find((one) => one.key === 'reminder-1')?.at).toBeLessThanOrEqual(rome('2026-03-26 00:00'));
    expect(clock?.marks.find((one) => one.key === 'reminder-2')?.at).toBeLessThanOrEqual(endOf('2026-04-01'));
  });

  test('kept on a day of its life, or waived with a reason; either stops its clock, once', () => {
    const story = agreementIn('active');
    expect(story.refusal('fulfil-commitment', { on: '2026-03-03' })).toBe('future on');
    expect(story.refusal('fulfil-commitment', { on: '2026-03-01' })).toBe('before-start on');
    expect(story.refusal('fulfil-commitment', { number: 9 })).toBe('unknown number');
    story.give('fulfil-commitment');
    expect(story.refusal('fulfil-commitment')).toBe('already-done number');
    expect(story.refusal('waive-commitment')).toBe('already-done number');
    expect(story.refusal('waive-commitment', { number: 9 })).toBe('unknown number');
    story.give('waive-commitment', { number: 2 });
    expect(story.state.commitments.map((one) => [one.state, one.settledOn])).toEqual([
      ['fulfilled', '2026-03-02'],
      ['waived', '2026-03-02'],
    ]);
    expect(Object.keys(story.state.clocks)).toEqual([]);
  });
});

describe('the end', () => {
  test('follows the framework: later when it was renewed, sooner when it ended, never past its own term', () => {
    const story = agreementIn('active');
    const ends = (frameworkEndsOn: string) => {
      story.give('align-end', { frameworkEndsOn });
      return story.state.term?.endsOn;
    };
    expect(ends('2026-12-31')).toBe('2026-12-31');
    expect(ends('2030-12-31')).toBe('2027-03-02');
    expect(story.refusal('align-end', { frameworkEndsOn: '2030-12-31' })).toBe('already-done');
    expect(story.refusal('align-end', {}, { facts: { framework: null } })).toBe('unknown frameworkEndsOn');
  });

  test('at the midnight in Rome after the last day, not before; associations hear of it, for their open cases', () => {
    const story = agreementIn('active');
    expect(story.refusal('expire', {}, { at: '2027-03-02 23:59' })).toBe('too-early');
    const told = story.give('expire', {}, { at: '2027-03-03 00:00' });
    expect(told.map((one) => [one.template, one.to])).toEqual([
      ['agreement-ended', { structureOf: 1 }],
      ['agreement-ended', { managersOf: 10 }],
      ['agreement-ended', { directorate: true }],
    ]);
    expect(story.state).toMatchObject({ stage: 'expired', clocks: {}, endedAt: rome('2027-03-03 00:00') });
  });

  test('one that never came into force ends too, and no association is told to hand over cases', () => {
    const story = agreementIn('transmitted');
    const told = story.give('expire', {}, { at: '2027-03-03 00:00' });
    expect(told.map((one) => [one.template, one.to])).toEqual([
      ['agreement-stopped', { structureOf: 1 }],
      ['agreement-stopped', { directorate: true }],
    ]);
  });

  test('before its last signature it is ended at once, today, whatever the day that was said', () => {
    const story = agreementIn('drafting');
    expect(story.give('terminate', { on: '2099-01-01' }).map((one) => one.to)).toEqual([{ structureOf: 1 }]);
    expect(story.state.termination?.on).toBe(localDate(story.state.endedAt ?? 0));
    expect([story.state.stage, story.types().slice(-2)]).toEqual([
      'terminated',
      ['termination-announced', 'agreement-ended'],
    ]);
    const reviewed = agreementIn('central-review');
    expect(reviewed.give('terminate').map((one) => one.to)).toEqual([{ structureOf: 1 }, { directorate: true }]);
  });

  test('afterwards it is announced, and ends when that day is over', () => {
    const story = agreementIn('active');
    const told = story.give('terminate', { on: '2026-10-31' }, { by: 'directorate' });
    expect(new Set(told.map((one) => one.template))).toEqual(new Set(['agreement-termination']));
    expect([story.state.stage, told.length]).toEqual(['active', 3]);
    expect(story.refusal('terminate')).toBe('already-done');
    expect(story.refusal('end-early', {}, { at: '2026-10-31 23:00' })).toBe('too-early');
    story.give('end-early', {}, { at: '2026-11-01 00:00' });
    expect(story.state.stage).toBe('terminated');
  });

  test('at once on a day that is not to come; never on one before its start or after its end', () => {
    expect(agreementIn('active').refusal('terminate', { on: '2026-03-01' })).toBe('before-start on');
    expect(agreementIn('active').refusal('terminate', { on: '2027-03-03' })).toBe('after-end on');
    const story = agreementIn('active');
    story.give('terminate', { on: '2026-03-02' });
    expect(story.state.stage).toBe('terminated');
    expect(agreementIn('active').refusal('end-early')).toBe('already-done');
  });

  test('it does not begin before its start or after its end', () => {
    const story = agreementIn('transmitted');
    story.give('confirm-transmission');
    expect(story.refusal('activate', {}, { at: '2027-03-03 00:00' })).toBe('stage');
    story.state = { ...story.state, term: { ...story.state.term!, startsOn: '2026-04-01' } };
    expect(story.refusal('activate')).toBe('too-early');
  });
});
