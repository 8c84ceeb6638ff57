import { APPLY_CLOCKS, movedClocks } from '../deadline/running';
import { APPLY_UNDELIVERED } from '../mail/undelivered';
import type { Entry } from '../process';
import { type CaseEntryData, type CaseEntryType, type CaseFact, type Moves, QUIET } from './entries';
import { isOpen } from './stages';
import type { CaseState, Claim, Consult } from './state';

type CaseEntry = Entry & CaseFact;
type Apply<T extends CaseEntryType> = (state: CaseState, data: CaseEntryData[T], entry: Entry) => Partial<CaseState>;

const claim = (state: CaseState, number: number, change: Partial<Claim>): Partial<CaseState> => ({
  claims: state.claims.map((one) => (one.number === number ? { ...one, ...change } : one)),
});
const consult = (state: CaseState, number: number, change: Partial<Consult>): Partial<CaseState> => ({
  consults: state.consults.map((one) => (one.number === number ? { ...one, ...change } : one)),
});
const pendingAgain = (state: CaseState, number: number): Partial<CaseState> => ({
  consultRequest: {
    interpreterLanguage: state.consults.find((one) => one.number === number)?.interpreterLanguage ?? null,
  },
});

/** What each entry changes. Nothing here refuses anything: an entry once written is true (invariant 9). */
const APPLY: { readonly [T in CaseEntryType]: Apply<T> } = {
  opened: (_state, data, entry) => ({
    way: data.way,
    code: data.code,
    locator: data.locator,
    territoryId: data.territoryId,
    associationId: data.associationId,
    siteId: data.siteId,
    operatorId: data.operatorId,
    unassigned: data.operatorId === null ? { since: entry.version, retryAt: entry.at } : null,
    openedAt: entry.at,
  }),
  assigned: (state, { operatorId, consultSequence }) => ({
    operatorId,
    unassigned: null,
    consults: state.consults.map((one) =>
      one.status === 'booked' && consultSequence !== undefined ? { ...one, sequence: consultSequence } : one,
    ),
  }),
  'assignment-waiting': (_state, data, entry) => ({ unassigned: { since: entry.version, retryAt: data.retryAt } }),
  'consent-recorded': (state, { beneficiaryId, ...data }, entry) => ({
    beneficiaryId,
    consents: [...state.consents, { ...data, number: state.consents.length + 1, state: 'granted', at: entry.at }],
  }),
  'consent-refused': (state, data, entry) => ({
    consents: [
      ...state.consents,
      { ...data, number: state.consents.length + 1, state: 'refused', identityRef: null, at: entry.at },
    ],
  }),
  'consent-withdrawn': (state, data, entry) => ({
    consents: state.consents.map((one) =>
      one.number === data.number ? { ...one, state: 'withdrawn', withdrawnAt: entry.at } : one,
    ),
  }),
  'proxy-recorded': (state, data, entry) => ({
    proxies: [...state.proxies, { ...data, number: state.proxies.length + 1, at: entry.at }],
  }),
  'proxy-revoked': (state, data, entry) => ({
    proxies: state.proxies.map((one) => (one.number === data.number ? { ...one, revokedAt: entry.at } : one)),
  }),
  'screening-completed': (state, data, entry) => ({
    screenings: [
      ...state.screenings,
      { ...data, number: state.screenings.length + 1, skippedReason: null, at: entry.at },
    ],
  }),
  'screening-skipped': (state, data, entry) => ({
    screenings: [
      ...state.screenings,
      {
        number: state.screenings.length + 1,
        questionnaireVersionId: null,
        source: null,
        results: {},
        answersRef: null,
        skippedReason: data.reason,
        at: entry.at,
      },
    ],
  }),
  'consult-requested': (_state, data) => ({ consultRequest: { interpreterLanguage: data.interpreterLanguage } }),
  'consult-booked': (state, data, entry) => ({
    consultRequest: null,
    consults: [
      ...state.consults.filter((one) => one.number !== data.number),
      { ...data, status: 'booked', summaryRef: null, since: entry.version },
    ],
  }),
  'consult-cancelled': (state, data) => {
    const sequence = (state.consults.find((one) => one.number === data.number)?.sequence ?? 0) + 1;
    return {
      ...consult(state, data.number, { status: 'cancelled', sequence, reminders: [] }),
      ...pendingAgain(state, data.number),
    };
  },
  'consult-held': (state, data) =>
    consult(state, data.number, { status: 'held', summaryRef: data.summaryRef, reminders: [] }),
  'consult-missed': (state, data) => ({
    ...consult(state, data.number, { status: 'no-show', reminders: [] }),
    ...pendingAgain(state, data.number),
  }),
  'consult-unrecorded': (state, data) => ({
    ...consult(state, data.number, { status: 'unrecorded', reminders: [] }),
    ...pendingAgain(state, data.number),
  }),
  'consult-reminded': (state, data) =>
    consult(state, data.number, {
      reminders: (state.consults.find((one) => one.number === data.number)?.reminders ?? []).filter(
        (reminder) => reminder.key !== data.key,
      ),
    }),
  'claim-prepared': (state, data) => ({
    claims: [
      ...state.claims,
      {
        number: data.number,
        benefitId: data.benefitId,
        state: 'draft',
        prerequisites: [],
        filedBy: null,
        protocol: null,
        submittedOn: null,
        decidedOn: null,
        amount: null,
        benefitFrom: null,
        reviewBy: null,
        reviewKind: null,
        reviewRequestedOn: null,
        reviews: [],
      },
    ],
  }),
  'prerequisite-ticked': (state, data) => {
    const ticked = state.claims.find((one) => one.number === data.number)?.prerequisites ?? [];
    const others = ticked.filter((one) => one !== data.prerequisite);
    return claim(state, data.number, { prerequisites: data.done ? [...others, data.prerequisite] : others });
  },
  'claim-submitted': (state, { number, filedBy, protocol, submittedOn }) =>
    claim(state, number, { state: 'submitted', filedBy, protocol, submittedOn }),
  'outcome-recorded': (state, { number, outcome, decidedOn, amount, benefitFrom, reviewBy }) =>
    claim(state, number, { state: outcome, decidedOn, amount, benefitFrom, reviewBy }),
  'review-requested': (state, data) =>
    claim(state, data.number, {
      state: 'under-review',
      reviewKind: data.kind,
      reviewRequestedOn: data.requestedOn,
      reviews: [...(state.claims.find((one) => one.number === data.number)?.reviews ?? []), data.kind],
    }),
  'claim-dropped': (state, data) => claim(state, data.number, { state: 'dropped' }),
  'need-recorded': (state, data, entry) => ({
    needs: [...state.needs, { ...data, number: state.needs.length + 1, at: entry.at }],
  }),
  'intervention-recorded': (state, data, entry) => ({
    interventions: [...state.interventions, { ...data, number: state.interventions.length + 1, at: entry.at }],
  }),
  'note-added': (state, data, entry) => ({
    notes: [...state.notes, { ref: data.noteRef, at: entry.at, by: entry.actor.id }],
  }),
  paused: (_state, data, entry) => ({ pause: { ...data, at: entry.at, since: entry.version } }),
  resumed: () => ({ pause: null }),
  referred: (_state, data) => ({ referredTo: data.to, heldClock: data.held }),
  'referral-accepted': (_state, data, entry) => ({
    territoryId: data.to.territoryId,
    associationId: data.to.associationId,
    siteId: data.to.siteId,
    operatorId: data.operatorId,
    unassigned: data.operatorId === null ? { since: entry.version, retryAt: entry.at } : null,
    referredTo: null,
    heldClock: null,
  }),
  'referral-declined': () => ({ referredTo: null, heldClock: null }),
  ended: (state, data, entry) => ({
    end: data.end,
    closedAt: entry.at,
    pause: null,
    // Taken up again, a case still waits for the consult it asked for; who left asks for none.
    consultRequest: data.end === 'withdrawn' ? null : state.consultRequest,
    unassigned: null,
    referredTo: null,
    heldClock: null,
    consults: state.consults.map((one) => ({ ...one, reminders: [] })),
  }),
  reopened: (state, _data, entry) => ({
    end: null,
    closedAt: null,
    unassigned: state.operatorId === null ? { since: entry.version, retryAt: entry.at } : null,
  }),
  ...APPLY_CLOCKS,
  ...APPLY_UNDELIVERED,
};

