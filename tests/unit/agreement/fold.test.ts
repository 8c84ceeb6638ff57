import fc from 'fast-check';
import { agreementAgenda } from '../../../src/domain/agreement/agenda';
import { type AgreementEntry, foldAgreement } from '../../../src/domain/agreement/fold';
import { mayOnAgreement } from '../../../src/domain/agreement/may';
import { agreementProcess } from '../../../src/domain/agreement/process';
import { agreementRows } from '../../../src/domain/agreement/rows';
import { agreementIn } from '../../support/agreement/agreement-in';
import { AGREEMENT_ENTRY_TYPES } from '../../support/agreement/entry-types';
import { AGREEMENT_LIVES } from '../../support/agreement/histories';
import { ACTORS } from '../../support/domain/actors';

const ENTRIES = Object.values(AGREEMENT_LIVES).flatMap((tell) => tell().entries);

test('the histories hold every type of entry', () => {
  expect(AGREEMENT_ENTRY_TYPES.filter((type) => !ENTRIES.some((entry) => entry.type === type))).toEqual([]);
});

test('no order, gap or repetition of entries is ever rejected (invariant 9)', () => {
  const unknown = { type: 'of-a-later-release', data: { stage: 'drafting' } };
  const any = fc.oneof(
    { arbitrary: fc.constantFrom(...ENTRIES), weight: 9 },
    {
      arbitrary: fc.constantFrom(...ENTRIES).map((one) => ({ ...one, ...unknown }) as unknown as AgreementEntry),
      weight: 1,
    },
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 40, size: 'max' }), (entries) => {
      const state = foldAgreement('agreement/any', entries);
      agreementRows(state);
      agreementAgenda(state, { frameworkEndsOn: '2030-01-01' });
      mayOnAgreement(ACTORS.structure, state);
    }),
    { numRuns: 300 },
  );
});

test('every beginning of a history is a state of its own', () => {
  for (const tell of Object.values(AGREEMENT_LIVES)) {
    const { stream, entries } = tell();
    entries.forEach((entry, index) => {
      const state = foldAgreement(stream, entries.slice(0, index + 1));
      expect([state.version, state.lastAt]).toEqual([entry.version, entry.at]);
    });
  }
});

test('a type of a later release counts as a change, and changes nothing else', () => {
  const story = agreementIn('drafting');
  const later = { ...story.entries[0], version: 2, type: 'of-a-later-release', data: {} } as unknown as AgreementEntry;
  const state = foldAgreement(story.stream, [...story.entries, later]);
  expect(state).toEqual({ ...story.state, version: 2, settledVersion: 2 });
});

test('words about messages make no edit stale; a stage that follows from them does', () => {
  const story = agreementIn('signed');
  const { settledVersion } = story.state;
  story.give('begin-dispatch');
  story.give('hand-over-dispatch');
  expect(story.state.settledVersion).toBe(settledVersion);
  story.give('record-receipt');
  story.give('acknowledge-dispatch');
  expect([story.state.stage, story.state.settledVersion]).toEqual(['transmitted', story.state.version]);
  story.give('return-transmission');
  story.give('transmit-again');
  expect([story.types().at(-1), story.state.settledVersion]).toEqual(['dispatch-owed', story.state.version]);
});

test('it is over when it has ended and no message is owed or watched any more', () => {
  expect(agreementProcess.over(agreementIn('active').state)).toBe(false);
  expect(agreementProcess.over(agreementIn('expired').state)).toBe(true);
  const sending = agreementIn('signed');
  sending.give('terminate', { on: '2026-03-02' });
  expect([sending.state.stage, agreementProcess.over(sending.state)]).toEqual(['terminated', false]);
  sending.give('begin-dispatch');
  sending.give('hand-over-dispatch');
  sending.give('record-receipt');
  expect(agreementProcess.over(sending.state)).toBe(false);
  sending.give('acknowledge-dispatch');
  sending.give('refuse-dispatch', { dispatch: 'transmission-1', channel: 'mail', attempt: 1 });
  expect(agreementProcess.over(sending.state)).toBe(true);
});

test('the process speaks of its stream by its own name', () => {
  expect(foldAgreement('agreement/abc', []).id).toBe('abc');
  expect(agreementProcess.name).toBe('agreement');
});
