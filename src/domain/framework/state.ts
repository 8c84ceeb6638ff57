import type { TermPolicy } from '../agreement/state';
import type { ClockFacts } from '../deadline/clock';
import type { Clocks } from '../deadline/running';
import type { DispatchState } from '../dispatch/types';
import type { DocumentHash } from '../evidence/checks';
import type { UndeliveredMail } from '../mail/undelivered';
import type { NoteExchange, ProposedMessage } from '../notes/types';
import type { Instant } from '../process';
import type { FrameworkStage } from './stages';

/** One of the Parties as the framework knows it: `party/2`. */
export interface FrameworkParty {
  readonly key: string;
  readonly id: number;
  readonly name: string;
  /** True for INPS, who writes through the platform. */
  readonly own: boolean;
  readonly signedOn: string | null;
}

/** What the exchange of notes makes somebody owe: the directorate INPS's own note, each other Party its own. */
export interface FrameworkObligation {
  /** A Party's key; the own Party's is the directorate's to settle. */
  readonly party: string;
  /** The version that opened the window. */
  readonly since: number;
  readonly from: Instant;
  readonly dueAt: Instant | null;
  /** `ended`: the term was over before the note came. */
  readonly state: 'owed' | 'fulfilled' | 'ended';
  readonly settledOn: string | null;
}

/** A framework agreement, as its journal says. Days are 'YYYY-MM-DD', both ends included. */
export interface FrameworkState {
  readonly id: string;
  readonly version: number;
  readonly settledVersion: number;
  readonly lastAt: Instant;
  readonly stage: FrameworkStage | null;
  readonly stageSince: Instant;
  readonly code: string;
  readonly title: string;
  readonly resolution: string;
  readonly parties: readonly FrameworkParty[];
  readonly term: {
    readonly signedOn: string;
    readonly startsOn: string;
    readonly endsOn: string;
    readonly renewals: number;
    readonly renewalsLeft: number;
    readonly policy: TermPolicy;
    /** The version that set these dates. */
    readonly since: number;
  } | null;
  readonly exchange: NoteExchange | null;
  /** Since when every note is in and ours has reached every other; null while something is missing. */
  readonly notesCompleteAt: Instant | null;
  readonly proposed: readonly ProposedMessage[];
  readonly dispatches: Readonly<Record<string, DispatchState>>;
  readonly obligations: readonly FrameworkObligation[];
  /** Announced, not come yet, or come; `since`: the version that announced it. */
  readonly termination: { readonly reason: string; readonly on: string; readonly since: number } | null;
  readonly clocks: Clocks;
  readonly undelivered: readonly UndeliveredMail[];
}

/** What may be read for a decision on a framework agreement. */
export type FrameworkFactName = 'clocks' | 'parties' | 'policy' | 'codeUsed' | 'printed';

/** The facts of a decision. What a command does not need stays null or empty. */
export interface FrameworkFacts extends ClockFacts {
  /** The Parties named by the command, else the framework's own, with their PEC and who represents them at the technical table. */
  readonly parties: readonly {
    readonly key: string;
    readonly id: number;
    readonly name: string;
    readonly own: boolean;
    readonly pec: string | null;
    readonly representatives: readonly { readonly key: string; readonly email: string }[];
  }[];
  /** The term policy in force on the day of the last signature (of the command, for `record-party-signature`). */
  readonly policy: TermPolicy | null;
  readonly codeUsed: boolean;
  /** INPS's note for the renewal under way, as it was printed to be signed. */
  readonly printed: DocumentHash | null;
}

/** The agenda of a framework agreement reads nothing beside the state. */
export type FrameworkAgendaFacts = Record<string, never>;