function moved(state: CaseState, moves: Moves, entry: Entry): CaseState {
  let next = state;
  if (moves.stage && moves.stage !== state.stage) {
    next = { ...next, stage: moves.stage, stageSince: entry.at, pause: entry.type === 'paused' ? next.pause : null };
  }
  if (moves.clocks) next = { ...next, clocks: movedClocks(next.clocks, moves.clocks, entry.version) };
  if (next.stage && !isOpen(next.stage) && Object.keys(next.clocks).length > 0) next = { ...next, clocks: {} };
  return next;
}

/** A stream before its first entry. */
export function emptyCase(id: string): CaseState {
  return {
    id,
    version: 0,
    settledVersion: 0,
    lastAt: 0,
    stage: null,
    stageSince: 0,
    way: 'operator',
    code: '',
    locator: null,
    openedAt: 0,
    closedAt: null,
    territoryId: 0,
    associationId: 0,
    siteId: 0,
    operatorId: null,
    unassigned: null,
    referredTo: null,
    heldClock: null,
    beneficiaryId: null,
    consents: [],
    proxies: [],
    screenings: [],
    consultRequest: null,
    consults: [],
    claims: [],
    needs: [],
    interventions: [],
    notes: [],
    clocks: {},
    pause: null,
    undelivered: [],
    end: null,
  };
}

/** One entry applied. A type this release does not know changes nothing but the version, and the moves it carries. */
export function applyCaseEntry(state: CaseState, entry: CaseEntry): CaseState {
  const apply = Object.hasOwn(APPLY, entry.type) ? (APPLY[entry.type] as Apply<CaseEntryType>) : () => ({});
  const changed = { ...state, ...apply(state, entry.data, entry) };
  return {
    ...moved(changed, entry.data, entry),
    version: entry.version,
    settledVersion: QUIET.has(entry.type) ? state.settledVersion : entry.version,
    lastAt: entry.at,
  };
}

/** The case its entries tell. `stream` is `case/<id>`. Never rejects (invariant 9). */
export function foldCase(stream: string, entries: readonly CaseEntry[]): CaseState {
  return entries.reduce(applyCaseEntry, emptyCase(stream.slice(stream.indexOf('/') + 1)));
}
