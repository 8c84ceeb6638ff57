import { localDate } from '../../../../src/domain/calendar/rome';
import { agreementIn } from '../../../support/agreement/agreement-in';
import type { AgreementStory } from '../../../support/agreement/agreement-story';
import { follow } from '../../../support/agreement/follow';
import { GOOD, signaturesOf } from '../../../support/agreement/samples';
import { deliver, noteByPec } from '../../../support/agreement/steps';
import { ASSOCIATION, COMUNE, PEC, STRUCTURE, sha } from '../../../support/agreement/texts';
import { lines } from '../../../support/domain/follow';
import { DAY, rome } from '../../../support/domain/time';

const OPEN = { at: '2027-01-04 09:00' } as const;

/** The window of an agreement with every note in but those left out. */
function exchanged(left: { readonly own?: true; readonly pec?: true; readonly paper?: true } = {}): AgreementStory {
  const story = agreementIn('renewal-window');
  if (!left.own) {
    story.give('sign-note');
    deliver(story, 'note-1');
  }
  if (!left.pec) noteByPec(story);
  if (!left.paper) story.give('record-note');
  return story;
}

describe('the window', () => {
  test('opens the policy’s days before the end: each with a PEC is written to, of the rest the structure is told', () => {
    const story = agreementIn('active');
    expect(story.refusal('open-window', {}, { at: '2026-12-31 23:59' })).toBe('too-early');
    const told = story.give('open-window', {}, OPEN);
    expect(story.state.exchange).toMatchObject({ own: STRUCTURE, others: [COMUNE, ASSOCIATION], ownNote: null });
    expect(Object.values(story.state.dispatches).map((one) => one.order.key)).toEqual([
      'transmission-1',
      'note-request-1',
    ]);
    expect(story.state.dispatches['note-request-1']?.order).toMatchObject({
      from: PEC[STRUCTURE],
      template: 'note-request',
      recipients: [{ key: COMUNE, address: PEC[COMUNE], as: 'to', channel: 'pec' }],
      variables: { endsOn: '2027-03-02', renewedUntil: '2028-03-02' },
    });
    expect(told.map((one) => [one.template, one.to])).toEqual([
      ['agreement-window', { structureOf: 1 }],
      ['agreement-window', { managersOf: 10 }],
      ['agreement-no-pec', { structureOf: 1 }],
    ]);
    expect(told.at(-1)?.variables).toMatchObject({ parties: 'Associazione di Prova' });
  });

  test('does not where no renewal is left, where it would add no day, or where an end was announced', () => {
    const none = agreementIn('active');
    none.state = { ...none.state, term: { ...none.state.term!, renewalsLeft: 0 } };
    expect(none.refusal('open-window', {}, OPEN)).toBe('no-renewal');
    const capped = agreementIn('active');
    capped.give('align-end', { frameworkEndsOn: '2027-03-02' });
    expect(capped.refusal('open-window', {}, OPEN)).toBe('no-renewal');
    const leaving = agreementIn('active');
    leaving.give('terminate', { on: '2027-02-28' });
    expect(leaving.refusal('open-window', {}, OPEN)).toBe('no-renewal');
  });
});

describe('notes', () => {
  test('ours leaves once it is signed, and only then: by PEC, or by hand for the protocol of who has none', () => {
    const story = agreementIn('renewal-window');
    expect(story.refusal('sign-note', { signatures: [] })).toBe('note-unsigned signatures');
    expect(story.refusal('sign-note', { signatures: [{ ...GOOD, integrity: 'failed' }] })).toBe(
      'note-unsigned signatures',
    );
    expect(story.refusal('sign-note', { of: sha(`note ${ASSOCIATION}`) })).toBe('other-document document');
    expect(story.state.dispatches['note-1']).toBeUndefined();
    story.give('sign-note');
    expect(story.state.dispatches['note-1']?.order).toMatchObject({
      template: 'renewal-note',
      recipients: [
        { key: COMUNE, channel: 'pec' },
        { key: ASSOCIATION, channel: 'register', address: '' },
      ],
      attachments: [{ document: story.state.exchange?.ownNote?.document }],
    });
    expect(story.refusal('sign-note')).toBe('already-done');
  });

  test('ours does not leave once an early end was announced', () => {
    const story = agreementIn('renewal-window');
    story.give('terminate', { on: localDate(story.now + DAY) });
    expect(story.refusal('sign-note')).toBe('no-renewal');
  });

  test('another’s by PEC is proven by its envelope, from the address it has today', () => {
    const story = agreementIn('renewal-window');
    expect(story.refusal('accept-note')).toBe('unknown message');
    story.give('propose-message', { message: 7, checks: { ...GOOD, chain: 'failed' } });
    expect(story.refusal('accept-note', { message: 7 })).toBe('envelope-unproven message');
    story.give('propose-message', { message: 8, sender: 'qualcuno@pec.altrove.example' });
    expect(story.refusal('accept-note', { message: 8 })).toBe('other-sender from');
    expect(story.refusal('accept-note', { message: 8, from: ASSOCIATION })).toBe('no-pec from');
    expect(story.refusal('accept-note', { message: 8, from: 'association/99' })).toBe('unknown from');
    const addresses = { ...PEC, [COMUNE]: 'qualcuno@pec.altrove.example' };
    story.give('accept-note', { message: 8 }, { facts: { addresses } });
    expect(Object.keys(story.state.exchange?.received ?? {})).toEqual([COMUNE]);
    expect(story.refusal('accept-note', { message: 7 })).toBe('already-done from');
  });

  test('on paper only from who has no PEC', () => {
    const story = agreementIn('renewal-window');
    expect(story.refusal('record-note', { from: COMUNE })).toBe('note-by-pec');
    expect(story.refusal('record-note', { of: sha(`note ${STRUCTURE}`) })).toBe('other-document document');
    story.give('record-note');
    expect(story.state.exchange?.received[ASSOCIATION]?.evidence.kind).toBe('document');
  });

  test('a message is told to the structure once, and may be set aside', () => {
    const story = agreementIn('drafting');
    expect(story.give('propose-message')).toMatchObject([{ to: { structureOf: 1 }, template: 'pec-proposed' }]);
    expect(story.refusal('propose-message')).toBe('already-done message');
    story.give('dismiss-message', {}, { by: 'directorate' });
    expect(story.state.proposed).toEqual([]);
    expect(story.refusal('dismiss-message')).toBe('unknown message');
  });
});

