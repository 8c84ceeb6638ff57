import type { Notice } from '../../../src/domain/process';
import { hash, PROVEN } from '../../support/dispatch/receipts';
import { rome } from '../../support/domain/time';
import { OTHERS, PARTIES, POLICY_2021, pecOf } from '../../support/framework/facts';
import { exchangeNotes, frameworkIn, signAll } from '../../support/framework/framework-in';
import { follow } from '../../support/framework/framework-story';

const brief = (notices: readonly Notice[]) => notices.map(({ to, template, channel }) => [to, template, channel]);
const DIRECTORATE = { directorate: true };
/** The Parties as the registers have them, one of them without a PEC. */
const withoutPec = (key: string) => PARTIES.map((one) => (one.key === key ? { ...one, pec: null } : one));

describe('the renewal window', () => {
  test('opens the policy’s days before the end, once', () => {
    const story = frameworkIn('active');
    expect(story.refusal('open-window', {}, { at: rome('2022-03-06 00:00') - 1 })).toBe('too-early');
    const told = story.give('open-window', {}, { at: '2022-03-06 00:00' });
    expect(brief(told)).toEqual([[DIRECTORATE, 'framework-window', 'own']]);
    expect(told[0]?.variables).toEqual({
      title: 'Accordo quadro inventato',
      endsOn: '2022-06-04',
      renewedUntil: '2023-06-04',
    });
    expect(story.refusal('open-window')).toBe('stage');
    expect(story.state.exchange).toMatchObject({ own: 'party/1', others: OTHERS, ownNote: null, received: {} });
  });

  test('asks every other Party for its note, by PEC', () => {
    const { order } = frameworkIn('renewal-window').state.dispatches['note-request-1'] ?? {};
    expect(order?.recipients).toEqual(OTHERS.map((key) => ({ key, address: pecOf(key), as: 'to', channel: 'pec' })));
    expect(order?.template).toBe('note-request');
  });

  test('is told to the technical table', () => {
    const { order } = frameworkIn('renewal-window').state.dispatches['table-2'] ?? {};
    expect([order?.recipients.length, order?.template, order?.variables]).toEqual([
      4,
      'framework-told-window',
      { title: 'Accordo quadro inventato', endsOn: '2022-06-04', renewedUntil: '2023-06-04' },
    ]);
  });

  test('who has no PEC is named to the directorate', () => {
    const story = frameworkIn('active');
    const told = story.give('open-window', {}, { at: '2022-03-06 00:00', facts: { parties: withoutPec('party/3') } });
    expect(brief(told).at(-1)).toEqual([DIRECTORATE, 'framework-no-pec', 'own']);
    expect(told.at(-1)?.variables).toMatchObject({ parties: 'Parte Tre' });
    expect(story.state.dispatches['note-request-1']?.order.recipients.map((one) => one.key)).toEqual(['party/2']);
  });

  test('not after the end, nor once an early end was announced', () => {
    const story = frameworkIn('active');
    expect(story.refusal('open-window', {}, { at: '2022-06-05 00:00' })).toBe('term-over');
    story.give('terminate', { on: '2022-05-01' });
    expect(story.refusal('open-window', {}, { at: '2022-03-06 00:00' })).toBe('already-done');
  });

  test('a term shorter than its window opens it at once', () => {
    const story = frameworkIn('signing');
    story.facts = { policy: { ...POLICY_2021, windowDays: 400 } };
    signAll(story);
    expect(follow(story, { until: story.now }).map((one) => one.key)).toContain('open-window');
  });
});

describe('the notes', () => {
  test('ours leaves for every other Party, as it was signed', () => {
    const story = frameworkIn('renewal-window');
    story.give('sign-note');
    const { order } = story.state.dispatches['note-1'] ?? {};
    expect(order?.recipients.map((one) => one.key)).toEqual(OTHERS);
    expect([order?.template, order?.attachments]).toEqual([
      'renewal-note',
      [{ document: hash('a'), name: 'nota-di-rinnovo', mediaType: 'application/octet-stream' }],
    ]);
    expect(story.refusal('sign-note')).toBe('already-done');
  });

  test('none leaves that nobody signed, that is not the one printed, or while a Party has no PEC', () => {
    const story = frameworkIn('renewal-window');
    expect(story.refusal('sign-note', { of: hash('9') })).toBe('other-document document');
    expect(story.refusal('sign-note', { signatures: [] })).toBe('note-unsigned signatures');
    expect(story.refusal('sign-note', {}, { facts: { parties: withoutPec('party/2') } })).toBe('no-pec parties');
  });

  test('a Party’s is proven by its envelope, from its own address', () => {
    const story = frameworkIn('renewal-window');
    const told = story.give('propose-message', { sender: 'altri@pec.example' });
    expect(brief(told)).toEqual([[DIRECTORATE, 'pec-proposed', 'own']]);
    expect(brief(frameworkIn('active').give('propose-message'))).toEqual([[DIRECTORATE, 'pec-proposed', 'digest']]);
    expect(story.refusal('accept-note')).toBe('other-sender from');
    story.give('propose-message', { message: 3, checks: { ...PROVEN, chain: 'failed' } });
    expect(story.refusal('accept-note', { message: 3 })).toBe('envelope-unproven message');
    expect(story.refusal('accept-note', {}, { facts: { parties: withoutPec('party/2') } })).toBe('no-pec from');
    story.give('dismiss-message', { message: 3 });
    story.note('party/3');
    expect(Object.keys(story.state.exchange?.received ?? {})).toEqual(['party/3']);
  });

  test('ours is proven by its receipts only; what else was sent may be settled otherwise', () => {
    const story = frameworkIn('renewal-window');
    story.give('sign-note');
    const note = { dispatch: 'note-1' };
    expect(story.refusal('acknowledge-dispatch', note)).toBe('note-by-pec dispatch');
    expect(story.refusal('record-protocol', note)).toBe('note-by-pec dispatch');
    story.give('acknowledge-dispatch');
    story.give('record-protocol', { recipient: 'party/3' }, { at: '2022-03-08 09:00' });
  });
});

