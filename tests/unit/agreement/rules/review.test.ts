import { daysAfter } from '../../../../src/domain/deadline/clock';
import { agreementIn } from '../../../support/agreement/agreement-in';
import { savedText, sha, TEXTS } from '../../../support/agreement/texts';
import { ACTORS } from '../../../support/domain/actors';
import { CALENDAR } from '../../../support/domain/policies';
import { rome } from '../../../support/domain/time';

function reviewed(text: (typeof TEXTS)[keyof typeof TEXTS]) {
  const story = agreementIn('drafting');
  story.give('save-text', { textHash: text.textHash });
  story.give('submit');
  return story;
}

test('comments speak of a clause of the text, or of one that was taken out of the model', () => {
  const story = reviewed(TEXTS.altered);
  story.give('comment-clause', { clause: 'durata' });
  expect(story.state.comments).toMatchObject([{ clause: 'durata', by: String(ACTORS.directorate.userId) }]);
  expect(story.refusal('comment-clause', { clause: 'agg-9' })).toBe('unknown clause');
});

test('an approval is of this text, and each of its deviations becomes a precedent', () => {
  const story = reviewed(TEXTS.added);
  story.give('approve', { reason: undefined });
  expect(story.state).toMatchObject({
    stage: 'ready-to-sign',
    approval: { textHash: TEXTS.added.textHash, by: String(ACTORS.directorate.userId), reason: null },
  });
  expect(story.state.approvedClauses).toMatchObject([{ clause: 'agg-1', standing: 'added' }]);
  // It stays one, whatever becomes of the text, and the same words again are no second one.
  story.give('save-text', { textHash: sha('other') }, { facts: { saved: savedText('other', { 'agg-1': 'added' }) } });
  story.give('submit');
  story.give('approve');
  expect(story.state.approvedClauses).toHaveLength(1);
});

test('where a clause of the model was altered, removed or moved, the approval states why', () => {
  const story = reviewed(TEXTS.altered);
  expect(story.refusal('approve', { reason: undefined })).toBe('reason-needed reason');
  story.give('approve');
  expect(story.state.approval?.reason).toBe('Adatto al territorio.');
});

test('asking for changes stops the time of the review; the text comes back to what was left', () => {
  const story = reviewed(TEXTS.added);
  const due = story.state.clocks['stage']?.dueAt ?? 0;
  expect(due).toBe(daysAfter(rome('2026-03-02 09:00'), 20, 'working', CALENDAR));
  const told = story.give('request-changes', {}, { at: '2026-03-09 09:00' });
  expect(told).toMatchObject([{ to: { structureOf: 1 }, template: 'agreement-changes' }]);
  expect(story.state.clocks['stage']?.subject).toBe('agreement-changes');
  story.give('save-text', { textHash: sha('changed') }, { at: '2026-03-16 09:00' });
  story.give('submit');
  const back = story.state.clocks['stage'];
  expect([back?.subject, back?.dueAt]).toEqual(['agreement-review', daysAfter(due, 5, 'working', CALENDAR)]);
  expect(story.state.heldReview).toBeNull();
});

test('a text made like its model while changes were asked for needs no answer any more', () => {
  const story = agreementIn('changes-requested');
  story.give('save-text', { textHash: TEXTS.conform.textHash });
  story.give('submit');
  expect([story.state.stage, story.state.heldReview, story.state.clocks]).toEqual(['ready-to-sign', null, {}]);
});

test('rejected: over, with its reason', () => {
  const story = reviewed(TEXTS.altered);
  const told = story.give('reject');
  expect(told).toMatchObject([{ template: 'agreement-rejected', variables: { reason: expect.any(String) } }]);
  expect(story.state).toMatchObject({ stage: 'rejected', clocks: {}, endedAt: story.now });
});

test('never approved by silence: it goes back to its structure, and both sides are told', () => {
  const story = reviewed(TEXTS.added);
  expect(story.refusal('lapse', {}, { at: '2026-03-30 09:00' })).toBe('too-early');
  const told = story.give('lapse', {}, { at: '2026-06-30 09:00' });
  expect(told.map((one) => one.to)).toEqual([{ structureOf: 1 }, { directorate: true }]);
  expect(story.state).toMatchObject({ stage: 'drafting', approval: null, clocks: {} });
  expect(story.refusal('open-signing')).toBe('stage');
  expect(story.state.obligations).toMatchObject([
    { subject: 'agreement-review', state: 'ended', settledOn: '2026-06-30' },
  ]);
});
