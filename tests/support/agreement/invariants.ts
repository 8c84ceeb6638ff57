import { agreementAgenda } from '../../../src/domain/agreement/agenda';
import type { AgreementFact } from '../../../src/domain/agreement/entries';
import { foldAgreement } from '../../../src/domain/agreement/fold';
import { agreementRows } from '../../../src/domain/agreement/rows';
import { AGREEMENT_ENDS, type AgreementStage } from '../../../src/domain/agreement/stages';
import type { AgreementState } from '../../../src/domain/agreement/state';
import type { AgreementStory } from './agreement-story';

const isOver = (stage: AgreementStage | null): boolean => (AGREEMENT_ENDS as readonly unknown[]).includes(stage);

/** What holds of an agreement at every moment. */
export function checkState(state: AgreementState): void {
  if (state.stage === null) return;
  const { term, text, approval, signing } = state;
  if (term && state.frameworkEndsOn) {
    expect(term.endsOn <= state.frameworkEndsOn).toBe(true);
    expect(term.endsOn <= term.termEndsOn).toBe(true);
  }
  expect(term?.renewals ?? 0).toBeLessThanOrEqual(1);
  if (approval) expect(approval.textHash).toBe(text?.textHash);
  // What is being signed, or was, is the text that is there, and nothing else stands under the signatures.
  if (signing && state.stage !== 'drafting') expect(signing.textHash).toBe(text?.textHash);
  expect(state.endedAt !== null).toBe(isOver(state.stage));
  // Whoever owes a commitment is bound by the agreement.
  const bound = state.bound.map((one) => one.key);
  for (const one of state.commitments) if (one.state === 'owed') expect(bound).toContain(one.by);
  checkObligations(state);
  checkRows(state);
  const items = agreementAgenda(state, { frameworkEndsOn: state.frameworkEndsOn });
  expect(new Set(items.map((one) => one.key)).size).toBe(items.length);
}

/** What is owed has a clock that runs to the same date; what is owed no more says what became of it, and when. */
function checkObligations(state: AgreementState): void {
  const running = Object.entries(state.clocks).filter(([name]) => !/^(?:commitment|ending)-/.test(name));
  const owed = state.obligations.filter((one) => one.state === 'owed');
  expect(owed.map((one) => [one.clock, one.subject, one.dueAt]).sort()).toEqual(
    running.map(([name, clock]) => [name, clock.subject, clock.dueAt]).sort(),
  );
  for (const one of state.obligations) expect([one, one.settledOn !== null]).toEqual([one, one.state !== 'owed']);
}

function checkRows(state: AgreementState): void {
  const rows = agreementRows(state);
  expect(new Set(rows.map((row) => `${row.table}/${row.key}`)).size).toBe(rows.length);
  for (const { table, columns } of rows) {
    if (table !== 'obligations') continue;
    const { status, settled_on, debtor_kind } = columns;
    expect([status, settled_on !== null]).toEqual([status, status !== 'owed']);
    if (state.endedAt !== null) expect(status).not.toBe('owed');
    const ids = ['structure', 'municipality', 'association', 'party'].filter((one) => columns[`${one}_id`] !== null);
    expect(ids).toEqual(debtor_kind === 'directorate' ? [] : [debtor_kind]);
  }
}

/** What the whole of a life holds, read from its entries alone. */
export function checkStory({ stream, entries, state, notices }: AgreementStory): void {
  // As they come back from a database: the same text, and so the same state.
  expect(foldAgreement(stream, JSON.parse(JSON.stringify(entries)))).toEqual(state);
  expect(entries.filter((one) => one.type === 'renewed').length).toBeLessThanOrEqual(1);
  checkSignatures(entries);
  checkTransmissions(entries);
  const end = entries.findIndex((one) => isOver(one.data.stage ?? null));
  const afterwards = end < 0 ? [] : entries.slice(end + 1).filter((one) => !OF_MESSAGES.test(one.type));
  expect(afterwards.map((one) => one.type)).toEqual([]);
  for (const { to } of notices) expect(Object.keys(to)[0]).toMatch(/^(structureOf|directorate|managersOf)$/);
}

/** After the end only words about messages come. */
const OF_MESSAGES = /^(dispatch-|receipt-|protocol-recorded$|mail-|message-)/;

/**
 * Nothing was signed past the review: whenever a signing opened or a signature came, the last text saved was like its model,
 * or was approved and not edited since. Kept apart from the state, from what the entries say.
 */
function checkSignatures(entries: readonly AgreementFact[]): void {
  let text: { readonly hash: string; readonly conform: boolean } | null = null;
  let approved: string | null = null;
  for (const { type, data } of entries) {
    if (type === 'text-saved') {
      text = { hash: data.textHash, conform: data.conformity.conform };
      approved = null;
    }
    if (type === 'approved') approved = data.textHash;
    if (type === 'signing-opened') expect(data.textHash).toBe(text?.hash);
    if (type === 'signing-opened' || type === 'signature-recorded' || type === 'signed')
      expect([type, text?.conform || approved === text?.hash]).toEqual([type, true]);
  }
}

/** Whatever goes to the central directorate has the communication directorate in visible copy, and the other way round. */
function checkTransmissions(entries: readonly AgreementFact[]): void {
  for (const entry of entries) {
    if (entry.type !== 'dispatch-owed') continue;
    const { key, recipients } = entry.data.order;
    const directorates = recipients.filter((one) => ['central', 'communication'].includes(one.key));
    const sent = /^(transmission|addendum)-/.test(key);
    expect([key, directorates.map((one) => `${one.key} ${one.as}`)]).toEqual([
      key,
      sent ? ['central to', 'communication cc'] : [],
    ]);
  }
}
