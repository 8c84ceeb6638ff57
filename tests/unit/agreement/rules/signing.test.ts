import { endOf } from '../../../../src/domain/calendar/years';
import { agreementIn } from '../../../support/agreement/agreement-in';
import type { AgreementStory } from '../../../support/agreement/agreement-story';
import { FRAMEWORK, POLICY_2021, POLICY_2024 } from '../../../support/agreement/facts';
import { GOOD, signaturesOf } from '../../../support/agreement/samples';
import { sign } from '../../../support/agreement/steps';
import { ASSOCIATION, COMUNE, STRUCTURE, savedText, sha, TEXTS } from '../../../support/agreement/texts';

const framework = {
  id: FRAMEWORK.id,
  inForce: true,
  endsOn: FRAMEWORK.endsOn,
  model: sha('model'),
  policy: POLICY_2024,
};

function ordered(): AgreementStory {
  const story = agreementIn('ready-to-sign');
  story.give('open-signing', { mode: 'ordered', order: [COMUNE, ASSOCIATION, STRUCTURE] });
  return story;
}
const document = (story: AgreementStory) => ({ of: story.state.signing?.document ?? '' });

describe('opening the signing', () => {
  test('an approved text, under a framework in force, with the PDF generated from it', () => {
    const story = agreementIn('signing');
    expect(story.state.signing).toMatchObject({
      textHash: TEXTS.added.textHash,
      openedOn: '2026-03-02',
      signatures: [],
    });
    const ready = agreementIn('ready-to-sign');
    const over = { ...framework, inForce: false };
    expect(ready.refusal('open-signing', {}, { facts: { framework: over } })).toBe('framework-over');
    expect(ready.refusal('open-signing', {}, { facts: { printed: null } })).toBe('not-printed protocol');
  });

  test('never past the review, even were the state to say ready: the hash decides', () => {
    const story = agreementIn('ready-to-sign');
    for (const approval of [null, { ...story.state.approval!, textHash: sha('another text') }]) {
      story.state = { ...story.state, approval };
      expect(story.refusal('open-signing')).toBe('not-approved');
    }
    const signing = agreementIn('signing');
    signing.state = { ...signing.state, approval: null };
    expect(signing.refusal('record-signature', document(signing))).toBe('not-approved');
    const edited = agreementIn('signing');
    edited.state = { ...edited.state, text: savedText('conform, but another') };
    expect(edited.refusal('record-signature', document(edited))).toBe('not-approved');
  });

  test.each<[string, readonly string[] | undefined]>([
    ['no order', undefined],
    ['somebody missing', [STRUCTURE, COMUNE]],
    ['somebody twice', [STRUCTURE, COMUNE, COMUNE]],
    ['a stranger', [STRUCTURE, COMUNE, 'association/99']],
  ])('in order, each signatory once: refused with %s', (_name, order) => {
    const given = { mode: 'ordered', order } as const;
    expect(agreementIn('ready-to-sign').refusal('open-signing', given as never)).toBe('order-incomplete order');
  });

  test('called off: ready again, the signatures count for nothing', () => {
    const story = agreementIn('signing');
    sign(story, [STRUCTURE]);
    story.give('cancel-signing');
    expect([story.state.stage, story.state.signing]).toEqual(['ready-to-sign', null]);
  });
});

