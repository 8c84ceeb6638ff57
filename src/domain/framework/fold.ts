import { APPLY_CLOCKS, movedClocks } from '../deadline/running';
import { applyDispatch } from '../dispatch/dispatch';
import { type DispatchFactType, isDispatchFact } from '../dispatch/entries';
import { APPLY_UNDELIVERED } from '../mail/undelivered';
import { isNoteFact, type NoteFactType } from '../notes/entries';
import { applyNotes, complete } from '../notes/exchange';
import type { Entry } from '../process';
import { type FrameworkEntryData, type FrameworkEntryType, type FrameworkFact, type Moves, QUIET } from './entries';
import { withObligations } from './obligations';
import { isOpen } from './stages';
import type { FrameworkState } from './state';

type FrameworkEntry = Entry & FrameworkFact;
type OwnType = Exclude<FrameworkEntryType, DispatchFactType | NoteFactType>;
type Apply<T extends OwnType> = (
  state: FrameworkState,
  data: FrameworkEntryData[T],
  entry: Entry,
) => Partial<FrameworkState>;

/** What each entry changes. Nothing here refuses anything: an entry once written is true (invariant 9). */
const APPLY: { readonly [T in OwnType]: Apply<T> } = {
  'framework-opened': (_state, { code, title, resolution, parties }) => ({
    code,
    title,
    resolution,
    parties: parties.map((party) => ({ ...party, signedOn: null })),
    stage: 'signing',
  }),
  'party-signed': (state, { party, signedOn }) => ({
    parties: state.parties.map((one) => (one.key === party ? { ...one, signedOn } : one)),
  }),
  'framework-in-force': (_state, { signedOn, startsOn, endsOn, policy }, entry) => ({
    term: { signedOn, startsOn, endsOn, policy, renewals: 0, renewalsLeft: policy.maxRenewals, since: entry.version },
    stage: 'active',
  }),
  renewed: ({ term }, { endsOn }, entry) => ({
    term: term && {
      ...term,
      endsOn,
      renewals: term.renewals + 1,
      renewalsLeft: term.renewalsLeft - 1,
      since: entry.version,
    },
    stage: 'renewed',
  }),
  'termination-announced': (_state, { reason, on }, entry) => ({ termination: { reason, on, since: entry.version } }),
  'framework-ended': (_state, { end }) => ({ stage: end }),
  ...APPLY_CLOCKS,
  ...APPLY_UNDELIVERED,
};

function change(state: FrameworkState, entry: FrameworkEntry): Partial<FrameworkState> {
  if (isDispatchFact(entry)) return { dispatches: applyDispatch(state.dispatches, entry) };
  if (isNoteFact(entry)) {
    const { exchange, proposed } = applyNotes(state, entry);
    return { exchange, proposed, ...(entry.type === 'window-opened' ? { stage: 'renewal-window' as const } : {}) };
  }
  const apply = Object.hasOwn(APPLY, entry.type) ? (APPLY[entry.type] as Apply<OwnType>) : () => ({});
  return apply(state, entry.data as FrameworkEntryData[OwnType], entry);
}

function moved(state: FrameworkState, { clocks: moves = {} }: Moves, entry: Entry): FrameworkState {
  if (state.stage && !isOpen(state.stage)) return { ...state, clocks: {} };
  return { ...state, clocks: movedClocks(state.clocks, moves, entry.version) };
}

/** A stream before its first entry. */
export function emptyFramework(id: string): FrameworkState {
  return {
    id,
    version: 0,
    settledVersion: 0,
    lastAt: 0,
    stage: null,
    stageSince: 0,
    code: '',
    title: '',
    resolution: '',
    parties: [],
    term: null,
    exchange: null,
    notesCompleteAt: null,
    obligations: [],
    proposed: [],
    dispatches: {},
    termination: null,
    clocks: {},
    undelivered: [],
  };
}

/** One entry applied. A type this release does not know changes nothing but the version, and the clocks it carries. */
export function applyFrameworkEntry(state: FrameworkState, entry: FrameworkEntry): FrameworkState {
  const changed = moved({ ...state, ...change(state, entry) }, entry.data, entry);
  const isComplete = changed.exchange !== null && complete(changed.exchange, changed.dispatches);
  return {
    ...changed,
    notesCompleteAt: isComplete ? (state.notesCompleteAt ?? entry.at) : null,
    obligations: withObligations(changed, entry),
    stageSince: changed.stage === state.stage ? state.stageSince : entry.at,
    version: entry.version,
    settledVersion: QUIET.has(entry.type) ? state.settledVersion : entry.version,
    lastAt: entry.at,
  };
}

/** The framework agreement its entries tell. `stream` is `framework/<id>`. Never rejects (invariant 9). */
export function foldFramework(stream: string, entries: readonly FrameworkEntry[]): FrameworkState {
  return entries.reduce(applyFrameworkEntry, emptyFramework(stream.slice(stream.indexOf('/') + 1)));
}
