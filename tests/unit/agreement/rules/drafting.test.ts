import type { AgreementFacts } from '../../../../src/domain/agreement/facts';
import { agreementIn } from '../../../support/agreement/agreement-in';
import { AgreementStory } from '../../../support/agreement/agreement-story';
import { FRAMEWORK, POLICY_2024 } from '../../../support/agreement/facts';
import { savedText, sha, TEXTS } from '../../../support/agreement/texts';
import { rome } from '../../../support/domain/time';

const framework = (change: Partial<NonNullable<AgreementFacts['framework']>>) => ({
  framework: {
    id: FRAMEWORK.id,
    inForce: true,
    endsOn: FRAMEWORK.endsOn,
    model: sha('model'),
    policy: POLICY_2024,
    ...change,
  },
});
const there = { structure: { id: 4, territoryId: 2, name: 'Altra Struttura', pec: null, drawnUp: 0 } };

describe('opening', () => {
  test('under a framework in force, with its model; its title tells it from the others of its structure', () => {
    const story = new AgreementStory();
    story.give('open-agreement');
    expect(story.state).toMatchObject({
      stage: 'drafting',
      owed: false,
      title: 'Accordo locale n. 2 – Struttura di Prova',
      frameworkEndsOn: FRAMEWORK.endsOn,
      model: sha('model'),
      clocks: {},
    });
  });

  test.each<[string, Partial<AgreementFacts>, string]>([
    ['a framework that is over', framework({ inForce: false }), 'framework-over frameworkId'],
    ['a framework without a model', framework({ model: null }), 'no-model frameworkId'],
    ['no such framework', { framework: null }, 'unknown frameworkId'],
    ['no such structure', { structure: null }, 'unknown structureId'],
    ['a structure of another territory', there, 'other-structure structureId'],
  ])('refused: %s', (_name, facts, rule) => {
    expect(new AgreementStory().refusal('open-agreement', {}, { facts })).toBe(rule);
  });

  test('the directorate opens one for any structure', () => {
    expect(new AgreementStory().refusal('open-agreement', {}, { by: 'directorate', facts: there })).toBeUndefined();
  });

  test('one that is owed carries its past day, whatever became of the framework since, and has its deadline', () => {
    const story = new AgreementStory();
    story.give('owe-agreement', {}, { at: '2021-06-21 09:00', facts: framework({ inForce: false }) });
    expect(story.state).toMatchObject({ owed: true, openedAt: rome('2021-06-21 09:00') });
    expect(story.state.clocks['owed']?.subject).toBe('agreement-drafting');
    expect(new AgreementStory().refusal('owe-agreement', {}, { facts: framework({ model: null }) })).toBe(
      'no-model frameworkId',
    );
  });

  test('a protocol of 2019 is known as having been', () => {
    const story = new AgreementStory();
    story.give('record-protocol-2019', {}, { at: '2019-10-01 09:00' });
    expect(story.state).toMatchObject({ kind: 'protocol-2019', stage: 'expired', endedAt: rome('2019-10-01 09:00') });
  });
});

describe('the text', () => {
  test('the same text again is nothing; what the host could not work out is no text', () => {
    const story = agreementIn('drafting');
    story.give('save-text');
    expect(story.refusal('save-text')).toBe('nothing-changed');
    expect(story.refusal('save-text', {}, { facts: { saved: null } })).toBe('unknown draft');
    expect(agreementIn('drafting').refusal('submit')).toBe('no-text');
  });

  test('like its model: ready to sign, and nobody is asked', () => {
    const story = agreementIn('drafting');
    story.give('save-text', { textHash: TEXTS.conform.textHash });
    expect(story.give('submit')).toEqual([]);
    expect(story.state.stage).toBe('ready-to-sign');
  });

  test('with anything of its own: the whole of it to the directorate, with a deadline', () => {
    const story = agreementIn('drafting');
    story.give('save-text');
    const notices = story.give('submit');
    expect(notices).toMatchObject([{ to: { directorate: true }, template: 'agreement-to-review', channel: 'own' }]);
    expect(story.entries.at(-1)?.data).toMatchObject({ textHash: TEXTS.added.textHash, stage: 'central-review' });
    expect(story.state.clocks['stage']?.subject).toBe('agreement-review');
  });

  test('one edited character voids the approval, and what was ready is to be submitted again', () => {
    const story = agreementIn('ready-to-sign');
    expect(story.state.approval?.textHash).toBe(TEXTS.added.textHash);
    story.give('save-text', { textHash: sha('added, with one character more') });
    expect([story.state.stage, story.state.approval]).toEqual(['drafting', null]);
    // Back to the very words that were approved: they were edited in between, and go to review again.
    story.give('save-text', { textHash: TEXTS.added.textHash });
    story.give('submit');
    expect(story.state.stage).toBe('central-review');
  });

  test('a text that must be changed stays there until it is submitted', () => {
    const story = agreementIn('changes-requested');
    story.give('save-text', { textHash: sha('changed') });
    expect(story.state.stage).toBe('changes-requested');
  });

  test('taken back from review it is a draft, and its review begins anew', () => {
    const story = agreementIn('central-review');
    story.give('withdraw-from-review', {}, { at: '2026-03-10 09:00' });
    expect([story.state.stage, story.state.clocks]).toEqual(['drafting', {}]);
    story.give('submit');
    expect(story.state.clocks['stage']?.startedAt).toBe(rome('2026-03-10 09:00'));
  });
});

describe('moving to another framework', () => {
  test('the text is drawn anew: nothing checked against the old model stands', () => {
    const story = agreementIn('ready-to-sign');
    story.give('move-framework', {}, { facts: framework({ id: 2, endsOn: '2029-01-31', model: sha('model 2') }) });
    expect(story.state).toMatchObject({
      stage: 'drafting',
      frameworkId: 2,
      frameworkEndsOn: '2029-01-31',
      model: sha('model 2'),
      text: null,
      approval: null,
    });
  });

  test.each<[string, Partial<AgreementFacts>, string]>([
    ['the one it has', framework({ id: FRAMEWORK.id }), 'already-done frameworkId'],
    ['one that is over', framework({ id: 2, inForce: false }), 'framework-over frameworkId'],
    ['one without a model', framework({ id: 2, model: null }), 'no-model frameworkId'],
    ['none', { framework: null }, 'unknown frameworkId'],
  ])('refused: %s', (_name, facts, rule) => {
    expect(agreementIn('drafting').refusal('move-framework', {}, { facts })).toBe(rule);
  });
});

test('a text with nobody but the structure is signed by nobody', () => {
  const story = agreementIn('drafting');
  const alone = savedText('alone', {}, { signatories: TEXTS.conform.signatories.slice(0, 1) });
  story.give('save-text', { textHash: alone.textHash }, { facts: { saved: alone } });
  story.give('submit');
  expect(story.refusal('open-signing')).toBe('nobody-signs');
});
