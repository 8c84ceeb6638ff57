import { stageLapse } from '../../../../src/domain/case/dates';
import { mayOnCase } from '../../../../src/domain/case/may';
import { ACTORS } from '../../../support/domain/actors';
import { caseIn } from '../../../support/domain/case-in';
import type { CaseStory } from '../../../support/domain/case-story';
import { policies } from '../../../support/domain/policies';
import { shown } from '../../../support/domain/time';

const refused = { outcome: 'refused', amount: null, benefitFrom: null } as const;

/** A case whose only claim was refused on Tuesday 10 March 2026. */
function afterRefusal(): CaseStory {
  const story = caseIn('claim-submitted');
  story.give('record-outcome', { ...refused, decidedOn: '2026-03-10' });
  return story;
}

describe('preparing (message 4144/2020, § 3): no stage stands between a person and a claim', () => {
  test('is open from the first stage on, once consent was asked', () => {
    const story = caseIn('opened');
    expect(story.refusal('prepare-claim')).toBe('ask-consent');
    story.give('refuse-consent');
    story.give('prepare-claim');
    expect(story.state.stage).toBe('claim-in-preparation');
  });

  test('is open whatever the screening said', () => {
    const story = caseIn('consented');
    story.give('complete-screening', { results: { 'assegno-sociale': 'not-indicated' } });
    expect(story.refusal('prepare-claim')).toBeUndefined();
  });

  test('is for a benefit in force, one draft a benefit', () => {
    const story = caseIn('consented');
    expect(story.refusal('prepare-claim', {}, { facts: { benefit: null } })).toBe('benefit-in-force benefitId');
    expect(story.refusal('prepare-claim', {}, { facts: { benefit: { id: 3, inForce: false } } })).toBe(
      'benefit-in-force benefitId',
    );
    story.give('prepare-claim');
    expect(story.refusal('prepare-claim')).toBe('already-done benefitId');
    expect(story.refusal('prepare-claim', { benefitId: 4 })).toBeUndefined();
  });
});

describe('prerequisites', () => {
  test('are ticked off and back, not twice', () => {
    const story = caseIn('claim-in-preparation');
    story.give('tick-prerequisite', { prerequisite: 'iban' });
    story.give('tick-prerequisite');
    expect(story.state.claims[0]?.prerequisites).toEqual(['iban', 'isee']);
    expect(story.refusal('tick-prerequisite')).toBe('already-done');
    story.give('tick-prerequisite', { done: false });
    expect(story.state.claims[0]?.prerequisites).toEqual(['iban']);
  });

  test('left unticked are no bar to filing', () => {
    expect(caseIn('claim-in-preparation').refusal('submit-claim')).toBeUndefined();
  });
});

describe('filing', () => {
  test('records who filed it and the protocol; the operator is told when others do', () => {
    const story = caseIn('claim-in-preparation');
    expect(story.ask('submit-claim')).toMatchObject({ notices: [] });
    expect(story.give('submit-claim', {}, { by: 'referent' })).toMatchObject([{ template: 'claim-submitted' }]);
    expect(story.state.claims[0]).toMatchObject({
      state: 'submitted',
      filedBy: 'patronato',
      protocol: 'INPS.2026.0001',
      submittedOn: '2026-03-02',
    });
  });

  test('is not in the future, and not twice', () => {
    expect(caseIn('claim-in-preparation').refusal('submit-claim', { submittedOn: '2026-03-11' })).toBe(
      'future submittedOn',
    );
    expect(caseIn('claim-submitted').refusal('submit-claim')).toBe('claim-state claim');
    expect(caseIn('claim-submitted').refusal('submit-claim', { claim: 2 })).toBe('unknown claim');
  });

  test('starts a clock of its own, from the day it was filed, that asks when the outcome is silent', () => {
    const clock = caseIn('claim-submitted').state.clocks['claim-1'];
    expect(clock?.subject).toBe('claim-outcome');
    expect([clock?.startedAt, clock?.dueAt].map((at) => shown(at ?? 0))).toEqual([
      '2026-03-02 13:00',
      '2026-04-28 13:00',
    ]);
  });

  test('whose start is not to come, and whose past dates are left out', () => {
    const today = caseIn('claim-in-preparation');
    today.give('submit-claim', { submittedOn: '2026-03-10' });
    expect(shown(today.state.clocks['claim-1']?.startedAt ?? 0)).toBe('2026-03-10 10:40');
    const late = caseIn('claim-in-preparation');
    late.give('submit-claim', { submittedOn: '2025-12-22' });
    expect(late.state.clocks['claim-1']?.marks.map((mark) => mark.key)).toEqual(['escalation-2', 'escalation-3']);
  });

  test('a draft may be dropped: the case returns where it stood', () => {
    const story = caseIn('claim-in-preparation');
    story.give('drop-claim');
    expect(story.state).toMatchObject({ stage: 'consult-held', claims: [{ state: 'dropped' }] });
    expect(caseIn('claim-submitted').refusal('drop-claim')).toBe('claim-state claim');
  });
});