describe('a signature', () => {
  test('is of the generated document, unbroken, by each who is named; the other checks are kept as they are', () => {
    const story = agreementIn('signing');
    const of = document(story);
    expect(story.refusal('record-signature', { of: sha('other') })).toBe('other-document document');
    const broken = [{ ...GOOD, integrity: 'failed' as const }];
    expect(story.refusal('record-signature', { ...of, signatures: broken })).toBe('signature-broken document');
    const two = { ...of, signatories: [STRUCTURE, COMUNE] };
    expect(story.refusal('record-signature', two)).toBe('signatures-missing signatories');
    expect(story.refusal('record-signature', { ...of, ...signaturesOf() })).toBe('signatures-missing signatories');
    const odd = { integrity: 'passed', signer: 'failed', chain: 'not-checked', revocation: 'failed' } as const;
    story.give('record-signature', { ...of, signatures: [odd] });
    expect(story.state.signing?.signatures[0]?.checks).toEqual([odd]);
  });

  test('jointly: one file for several signatories', () => {
    const story = agreementIn('signing');
    const signatories = [STRUCTURE, COMUNE, ASSOCIATION];
    story.give('record-signature', { ...document(story), signatories, ...signaturesOf(...signatories) });
    expect(story.state.stage).toBe('signed');
  });

  test('once each, and by nobody else', () => {
    const story = agreementIn('signing');
    sign(story, [STRUCTURE]);
    const of = document(story);
    expect(story.refusal('record-signature', of)).toBe('already-signed signatories');
    expect(story.refusal('record-signature', { ...of, signatories: ['association/99'] })).toBe('unknown signatories');
    const twice = { ...of, signatories: [COMUNE, COMUNE], ...signaturesOf('one', 'two') };
    expect(story.refusal('record-signature', twice)).toBe('unknown signatories');
  });

  test('counts for one signatory, in whatever file it comes', () => {
    const story = agreementIn('signing');
    const of = document(story);
    const given = (signatories: readonly string[], ...signers: readonly string[]) =>
      story.refusal('record-signature', { ...of, signatories: [...signatories], ...signaturesOf(...signers) });
    expect(given([STRUCTURE, COMUNE], 'one', 'one')).toBe('signatures-missing signatories');
    story.give('record-signature', { ...of, ...signaturesOf('one') });
    expect(given([COMUNE], 'one')).toBe('signatures-counted signatories');
    expect(given([COMUNE, ASSOCIATION], 'one', 'two')).toBe('signatures-counted signatories');
    // One signed after the other, each file with the signatures before it.
    expect(given([COMUNE], 'one', 'two')).toBeUndefined();
    expect(given([COMUNE, ASSOCIATION], 'one', 'two', 'three')).toBeUndefined();
    story.give('record-handwritten-signature');
    expect(given([COMUNE], 'two')).toBeUndefined();
    expect(given([COMUNE], 'one')).toBe('signatures-counted signatories');
  });

  test('in the order that was decided, several at once if they are the next', () => {
    const story = ordered();
    const of = document(story);
    expect(story.refusal('record-signature', { ...of, signatories: [STRUCTURE] })).toBe('out-of-order signatories');
    const next = [ASSOCIATION, COMUNE];
    expect(story.refusal('record-signature', { ...of, signatories: next, ...signaturesOf(...next) })).toBeUndefined();
    const skipping = { ...of, signatories: [COMUNE, STRUCTURE], ...signaturesOf(COMUNE, STRUCTURE) };
    expect(story.refusal('record-signature', skipping)).toBe('out-of-order signatories');
  });

  test('public bodies sign digitally; who is private may sign by hand (L. 241/1990, art. 15, c. 2-bis)', () => {
    const story = agreementIn('signing');
    for (const signatory of [STRUCTURE, COMUNE])
      expect(story.refusal('record-handwritten-signature', { signatory })).toBe('digital-only signatory');
    expect(story.refusal('record-handwritten-signature', { signatory: 'association/99' })).toBe('unknown signatories');
    story.give('record-handwritten-signature');
    expect(story.state.signing?.signatures).toMatchObject([{ how: 'handwritten', report: null, checks: [] }]);
  });

  test('on a day between the opening of the signing and today, within the framework', () => {
    const story = agreementIn('signing');
    const on = (signedOn: string, at = '2026-03-10 09:00', facts = {}) =>
      story.refusal('record-signature', { ...document(story), signedOn }, { at, facts });
    expect(on('2026-03-11')).toBe('future signedOn');
    expect(on('2026-03-01')).toBe('before-signing signedOn');
    expect(on('2026-03-05', '2026-03-10 09:00', { framework: { ...framework, endsOn: '2026-03-04' } })).toBe(
      'framework-over signedOn',
    );
    expect(on('2026-03-02')).toBeUndefined();
    // Signed on the framework's last day, brought the day after.
    expect(on('2026-03-05', '2026-03-06 09:00', { framework: { ...framework, endsOn: '2026-03-05' } })).toBeUndefined();
  });
});

describe('the last signature', () => {
  function signedWith(years: number, at: string, facts = {}): AgreementStory {
    const text = savedText('terms', {}, { terms: { years, renewals: 5 } });
    const story = agreementIn('drafting');
    story.give('save-text', { textHash: text.textHash }, { facts: { saved: text } });
    story.give('submit');
    story.give('open-signing');
    sign(story, [STRUCTURE, COMUNE]);
    story.give('record-handwritten-signature', { signedOn: at.slice(0, 10) }, { at, facts });
    return story;
  }

  test('the term runs from the last day anybody signed on to the corresponding day, that day included', () => {
    const story = signedWith(2, '2026-03-20 09:00');
    expect(story.state.term).toMatchObject({
      signedOn: '2026-03-20',
      startsOn: '2026-03-20',
      termEndsOn: '2028-03-20',
      endsOn: '2028-03-20',
      years: 2,
      policy: POLICY_2024,
    });
    expect(story.types().slice(-2)).toEqual(['signature-recorded', 'signed']);
    const told = story.notices.filter((one) => one.template === 'agreement-signed');
    expect(told.map((one) => one.to)).toEqual([{ managersOf: 10 }]);
  });

  test('29 February ends on the 28th where there is none (art. 2963 c.c.)', () => {
    const story = signedWith(1, '2028-02-29 09:00');
    expect(story.state.term?.termEndsOn).toBe('2029-02-28');
  });

  test('never past the framework as it is on that day', () => {
    const facts = { framework: { ...framework, endsOn: '2026-12-31', policy: POLICY_2021 } };
    const story = signedWith(1, '2026-03-20 09:00', facts);
    expect(story.state.term).toMatchObject({ termEndsOn: '2027-03-20', endsOn: '2026-12-31', policy: POLICY_2021 });
    expect(story.types().slice(-3)).toEqual(['signature-recorded', 'end-aligned', 'signed']);
  });

  test('renewals are the text’s, but no more than the policy’s', () => {
    expect(signedWith(1, '2026-03-20 09:00').state.term?.renewalsLeft).toBe(1);
  });

  test('the transmission’s days run from the day of the last signature, not of its recording', () => {
    const story = agreementIn('signing');
    sign(story, [STRUCTURE, COMUNE]);
    story.give('record-handwritten-signature', { signedOn: '2026-03-03' }, { at: '2026-03-06 09:00' });
    const clock = story.state.clocks['stage'];
    expect([clock?.subject, clock?.startedAt]).toEqual(['agreement-transmission', Date.UTC(2026, 2, 3, 12)]);
    expect(clock?.dueAt).toBeLessThan(endOf('2026-03-10'));
  });
});
