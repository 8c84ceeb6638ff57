import { caseIn } from '../../../support/domain/case-in';
import { CaseStory } from '../../../support/domain/case-story';

describe('screening (message 4144/2020, § 2: recommended, not a gate)', () => {
  test('answers enter by the id of a sealed row', () => {
    expect(caseIn('screened').state.screenings[0]).toMatchObject({ answersRef: 'sealed-answers', skippedReason: null });
  });

  test('only with a published questionnaire', () => {
    const facts = { questionnaire: { id: 5, published: false, benefits: [] } };
    expect(caseIn('consented').refusal('complete-screening', {}, { facts })).toBe(
      'questionnaire-version questionnaireVersionId',
    );
    expect(caseIn('consented').refusal('complete-screening', {}, { facts: { questionnaire: null } })).toBe(
      'questionnaire-version questionnaireVersionId',
    );
  });

  test('only about benefits the questionnaire knows', () => {
    const results = { 'assegno-sociale': 'indicated', invented: 'not-known' } as const;
    expect(caseIn('consented').refusal('complete-screening', { results })).toBe('unknown results.invented');
  });

  test('a public code is for the public way, and is bound once', () => {
    expect(caseIn('consented').refusal('complete-screening', { source: 'public-code' })).toBe('public-way source');
    const story = new CaseStory();
    story.give('open-case', { way: 'public', locator: '7H3K-99QX' });
    expect(story.refusal('complete-screening', { source: 'public-code' })).toBe('no-consent');
    story.give('record-consent');
    story.give('complete-screening', { source: 'public-code' });
    expect(story.refusal('complete-screening', { source: 'public-code' })).toBe('already-done source');
    expect(story.refusal('complete-screening', { source: 'operator' })).toBeUndefined();
  });

  test('is skipped with a reason', () => {
    const story = caseIn('consented');
    story.give('skip-screening', { reason: 'person-declines' });
    expect(story.state.stage).toBe('screened');
    expect(story.state.screenings[0]).toMatchObject({ skippedReason: 'person-declines', answersRef: null });
  });

  test('may come later: it does not take the case back', () => {
    const story = caseIn('claim-submitted');
    story.give('complete-screening');
    expect(story.state.stage).toBe('claim-submitted');
  });
});

describe('needs and interventions (message of 2021: semester monitoring)', () => {
  test('an intervention may answer a need recorded before', () => {
    const story = caseIn('opened');
    story.give('record-need', { category: 'documents' });
    expect(story.refusal('record-intervention', { need: 2 })).toBe('unknown need');
    story.give('record-intervention', { category: 'residence', need: 1 });
    expect(story.state.needs).toMatchObject([{ number: 1, category: 'documents', noteRef: 'sealed-note' }]);
    expect(story.state.interventions).toMatchObject([{ number: 1, needNumber: 1 }]);
  });

  test('none of them moves the case or its clock', () => {
    const story = caseIn('screened');
    const { stage, clocks } = story.state;
    for (const name of ['record-need', 'record-intervention', 'add-note'] as const) story.give(name);
    expect(story.state).toMatchObject({ stage, clocks });
  });

  test('a note is no change an edit could be stale for', () => {
    const story = caseIn('screened');
    story.give('add-note', {}, { by: 'referent' });
    expect(story.state).toMatchObject({ version: 4, settledVersion: 3, notes: [{ ref: 'sealed-note', by: 'user:4' }] });
  });
});