describe('several claims: the case shows its least advanced open one (DESIGN §3)', () => {
  test('draft before submitted before decided; dropped ones do not count', () => {
    const story = caseIn('claim-submitted');
    story.give('prepare-claim', { benefitId: 4 });
    expect(story.state.stage).toBe('claim-in-preparation');
    story.give('record-outcome', { claim: 1 });
    expect(story.state.stage).toBe('claim-in-preparation');
    story.give('submit-claim', { claim: 2 });
    expect(story.state.stage).toBe('claim-submitted');
    expect(Object.keys(story.state.clocks).sort()).toEqual(['claim-2', 'stage']);
    story.give('prepare-claim', { benefitId: 5 });
    story.give('drop-claim', { claim: 3 });
    story.give('record-outcome', { claim: 2 });
    expect(story.state.stage).toBe('decided');
  });
});

describe('the outcome', () => {
  test('is of a claim that was filed, on a day that has come', () => {
    expect(caseIn('claim-in-preparation').refusal('record-outcome')).toBe('claim-state claim');
    expect(caseIn('claim-submitted').refusal('record-outcome', { decidedOn: '2026-03-11' })).toBe('future decidedOn');
    expect(caseIn('claim-submitted').refusal('record-outcome', { decidedOn: '2026-03-01' })).toBe(
      'before-claim decidedOn',
    );
  });

  test('granted: with amount and start, and no review to ask for', () => {
    const story = caseIn('decided');
    expect(story.state.claims[0]).toMatchObject({
      state: 'granted',
      amount: 500,
      benefitFrom: '2026-04-01',
      reviewBy: null,
    });
    expect(Object.keys(story.state.clocks)).toEqual(['stage']);
    expect(story.refusal('request-review')).toBe('claim-state claim');
  });

  test('refused: without an amount', () => {
    const story = caseIn('claim-submitted');
    expect(story.refusal('record-outcome', { ...refused, amount: 1 })).toBe('refused-amount amount');
    expect(story.refusal('record-outcome', { ...refused, benefitFrom: '2026-04-01' })).toBe('refused-amount amount');
  });

  test.each(['refused', 'partly-granted'] as const)('%s: a review has its last day', (outcome) => {
    const story = caseIn('claim-submitted');
    story.give('record-outcome', { ...refused, outcome, decidedOn: '2026-03-10' });
    expect(story.state.claims[0]?.reviewBy).toBe('2026-06-08');
    expect(shown(story.state.clocks['review-1']?.dueAt ?? 0)).toBe('2026-06-08 14:00');
  });
});