describe('renewing', () => {
  test('only when every note is in and ours has reached every other', () => {
    const story = frameworkIn('renewal-window');
    const refusal = () => story.refusal('renew');
    expect(refusal()).toBe('notes-missing');
    story.give('sign-note');
    story.carry();
    for (const party of OTHERS) story.note(party);
    story.receive('avvenuta-consegna', 'note-1', 'party/2');
    expect(refusal()).toBe('notes-missing');
    story.receive('avvenuta-consegna', 'note-1', 'party/3');
    expect(refusal()).toBeUndefined();
  });

  test('for the same period, once, and the table and the directorate are told', () => {
    const story = frameworkIn('renewal-window');
    exchangeNotes(story);
    const told = story.give('renew');
    expect(brief(told)).toEqual([[DIRECTORATE, 'framework-renewed', 'own']]);
    expect(story.state).toMatchObject({
      stage: 'renewed',
      term: { startsOn: '2021-06-04', endsOn: '2023-06-04', renewals: 1, renewalsLeft: 0 },
    });
    expect(story.state.dispatches['table-3']?.order.variables).toMatchObject({ endsOn: '2023-06-04' });
    expect([story.refusal('renew'), story.refusal('open-window', {}, { at: '2023-03-06 00:00' })]).toEqual([
      'stage',
      'already-done',
    ]);
  });

  test('of 29 February too: both ends of the renewed term are counted from its start', () => {
    const story = frameworkIn('signing');
    story.now = rome('2024-03-01 09:00');
    story.facts = { policy: { ...POLICY_2021, termYears: 2 } };
    signAll(story, '2024-02-29');
    follow(story, { until: rome('2026-01-01 00:00') });
    exchangeNotes(story);
    story.give('renew');
    expect(story.state.term?.endsOn).toBe('2028-02-29');
  });

  test('not once an early end was announced, and no note of ours leaves then', () => {
    const story = frameworkIn('renewal-window');
    story.give('terminate');
    expect(story.refusal('sign-note')).toBe('no-renewal');
    expect(story.refusal('sign-note', {}, { at: '2022-06-01 00:00' })).toBe('term-over');
    const exchanged = frameworkIn('renewal-window');
    exchangeNotes(exchanged);
    exchanged.give('terminate');
    expect(exchanged.refusal('renew')).toBe('already-done');
  });

  test.each([
    ['at the last moment of the last day', rome('2022-06-05 00:00') - 1, undefined],
    ['at the midnight after it', rome('2022-06-05 00:00'), 'term-over'],
  ])('the last word that was missing comes %s', (_name, at, refusal) => {
    const story = frameworkIn('renewal-window');
    story.give('sign-note');
    story.carry();
    for (const party of OTHERS) story.note(party);
    story.receive('avvenuta-consegna', 'note-1', 'party/2');
    story.receive('avvenuta-consegna', 'note-1', 'party/3', { at });
    // Whenever somebody looks: the notes renew it, not the platform's noticing them.
    expect(story.refusal('renew', {}, { at: '2022-07-01 09:00' })).toBe(refusal);
  });

  test('after the end no note is signed or accepted any more, even before anybody has said that it is over', () => {
    const story = frameworkIn('renewal-window');
    story.give('propose-message', {}, { at: '2022-06-04 23:59' });
    const over = { at: '2022-06-05 00:00' };
    expect([story.refusal('sign-note', {}, over), story.refusal('accept-note', {}, over)]).toEqual([
      'term-over',
      'term-over',
    ]);
    expect([story.refusal('sign-note'), story.refusal('accept-note')]).toEqual([undefined, undefined]);
  });

  test('a second time, where the policy says so, with notes of its own', () => {
    const story = frameworkIn('signing');
    story.facts = { policy: { ...POLICY_2021, maxRenewals: 2 } };
    signAll(story);
    follow(story, { until: rome('2022-03-06 00:00') });
    exchangeNotes(story);
    follow(story, { until: rome('2023-03-06 00:00') });
    expect(story.state).toMatchObject({
      stage: 'renewal-window',
      notesCompleteAt: null,
      term: { endsOn: '2023-06-04' },
    });
    expect(story.refusal('renew')).toBe('notes-missing');
    story.give('sign-note');
    story.carry();
    for (const party of OTHERS) {
      story.receive('avvenuta-consegna', 'note-2', party);
      story.note(party);
    }
    story.give('renew');
    expect(story.state.term).toMatchObject({ endsOn: '2024-06-04', renewals: 2, renewalsLeft: 0 });
  });

  test('what is recorded after the notes were complete does not move when they were', () => {
    const story = frameworkIn('renewal-window');
    exchangeNotes(story);
    story.give('report-undelivered', {}, { at: '2022-06-05 00:00' });
    expect(story.refusal('renew')).toBeUndefined();
  });
});
