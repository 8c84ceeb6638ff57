import { mayOnCase } from '../../../../src/domain/case/may';
import { identityRefOf } from '../../../../src/domain/case/state';
import { ACTORS } from '../../../support/domain/actors';
import { caseIn } from '../../../support/domain/case-in';
import type { CaseStory } from '../../../support/domain/case-story';

const purposes = { 'case-handling': true, reporting: false, 'further-contact': false };
const text = { id: 7, kind: 'consent' as const, textHash: 'hash-of-the-text', inForce: true };

describe('consent (message of 2021: the declaration comes before the questionnaire)', () => {
  test('no answers before it', () => {
    expect(caseIn('opened').refusal('complete-screening')).toBe('no-consent');
  });

  test('no answers after it was taken back', () => {
    const story = caseIn('consented');
    story.give('withdraw-consent');
    expect(story.refusal('complete-screening')).toBe('no-consent');
    expect(story.state.consents[0]).toMatchObject({ state: 'withdrawn', withdrawnAt: story.now });
  });

  test('the refusal cites the consent, not the questionnaire', () => {
    expect(caseIn('opened').ask('complete-screening')).toMatchObject({
      source: expect.stringContaining('dichiarazione di consenso'),
    });
  });

  test('binds the person to the case, by the id of a sealed row', () => {
    const story = caseIn('consented');
    expect(story.state.beneficiaryId).toBe('beneficiary-1');
    expect(caseIn('opened').state.beneficiaryId).toBeNull();
    expect(caseIn('opened').refusal('record-consent', {}, { facts: { person: null } })).toBe('no-person beneficiary');
  });

  test('keeps the identity as it was typed with it: the case shows the last one', () => {
    const story = caseIn('opened');
    story.give('refuse-consent');
    expect(identityRefOf(story.state)).toBeNull();
    story.give('record-consent');
    expect(identityRefOf(story.state)).toBe('sealed-identity');
    story.give('withdraw-consent');
    story.give('refuse-consent');
    expect(identityRefOf(story.state)).toBe('sealed-identity');
    story.give('record-consent', { beneficiaryRef: 'sealed-again' });
    expect(identityRefOf(story.state)).toBe('sealed-again');
    expect(story.state.consents.map((one) => one.identityRef)).toEqual([null, 'sealed-identity', null, 'sealed-again']);
  });

  test('no note about the person without one in force', () => {
    const story = caseIn('opened');
    expect(story.refusal('add-note')).toBe('no-consent note');
    expect(mayOnCase(ACTORS.operator, story.state)).not.toContain('add-note');
    story.give('record-consent');
    expect(story.refusal('add-note')).toBeUndefined();
    story.give('withdraw-consent');
    expect(story.refusal('add-note')).toBe('no-consent note');
    expect(story.refusal('withdraw', { reasonRef: undefined })).toBeUndefined();
  });

  test('is bound to the hash of the text that was shown', () => {
    expect(caseIn('consented').state.consents[0]).toMatchObject({ number: 1, noticeId: 7, textHash: text.textHash });
  });

  test.each([
    ['no longer in force', { ...text, inForce: false }],
    ['of another kind', { ...text, kind: 'privacy-notice' as const }],
    ['unknown', null],
  ])('not on a text %s', (_name, notice) => {
    expect(caseIn('opened').refusal('record-consent', {}, { facts: { notice } })).toBe('text-in-force noticeId');
    expect(caseIn('opened').refusal('refuse-consent', {}, { facts: { notice } })).toBe('text-in-force noticeId');
  });

  test('must be to handling the case; the other purposes are apart', () => {
    const story = caseIn('opened');
    const none = { ...purposes, 'case-handling': false };
    expect(story.refusal('record-consent', { purposes: none })).toBe('handling-purpose purposes');
    expect(story.refusal('record-consent', { purposes })).toBeUndefined();
  });

  test('is not given twice, and is taken back rather than refused', () => {
    expect(caseIn('consented').refusal('record-consent')).toBe('already-done');
    expect(caseIn('consented').refusal('refuse-consent')).toBe('withdraw-instead');
    expect(caseIn('opened').refusal('withdraw-consent')).toBe('no-consent');
  });

  test('may be given by a representative, and again after it was taken back', () => {
    const story = caseIn('consented');
    story.give('withdraw-consent');
    story.give('record-consent', { signer: 'representative' });
    expect(story.state.consents.map((one) => [one.number, one.state, one.signer])).toEqual([
      [1, 'withdrawn', 'person'],
      [2, 'granted', 'representative'],
    ]);
  });
});

describe('refusing consent never blocks help (DESIGN §2)', () => {
  const refusing = (): CaseStory => {
    const story = caseIn('opened');
    story.give('refuse-consent');
    return story;
  };

  test('the case goes on from the stage where it was', () => {
    expect(refusing().state.stage).toBe('opened');
  });

  test.each(['skip-screening', 'request-consult', 'book-consult', 'prepare-claim', 'record-need'] as const)(
    '%s is still open',
    (command) => expect(refusing().refusal(command)).toBeUndefined(),
  );

  test('up to the outcome of a claim', () => {
    const story = refusing();
    story.give('prepare-claim');
    story.give('submit-claim');
    story.give('record-outcome');
    story.give('close');
    expect(story.state).toMatchObject({ stage: 'closed', beneficiaryId: null });
  });

  test('but the person must have been asked', () => {
    for (const command of ['skip-screening', 'request-consult', 'book-consult', 'prepare-claim'] as const) {
      expect([command, caseIn('opened').refusal(command)]).toEqual([command, 'ask-consent']);
    }
  });

  test('a person may change their mind', () => {
    const story = refusing();
    story.give('record-consent');
    expect(story.state.stage).toBe('consented');
  });
});

describe('proxies (deleghe)', () => {
  test('name a person, so they need the consent', () => {
    expect(caseIn('opened').refusal('record-proxy')).toBe('no-consent');
  });

  test('need the text of a proxy', () => {
    expect(caseIn('consented').refusal('record-proxy', {}, { facts: { notice: text } })).toBe('text-in-force noticeId');
  });

  test('are revoked one by one, once', () => {
    const story = caseIn('consented');
    story.give('record-proxy');
    story.give('record-proxy', { grantedTo: 'patronato' });
    story.give('revoke-proxy', { proxy: 1 });
    expect(story.state.proxies.map((one) => one.revokedAt === undefined)).toEqual([false, true]);
    expect(story.refusal('revoke-proxy', { proxy: 1 })).toBe('unknown proxy');
    expect(story.refusal('revoke-proxy', { proxy: 3 })).toBe('unknown proxy');
  });
});