describe('renewing', () => {
  test('once every note is in and ours has reached everybody: for as long as the first term', () => {
    const story = exchanged();
    const told = story.give('renew');
    expect(story.state).toMatchObject({
      stage: 'renewed',
      term: { termEndsOn: '2028-03-02', endsOn: '2028-03-02', renewals: 1, renewalsLeft: 0 },
    });
    expect(told.map((one) => one.to)).toEqual([{ structureOf: 1 }, { managersOf: 10 }, { directorate: true }]);
    expect(story.state.obligations.at(-1)).toMatchObject({ subject: 'agreement-renewal', state: 'fulfilled' });
  });

  test.each([[{ own: true }], [{ pec: true }], [{ paper: true }]] as const)('not without them: %j', (left) => {
    expect(exchanged(left).refusal('renew')).toBe('notes-missing');
  });

  test('our note must have come to each, not only left', () => {
    const story = exchanged({ own: true });
    story.give('sign-note');
    expect(story.refusal('renew')).toBe('notes-missing');
    deliver(story, 'note-1');
    expect(story.refusal('renew')).toBeUndefined();
  });

  test('never after the last day, never past the framework, never where an end was announced', () => {
    const late = exchanged({ paper: true });
    late.give('record-note', {}, { at: '2027-03-03 00:00' });
    expect(late.refusal('renew')).toBe('term-over');
    const intime = exchanged({ paper: true });
    intime.give('record-note', {}, { at: '2027-03-02 23:59' });
    expect(intime.refusal('renew')).toBeUndefined();
    const capped = exchanged();
    capped.give('align-end', { frameworkEndsOn: '2027-09-30' });
    capped.give('renew');
    expect(capped.state.term).toMatchObject({ termEndsOn: '2028-03-02', endsOn: '2027-09-30' });
    const over = exchanged();
    over.give('align-end', { frameworkEndsOn: '2027-03-02' });
    expect(over.refusal('renew')).toBe('no-renewal');
    const leaving = exchanged();
    leaving.give('terminate', { on: '2027-03-01' });
    expect(leaving.refusal('renew')).toBe('no-renewal');
  });

  test('notes complete in time renew it, however late the platform awakes', () => {
    const story = exchanged();
    expect(story.refusal('expire', {}, { at: '2027-03-03 00:00' })).toBe('too-early');
    expect(lines(follow(story, { awakeFrom: rome('2027-04-01 08:00'), until: rome('2027-04-02 08:00') }))).toContain(
      '2027-04-01 08:00 renew agreement-renewed agreement-renewed agreement-renewed',
    );
    expect(story.state).toMatchObject({ stage: 'renewed', term: { endsOn: '2028-03-02' } });
  });

  test('never twice: renewed, no window opens again', () => {
    const story = agreementIn('renewed');
    story.state = { ...story.state, term: { ...story.state.term!, renewalsLeft: 3 } };
    expect(story.refusal('open-window', {}, { at: '2028-02-01 09:00' })).toBe('stage');
    expect(story.refusal('renew')).toBe('stage');
  });

  test('who left by addendum is waited for no longer', () => {
    const story = exchanged({ paper: true });
    const [, id] = ASSOCIATION.split('/');
    story.give('propose-addendum', { change: 'leave', signatory: { kind: 'association', id: Number(id) } });
    const of = story.state.addenda[0]?.document ?? '';
    const signedOn = '2027-01-04';
    story.give('record-addendum-signature', {
      of,
      signedOn,
      signatories: [STRUCTURE, ASSOCIATION],
      ...signaturesOf(STRUCTURE, ASSOCIATION),
    });
    story.give('renew');
    expect(story.state.stage).toBe('renewed');
  });
});
