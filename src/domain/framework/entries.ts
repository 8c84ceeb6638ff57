import type { TermPolicy } from '../agreement/state';
import type { ClockFactData, ClockMoves } from '../deadline/running';
import { DISPATCH_FACT_TYPES, type DispatchFactData } from '../dispatch/entries';
import type { UndeliveredFactData } from '../mail/undelivered';
import type { NoteFactData } from '../notes/entries';
import type { Fact } from '../process';
import type { FrameworkEnd } from './stages';
import type { FrameworkParty } from './state';

/** What any entry may carry beside its own data: the clocks it sets (null: stops). Stages follow from the entries. */
export interface Moves {
  readonly clocks?: ClockMoves;
}

/** Every entry a framework agreement's journal may hold. */
export interface FrameworkEntryData extends DispatchFactData, NoteFactData, ClockFactData, UndeliveredFactData {
  'framework-opened': {
    readonly code: string;
    readonly title: string;
    readonly resolution: string;
    readonly parties: readonly Omit<FrameworkParty, 'signedOn'>[];
  };
  'party-signed': { readonly party: string; readonly signedOn: string };
  /** The last signature is in: the term runs from its day, under the policy in force then, kept whole. */
  'framework-in-force': {
    readonly signedOn: string;
    readonly startsOn: string;
    readonly endsOn: string;
    readonly policy: TermPolicy;
  };
  renewed: { readonly endsOn: string };
  'termination-announced': { readonly reason: string; readonly on: string };
  'framework-ended': { readonly end: FrameworkEnd };
}

export type FrameworkEntryType = keyof FrameworkEntryData;
/** A fact of a framework agreement: its type and data, with the moves it makes. */
export type FrameworkFact = {
  [T in FrameworkEntryType]: Fact<T, FrameworkEntryData[T] & Moves>;
}[FrameworkEntryType];

/** Entries that do not change what a person sees as the state: an edit made before them is not stale (invariant 8). */
export const QUIET: ReadonlySet<FrameworkEntryType> = new Set<FrameworkEntryType>([
  ...DISPATCH_FACT_TYPES,
  'message-proposed',
  'message-dismissed',
  'mark-fired',
  'mail-undelivered',
  'mail-settled',
]);
