import { localDate } from '../calendar/rome';
import { APPLY_CLOCKS, type ClockMoves, movedClocks } from '../deadline/running';
import { applyDispatch } from '../dispatch/dispatch';
import { DISPATCH_FACT_TYPES, type DispatchFactType, isDispatchFact } from '../dispatch/entries';
import { APPLY_UNDELIVERED } from '../mail/undelivered';
import { isNoteFact, type NoteFactType } from '../notes/entries';
import { applyNotes } from '../notes/exchange';
import type { Entry } from '../process';
import { cappedEnd, notesComplete } from './dates';
import type { AgreementEntryData, AgreementEntryType, AgreementFact, Moves, SignatureRecord } from './entries';
import { withClock } from './obligations';
import { AGREEMENT_ENDS, type AgreementStage } from './stages';
import type { Addendum, AgreementState, ApprovedClause, OwedCommitment } from './state';

/** An entry of a local agreement's journal. */
export type AgreementEntry = Entry & AgreementFact;
type Own = Exclude<AgreementEntryType, DispatchFactType | NoteFactType>;
type Apply<T extends AgreementEntryType> = (
  state: AgreementState,
  data: AgreementEntryData[T],
  entry: Entry,
) => Partial<AgreementState>;

/** Entries that, unless they enter a stage, change nothing a person acts upon: an edit made before them is not stale (invariant 8). */
const QUIET: ReadonlySet<AgreementEntryType> = new Set([
  'clause-commented',
  'mark-fired',
  'mail-undelivered',
  'mail-settled',
  'message-proposed',
  'message-dismissed',
  ...DISPATCH_FACT_TYPES,
]);

const commitment = (
  state: AgreementState,
  number: number,
  change: Partial<AgreementState['commitments'][number]>,
): Partial<AgreementState> => ({
  commitments: state.commitments.map((one) => (one.number === number ? { ...one, ...change } : one)),
});
const addendum = (state: AgreementState, number: number, change: Partial<Addendum>): Partial<AgreementState> => ({
  addenda: state.addenda.map((one) => (one.number === number ? { ...one, ...change } : one)),
});

function withTerm(
  { term, frameworkEndsOn }: Pick<AgreementState, 'term' | 'frameworkEndsOn'>,
  change: Partial<NonNullable<AgreementState['term']>>,
  since: number,
): AgreementState['term'] {
  if (term === null) return null;
  const next = { ...term, ...change, since };
  return { ...next, endsOn: cappedEnd(next.termEndsOn, frameworkEndsOn) };
}

/** The deviations an approval covers, beside those of before; the same words of the same clause are one precedent. */
function approvedNow({ text, approvedClauses }: AgreementState, reason: string | null, entry: Entry) {
  const added = (text?.conformity.clauses ?? []).flatMap(({ key, standing, hash, heading }): ApprovedClause[] =>
    standing === 'model' || approvedClauses.some((one) => one.clause === key && one.hash === hash)
      ? []
      : [{ clause: key, standing, hash, heading, at: entry.at, by: entry.actor.id, reason }],
  );
  return [...approvedClauses, ...added];
}

function joinedOrLeft(state: AgreementState, number: number): AgreementState['bound'] {
  const found = state.addenda.find((one) => one.number === number);
  if (!found) return state.bound;
  const others = state.bound.filter((one) => one.key !== found.signatory.key);
  return found.change === 'join' ? [...others, found.signatory] : others;
}

const owedNow = (commitments: readonly OwedCommitment[], { at }: Entry): AgreementState['commitments'] =>
  commitments.map((one) => ({ ...one, state: 'owed', settledOn: null, owedAt: at }));

/** What somebody who leaves still owed is owed no more. */
function withoutLeaver(state: AgreementState, number: number, on: string): AgreementState['commitments'] {
  const found = state.addenda.find((one) => one.number === number);
  const gone = found?.change === 'leave' ? found.signatory.key : undefined;
  return state.commitments.map((one) =>
    one.by === gone && one.state === 'owed' ? { ...one, state: 'ended', settledOn: on } : one,
  );
}

