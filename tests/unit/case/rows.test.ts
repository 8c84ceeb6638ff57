import { caseRows } from '../../../src/domain/case/rows';
import type { Row } from '../../../src/domain/process';
import { OPERATOR, THERE } from '../../support/domain/actors';
import { caseIn } from '../../support/domain/case-in';
import { CaseStory } from '../../support/domain/case-story';
import { HISTORIES } from '../../support/domain/histories';
import { rome } from '../../support/domain/time';

const caseRow = (story: CaseStory): Row['columns'] => caseRows(story.state)[0]?.columns ?? {};

test('nothing before a case begins', () => expect(caseRows(new CaseStory().state)).toEqual([]));

test('the case itself, with its dates', () => {
  expect(caseRow(caseIn('opened'))).toMatchObject({
    code: 'HQ7W2K9X',
    locator: null,
    stage: 'opened',
    open: true,
    version: 1,
    operator_id: OPERATOR,
    due_at: { at: rome('2026-03-09 09:00') },
    lapse_at: { at: rome('2026-05-06 09:00') },
    beneficiary_id: null,
    claim_state: null,
    attention: false,
  });
});

test('a paused case is due at no time', () => {
  const story = caseIn('consented');
  story.give('pause');
  expect(caseRow(story)).toMatchObject({
    paused: true,
    paused_until: { at: rome('2026-03-30 09:00') },
    due_at: null,
    lapse_at: null,
  });
});

test('a case is due when the first of its running dates is: stage, outcome awaited, last day of a review', () => {
  const due = (story: CaseStory) => caseRow(story)['due_at'];
  const story = caseIn('claim-submitted');
  expect(due(story)).toEqual({ at: rome('2026-04-28 13:00') });
  story.give('prepare-claim', { benefitId: 4 });
  expect(due(story)).toEqual({ at: rome('2026-04-08 10:40') });
  story.give('pause');
  expect(due(story)).toEqual({ at: rome('2026-04-28 13:00') });
  const refusal = { outcome: 'refused', amount: null, benefitFrom: null, decidedOn: '2026-03-10' } as const;
  story.give('record-outcome', refusal);
  expect(due(story)).toEqual({ at: rome('2026-06-08 14:00') });
});

test('a referral shows where it waits', () => {
  expect(caseRow(caseIn('referred'))).toMatchObject({
    referred_territory_id: THERE.territoryId,
    referred_association_id: THERE.associationId,
  });
});

test('a mail that came back asks for attention', () => {
  const story = caseIn('screened');
  story.give('report-undelivered');
  expect(caseRow(story)).toMatchObject({ attention: true });
});

test('the claim shown is the least advanced that was not dropped', () => {
  const story = caseIn('decided');
  expect(caseRow(story)['claim_state']).toBe('granted');
  story.give('prepare-claim', { benefitId: 4 });
  expect(caseRow(story)['claim_state']).toBe('draft');
  story.give('drop-claim', { claim: 2 });
  expect(caseRow(story)['claim_state']).toBe('granted');
});

test('everything the case holds is a row of its own, belonging to it', () => {
  const { state } = HISTORIES['operator-way-granted']();
  const [first, ...children] = caseRows(state);
  expect(children.map((row) => row.key)).toEqual(
    ['consent', 'proxy', 'screening', 'consult', 'claim', 'need'].map((kind) => `${state.id}.${kind}.1`),
  );
  for (const row of children) expect(row.columns['case_id']).toEqual({ ref: [first?.table, first?.key] });
});

test('an intervention points at its need', () => {
  const { state } = HISTORIES['consent-refused-helped-all-the-same']();
  const row = caseRows(state).find((one) => one.table === 'interventions');
  expect(row?.columns['need_id']).toEqual({ ref: ['needs', `${state.id}.need.1`] });
});

test('no row holds a sealed text: those stay behind their ids, in the journal', () => {
  for (const tell of Object.values(HISTORIES)) {
    for (const row of caseRows(tell().state)) {
      const { beneficiary_id: _beneficiary, ...columns } = row.columns;
      expect(JSON.stringify(columns)).not.toContain('sealed-');
    }
  }
});