describe('the review (riesame, ricorso)', () => {
  test('puts the claim back among those awaited', () => {
    const story = afterRefusal();
    story.give('request-review', { requestedOn: '2026-03-10', kind: 'ricorso' });
    expect(story.state).toMatchObject({
      stage: 'claim-submitted',
      claims: [{ state: 'under-review', reviewKind: 'ricorso' }],
    });
    expect(Object.keys(story.state.clocks).sort()).toEqual(['claim-1', 'stage']);
  });

  test('its outcome is waited for from the day it was asked for', () => {
    const story = afterRefusal();
    story.give('request-review', { requestedOn: '2026-03-16' }, { at: '2026-03-27 09:00' });
    expect(shown(story.state.clocks['claim-1']?.startedAt ?? 0)).toBe('2026-03-16 13:00');
  });

  test('is asked within its last day', () => {
    const story = afterRefusal();
    expect(story.refusal('request-review', { requestedOn: '2026-03-11' })).toBe('future requestedOn');
    const late = { at: '2026-06-09 09:00' };
    expect(story.refusal('request-review', { requestedOn: '2026-06-09' }, late)).toBe('review-late requestedOn');
    expect(story.refusal('request-review', { requestedOn: '2026-06-08' }, late)).toBeUndefined();
  });

  test('is not asked before the outcome it is about', () => {
    const story = afterRefusal();
    expect(story.refusal('request-review', { requestedOn: '2026-03-09' })).toBe('before-outcome requestedOn');
    expect(story.refusal('request-review', { requestedOn: '2026-03-10' })).toBeUndefined();
  });

  test('its own outcome does not come before it was asked for', () => {
    const story = afterRefusal();
    const later = { at: '2026-03-20 09:00' };
    story.give('request-review', { requestedOn: '2026-03-16' }, later);
    const outcome = (decidedOn: string) => story.refusal('record-outcome', { ...refused, decidedOn }, later);
    expect(outcome('2026-03-15')).toBe('before-review decidedOn');
    expect(outcome('2026-03-16')).toBeUndefined();
  });

  test.each([
    ['riesame', 'ricorso'],
    ['ricorso', 'riesame'],
  ] as const)('after a refused %s a %s may be asked for, within days of its own; each once', (first, second) => {
    const story = afterRefusal();
    story.give('request-review', { kind: first, requestedOn: '2026-03-10' });
    story.give('record-outcome', { ...refused, decidedOn: '2026-07-01' }, { at: '2026-07-01 15:00' });
    expect(story.state).toMatchObject({ stage: 'decided', claims: [{ state: 'refused', reviewBy: '2026-09-29' }] });
    expect(Object.keys(story.state.clocks).sort()).toEqual(['review-1', 'stage']);
    expect(shown(stageLapse(story.state)?.at ?? 0)).toBe('2026-09-30 00:00');
    expect(story.refusal('request-review', { kind: first, requestedOn: '2026-07-01' })).toBe('review-kind kind');
    story.give('request-review', { kind: second, requestedOn: '2026-07-01' });
    story.give('record-outcome', { ...refused, decidedOn: '2026-07-01' });
    expect(story.state.claims).toMatchObject([{ reviewBy: null, reviews: [first, second] }]);
    expect(story.refusal('request-review', { requestedOn: '2026-07-01' })).toBe('review-closed claim');
    expect(mayOnCase(ACTORS.operator, story.state)).not.toContain('request-review');
  });

  test.each([
    ['in summer', '2026-03-10', '2026-06-09 00:00'],
    ['in winter', '2026-09-10', '2026-12-10 00:00'],
  ])('whose last day is over at midnight in Rome, %s', (_season, decidedOn, closes) => {
    const story = caseIn('claim-submitted');
    story.give('record-outcome', { ...refused, decidedOn }, { at: `${decidedOn} 12:00` });
    expect(shown(stageLapse(story.state)?.at ?? 0)).toBe(closes);
  });

  test('whose last day has passed is no date to keep any more', () => {
    const story = afterRefusal();
    story.give('prepare-claim', { benefitId: 4 }, { at: '2026-06-08 23:00' });
    expect(Object.keys(story.state.clocks).sort()).toEqual(['review-1', 'stage']);
    story.give('tick-prerequisite', { claim: 2 }, { at: '2026-06-09 09:00' });
    expect(Object.keys(story.state.clocks)).toEqual(['stage']);
  });

  test('the case is not closed while one can still be asked for', () => {
    const story = afterRefusal();
    const lapse = story.state.clocks['stage']?.marks.find((mark) => mark.kind === 'lapse');
    expect(shown(lapse?.at ?? 0)).toBe('2026-06-09 00:00');
    const shorter = policies({ decided: { lapseDays: 1 } }, 100);
    story.give('repolicy', { subjects: ['decided'] }, { facts: { policies: shorter } });
    expect(story.state.clocks['stage']?.marks.find((mark) => mark.kind === 'lapse')?.at).toBe(lapse?.at);
  });

  test('a deadline the policy does not know is none', () => {
    const story = caseIn('claim-submitted');
    story.give('record-outcome', { ...refused, decidedOn: '2026-03-10' }, { facts: { policies: {} } });
    expect(story.state.claims[0]?.reviewBy).toBeNull();
    expect(story.refusal('request-review')).toBe('review-closed claim');
  });
});