/** What each entry changes. Nothing here refuses anything: an entry once written is true (invariant 9). */
const APPLY: { readonly [T in Own]: Apply<T> } = {
  'agreement-opened': (_state, data, entry) => ({
    openedAt: entry.at,
    owed: data.owed,
    title: data.title,
    structureId: data.structureId,
    territoryId: data.territoryId,
    frameworkId: data.frameworkId,
    frameworkEndsOn: data.frameworkEndsOn,
    model: data.model,
  }),
  'protocol-recorded-2019': (_state, data, entry) => ({
    kind: 'protocol-2019',
    openedAt: entry.at,
    endedAt: entry.at,
    title: data.title,
    structureId: data.structureId,
    territoryId: data.territoryId,
  }),
  'framework-moved': (_state, { frameworkId, frameworkEndsOn, model, title }) => ({
    frameworkId,
    frameworkEndsOn,
    model,
    title,
    text: null,
    approval: null,
    heldReview: null,
  }),
  // Only this text was looked at: whatever was approved before is void.
  'text-saved': (_state, { textHash, conformity, signatories, terms, commitments }) => ({
    text: { textHash, conformity, signatories, terms, commitments },
    approval: null,
  }),
  submitted: (state) => ({ reviews: state.reviews + 1, heldReview: null }),
  'review-withdrawn': () => ({}),
  'clause-commented': (state, data, entry) => ({
    comments: [...state.comments, { ...data, textHash: state.text?.textHash ?? '', by: entry.actor.id, at: entry.at }],
  }),
  approved: (state, { textHash, reason }, entry) => ({
    approval: { textHash, reason, by: entry.actor.id, at: entry.at },
    approvedClauses: approvedNow(state, reason, entry),
  }),
  'changes-requested': (state, { left }, entry) => {
    const running = state.clocks['stage'];
    if (!running || !left) return { heldReview: null };
    const { since: _since, ...clock } = running;
    return { heldReview: { clock, at: entry.at, left } };
  },
  rejected: (_state, _data, entry) => ({ endedAt: entry.at }),
  'review-lapsed': () => ({}),
  'signing-opened': (_state, { mode, order, protocol, textHash, document }, entry) => ({
    signing: { mode, order, protocol, textHash, document, openedOn: localDate(entry.at), signatures: [] },
  }),
  'signing-cancelled': () => ({ signing: null }),
  'signature-recorded': ({ signing }, data) => ({
    signing: signing && { ...signing, signatures: [...signing.signatures, recordOf(data)] },
  }),
  signed: (state, { signedOn, startsOn, termEndsOn, policy }, entry) => ({
    term: {
      signedOn,
      startsOn,
      termEndsOn,
      endsOn: cappedEnd(termEndsOn, state.frameworkEndsOn),
      years: state.text?.terms.years ?? policy.termYears,
      renewals: 0,
      renewalsLeft: Math.min(state.text?.terms.renewals ?? 0, policy.maxRenewals),
      policy,
      since: entry.version,
    },
    bound: state.text?.signatories ?? [],
  }),
  'transmission-returned': () => ({ transmittedAt: null, confirmedAt: null }),
  'transmission-complete': (_state, _data, entry) => ({ transmittedAt: entry.at }),
  'transmission-confirmed': (_state, _data, entry) => ({ confirmedAt: entry.at }),
  activated: (_state, data, entry) => ({
    active: { at: entry.at, since: entry.version },
    commitments: owedNow(data.commitments, entry),
  }),
  'end-aligned': ({ term }, { frameworkEndsOn }, entry) => ({
    frameworkEndsOn,
    term: withTerm({ term, frameworkEndsOn }, {}, entry.version),
  }),
  renewed: (state, { termEndsOn }, entry) => ({
    term: withTerm(
      state,
      {
        termEndsOn,
        renewals: (state.term?.renewals ?? 0) + 1,
        renewalsLeft: Math.max(0, (state.term?.renewalsLeft ?? 0) - 1),
      },
      entry.version,
    ),
  }),
  'addendum-proposed': (state, { number, change, signatory, protocol, document, proposedOn }) => ({
    addenda: [
      ...state.addenda.filter((one) => one.number !== number),
      { number, change, signatory, protocol, document, proposedOn, signatures: [], state: 'signing', inForceOn: null },
    ],
  }),
  'addendum-cancelled': (state, { number }) => addendum(state, number, { state: 'cancelled' }),
  'addendum-signature-recorded': (state, { number, ...data }) =>
    addendum(state, number, {
      signatures: [...(state.addenda.find((one) => one.number === number)?.signatures ?? []), recordOf(data)],
    }),
  'addendum-in-force': (state, { number, on, commitments = [] }, entry) => ({
    ...addendum(state, number, { state: 'in-force', inForceOn: on }),
    bound: joinedOrLeft(state, number),
    commitments: [...withoutLeaver(state, number, on), ...owedNow(commitments, entry)],
  }),
  'commitment-fulfilled': (state, { number, on }) => commitment(state, number, { state: 'fulfilled', settledOn: on }),
  'commitment-waived': (state, { number }, entry) =>
    commitment(state, number, { state: 'waived', settledOn: localDate(entry.at) }),
  'termination-announced': (_state, { reason, on }, entry) => ({ termination: { reason, on, since: entry.version } }),
  'agreement-ended': (_state, _data, entry) => ({ endedAt: entry.at }),
  ...APPLY_CLOCKS,
  ...APPLY_UNDELIVERED,
};

