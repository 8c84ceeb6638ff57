import { agreementRows } from '../../../../src/domain/agreement/rows';
import { endOf } from '../../../../src/domain/calendar/years';
import { agreementIn } from '../../../support/agreement/agreement-in';
import { GOOD, signaturesOf } from '../../../support/agreement/samples';
import { ASSOCIATION, COMUNE, NEWCOMER, STRUCTURE, sha } from '../../../support/agreement/texts';
import { rome } from '../../../support/domain/time';

const leaving = { change: 'leave', signatory: { kind: 'association', id: 10 } } as const;

function proposed(change: Partial<Parameters<ReturnType<typeof agreementIn>['give']>[1]> = {}) {
  const story = agreementIn('active');
  story.give('propose-addendum', change as never);
  return { story, of: story.state.addenda[0]?.document ?? '' };
}

test('somebody of the territory joins once both have signed, and the directorates are sent it as well', () => {
  const { story, of } = proposed();
  story.give('record-addendum-signature', { of });
  expect([story.state.addenda[0]?.state, story.state.bound.length]).toEqual(['signing', 3]);
  const again = { of, signatories: [NEWCOMER], signedOn: '2026-03-05' };
  expect(story.refusal('record-addendum-signature', again, { at: '2026-03-05 09:00' })).toBe(
    'signatures-counted signatories',
  );
  story.give(
    'record-addendum-signature',
    { of, signatories: [NEWCOMER], ...signaturesOf(STRUCTURE, NEWCOMER), signedOn: '2026-03-04' },
    { at: '2026-03-05 09:00' },
  );
  expect(story.state.addenda[0]).toMatchObject({ state: 'in-force', inForceOn: '2026-03-04' });
  expect(story.state.bound.map((one) => one.key)).toEqual([STRUCTURE, COMUNE, ASSOCIATION, NEWCOMER]);
  expect(story.state.dispatches['addendum-1']?.order).toMatchObject({
    recipients: [
      { key: 'central', as: 'to' },
      { key: 'communication', as: 'cc' },
    ],
    variables: { protocol: 'INPS.7000.2026.0000009' },
    attachments: [{ document: of }, { document: sha('signed addendum') }],
  });
  expect([story.state.stage, story.state.transmissions]).toEqual(['active', 1]);
});

test('somebody leaves: an association hears that it is no part of it any more, and its open cases are to be handed over', () => {
  const { story, of } = proposed(leaving);
  const both = { of, signatories: [STRUCTURE, ASSOCIATION], ...signaturesOf(STRUCTURE, ASSOCIATION) };
  const told = story.give('record-addendum-signature', both);
  expect(story.state.bound.map((one) => one.key)).toEqual([STRUCTURE, COMUNE]);
  expect(told.map((one) => [one.template, one.to])).toEqual([
    ['agreement-left', { managersOf: 10 }],
    ['agreement-left', { structureOf: 1 }],
  ]);
});

test('who joins owes what the clauses commit its like to, its days counted from when it joined', () => {
  const { story, of } = proposed();
  const owed = story.state.commitments;
  const signatories = [STRUCTURE, NEWCOMER];
  const signedOn = '2026-03-09';
  const at = '2026-03-10 09:00';
  story.give('record-addendum-signature', { of, signatories, ...signaturesOf(...signatories), signedOn }, { at });
  expect(story.state.commitments.slice(0, -1)).toEqual(owed);
  const assumed = story.state.commitments.at(-1);
  expect(assumed).toMatchObject({ number: owed.length + 1, by: NEWCOMER, dueOn: '2026-04-23', state: 'owed' });
  expect(story.state.clocks[`commitment-${assumed?.number}`]?.dueAt).toBe(endOf('2026-04-23'));
  const row = agreementRows(story.state).find(({ columns }) => columns['association_id'] === 11 && columns['what']);
  expect(row?.columns).toMatchObject({ status: 'owed', since: { at: rome(at) }, debtor_kind: 'association' });
});

test('who leaves owes nothing any more; what it did stays done, and the others owe what they owed', () => {
  const story = agreementIn('active');
  const [structures, associations] = story.state.commitments;
  story.give('propose-addendum', leaving);
  const of = story.state.addenda[0]?.document ?? '';
  const both = { of, signatories: [STRUCTURE, ASSOCIATION], ...signaturesOf(STRUCTURE, ASSOCIATION) };
  story.give('record-addendum-signature', both);
  expect(story.state.commitments).toEqual([structures, { ...associations, state: 'ended', settledOn: '2026-03-02' }]);
  expect(Object.keys(story.state.clocks)).toEqual(['commitment-1']);

  const done = agreementIn('active');
  done.give('fulfil-commitment', { number: 2 });
  done.give('propose-addendum', leaving);
  done.give('record-addendum-signature', both);
  expect(done.state.commitments[1]?.state).toBe('fulfilled');
});

test('proposed for who is not bound, or who is; one at a time; with its own document', () => {
  const story = agreementIn('active');
  expect(story.refusal('propose-addendum', { ...leaving, signatory: { kind: 'association', id: 11 } })).toBe(
    'not-bound signatory',
  );
  expect(story.refusal('propose-addendum', { signatory: leaving.signatory })).toBe('already-bound signatory');
  expect(story.refusal('propose-addendum', {}, { facts: { party: null } })).toBe('unknown signatory');
  expect(story.refusal('propose-addendum', {}, { facts: { printed: null } })).toBe('not-printed protocol');
  story.give('propose-addendum');
  expect(story.refusal('propose-addendum', leaving)).toBe('addendum-open');
  story.give('cancel-addendum');
  expect(story.refusal('cancel-addendum')).toBe('no-addendum');
  expect(story.refusal('record-addendum-signature')).toBe('no-addendum');
  story.give('propose-addendum', leaving);
  expect(story.state.addenda.map((one) => [one.number, one.state])).toEqual([
    [1, 'cancelled'],
    [2, 'signing'],
  ]);
});

test('its signatures: of its own document, unbroken, by the structure and by the one it is about, on a day that fits', () => {
  const { story, of } = proposed();
  const refusal = (data: object, at = '2026-03-05 09:00') =>
    story.refusal('record-addendum-signature', { of, signedOn: '2026-03-05', ...data }, { at });
  expect(refusal({ of: story.state.signing?.document })).toBe('other-document document');
  expect(refusal({ signatories: [COMUNE] })).toBe('already-signed signatories');
  expect(refusal({ signatories: [STRUCTURE, STRUCTURE], ...signaturesOf('one', 'two') })).toBe('unknown signatories');
  expect(refusal({ signatures: [{ ...GOOD, integrity: 'not-checked' }] })).toBe('signature-broken document');
  expect(refusal({ signatories: [STRUCTURE, NEWCOMER] })).toBe('signatures-missing signatories');
  expect(refusal({ signedOn: '2026-03-06' })).toBe('future signedOn');
  expect(refusal({ signedOn: '2026-03-01' })).toBe('before-signing signedOn');
  expect(refusal({})).toBeUndefined();
});

test('while notes are exchanged nobody joins; one may leave', () => {
  const story = agreementIn('active');
  story.give('propose-addendum');
  const of = story.state.addenda[0]?.document ?? '';
  story.give('open-window', {}, { at: '2027-01-04 09:00' });
  expect(story.refusal('record-addendum-signature', { of, signedOn: '2027-01-04' })).toBe('renewal-under-way');
  story.give('cancel-addendum');
  expect(story.refusal('propose-addendum')).toBe('renewal-under-way change');
  expect(story.refusal('propose-addendum', leaving)).toBeUndefined();
});