/**
 * A signature without the moves its entry carries. Entries written before signatures were told apart have no `signatureIds`:
 * each signature of their file was one of its own.
 */
function recordOf({
  signatories,
  how,
  signedOn,
  document,
  report,
  checks,
  signatureIds = checks.map((_, index) => `${document}/${index}`),
}: SignatureRecord): SignatureRecord {
  return { signatories, how, signedOn, document, report, checks, signatureIds };
}

function changed(state: AgreementState, entry: AgreementEntry): Partial<AgreementState> {
  if (isNoteFact(entry)) return applyNotes(state, entry);
  if (isDispatchFact(entry)) {
    const dispatches = applyDispatch(state.dispatches, entry);
    const sent = entry.type === 'dispatch-owed' && /^transmission-\d+$/.test(entry.data.order.key);
    return { dispatches, transmissions: state.transmissions + (sent && dispatches !== state.dispatches ? 1 : 0) };
  }
  if (!Object.hasOwn(APPLY, entry.type)) return {};
  return (APPLY[entry.type] as Apply<AgreementEntryType>)(state, entry.data, entry);
}

const isEnd = (stage: AgreementStage | null): boolean => (AGREEMENT_ENDS as readonly unknown[]).includes(stage);

function moved(state: AgreementState, moves: Moves, entry: AgreementEntry): AgreementState {
  let next = state;
  if (moves.stage && moves.stage !== state.stage) next = { ...next, stage: moves.stage, stageSince: entry.at };
  const over = isEnd(next.stage) ? Object.keys(next.clocks).map((name) => [name, null] as const) : [];
  const set: ClockMoves = { ...moves.clocks, ...Object.fromEntries(over) };
  return {
    ...next,
    clocks: movedClocks(next.clocks, set, entry.version),
    obligations: Object.entries(set).reduce(
      (ledger, [name, clock]) => withClock(ledger, name, clock, entry),
      next.obligations,
    ),
  };
}

/** A stream before its first entry. */
export function emptyAgreement(id: string): AgreementState {
  return {
    id,
    version: 0,
    settledVersion: 0,
    lastAt: 0,
    stage: null,
    stageSince: 0,
    kind: 'local',
    openedAt: 0,
    owed: false,
    title: '',
    structureId: 0,
    territoryId: 0,
    frameworkId: null,
    frameworkEndsOn: null,
    model: null,
    text: null,
    approval: null,
    approvedClauses: [],
    comments: [],
    reviews: 0,
    heldReview: null,
    signing: null,
    term: null,
    bound: [],
    addenda: [],
    commitments: [],
    active: null,
    obligations: [],
    transmissions: 0,
    transmittedAt: null,
    confirmedAt: null,
    dispatches: {},
    exchange: null,
    notesCompleteAt: null,
    proposed: [],
    termination: null,
    clocks: {},
    undelivered: [],
    endedAt: null,
  };
}

/** One entry applied. A type this release does not know changes nothing but the version, and the moves it carries. */
export function applyAgreementEntry(state: AgreementState, entry: AgreementEntry): AgreementState {
  const next = { ...state, ...changed(state, entry) };
  const notesCompleteAt = notesComplete(next) ? (state.notesCompleteAt ?? entry.at) : null;
  return {
    ...moved(next, entry.data, entry),
    notesCompleteAt,
    version: entry.version,
    settledVersion: QUIET.has(entry.type) && !entry.data.stage ? state.settledVersion : entry.version,
    lastAt: entry.at,
  };
}

/** The agreement its entries tell. `stream` is `agreement/<id>`. Never rejects (invariant 9). */
export function foldAgreement(stream: string, entries: readonly AgreementEntry[]): AgreementState {
  return entries.reduce(applyAgreementEntry, emptyAgreement(stream.slice(stream.indexOf('/') + 1)));
}
