import type { ClauseStanding, Conformity, Signatory, SignatoryKey } from '../agreement-text/types';
import type { Clock, Remainder } from '../deadline/clock';
import type { Clocks } from '../deadline/running';
import type { AgreementSubject } from '../deadline/subjects';
import type { Channel, DispatchState } from '../dispatch/types';
import type { DocumentHash } from '../evidence/checks';
import type { UndeliveredMail } from '../mail/undelivered';
import type { NoteExchange, ProposedMessage } from '../notes/types';
import type { Instant } from '../process';
import type { SignatureRecord } from './entries';
import type { AgreementStage } from './stages';

/**
 * A dated term policy: what was in force when an agreement was signed holds for it (2021: one year and one renewal; 2024:
 * three years and one renewal). Kept whole with the signature, so that a later edit moves nothing.
 */
export interface TermPolicy {
  readonly id: number;
  readonly code: string;
  readonly termYears: number;
  readonly maxRenewals: number;
  /** Calendar days before the end at which the renewal window opens. */
  readonly windowDays: number;
  /** Where the signed agreement is sent: the central directorate, and the communication directorate in visible copy. */
  readonly transmission: {
    readonly central: { readonly channel: Channel; readonly address: string };
    readonly communication: { readonly channel: Channel; readonly address: string };
  };
}

/** A saved text, by its hash, with what follows from it: worked out once by the host, from text, model and registers. */
export interface SavedText {
  readonly textHash: DocumentHash;
  readonly conformity: Conformity;
  /** The structure first. `private`: may sign by hand; public bodies sign digitally (L. 241/1990, art. 15, c. 2-bis). */
  readonly signatories: readonly (Signatory & { readonly private: boolean; readonly pec: string | null })[];
  readonly terms: { readonly years: number; readonly renewals: number };
  readonly commitments: readonly CommitmentTerms[];
}

/** A commitment as the text says it: who, what, within how many calendar days of the start. */
export interface CommitmentTerms {
  readonly clause: string;
  readonly by: SignatoryKey;
  readonly what: string;
  readonly dueDays: number;
}
/** One that is owed: numbered, with its date. */
export interface OwedCommitment extends CommitmentTerms {
  readonly number: number;
  readonly dueOn: string;
}

/** Somebody joins or leaves a signed agreement. In force once both the structure and they have signed it. */
export interface Addendum {
  readonly number: number;
  readonly change: 'join' | 'leave';
  readonly signatory: Signatory & { readonly private: boolean; readonly pec: string | null };
  readonly protocol: string;
  /** The generated PDF. */
  readonly document: DocumentHash;
  readonly proposedOn: string;
  readonly signatures: readonly SignatureRecord[];
  readonly state: 'signing' | 'in-force' | 'cancelled';
  /** The day of its last signature; null before. */
  readonly inForceOn: string | null;
}

/** A deviation that was approved: it stays as a precedent, whatever became of the text it stood in. */
export interface ApprovedClause {
  readonly clause: string;
  readonly hash: DocumentHash;
  readonly heading: string;
  readonly standing: Exclude<ClauseStanding, 'model'>;
  readonly at: Instant;
  /** A user's id. */
  readonly by: string;
  readonly reason: string | null;
}

/** What somebody owes by a date, as long as a clock runs; and how it stopped. Commitments are their own. */
export interface Obligation {
  readonly clock: string;
  readonly subject: AgreementSubject;
  /** The version that started it. */
  readonly since: number;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  /** `ended`: nobody did it, and nobody owes it any more. */
  readonly state: 'owed' | 'fulfilled' | 'ended';
  readonly settledOn: string | null;
}

/** A local agreement, as its journal says. */
export interface AgreementState {
  readonly id: string;
  readonly version: number;
  readonly settledVersion: number;
  readonly lastAt: Instant;
  /** Null before the first entry. */
  readonly stage: AgreementStage | null;
  readonly stageSince: Instant;
  readonly kind: 'local' | 'protocol-2019';
  readonly openedAt: Instant;
  readonly owed: boolean;
  readonly title: string;
  readonly structureId: number;
  readonly territoryId: number;
  readonly frameworkId: number | null;
  /** Last day of the framework, as last heard: no end of this agreement is after it. */
  readonly frameworkEndsOn: string | null;
  readonly model: DocumentHash | null;
  readonly text: SavedText | null;
  /** Void unless `textHash` is the text's. */
  readonly approval: {
    readonly textHash: string;
    readonly by: string;
    readonly at: Instant;
    readonly reason: string | null;
  } | null;
  /** Every deviation approved so far, each once. */
  readonly approvedClauses: readonly ApprovedClause[];
  /** Comments of the review under way, and of those before it. */
  readonly comments: readonly {
    readonly clause: string;
    readonly comment: string;
    readonly textHash: string;
    readonly by: string;
    readonly at: Instant;
  }[];
  readonly reviews: number;
  /** What was left of the review's clock when changes were asked for: it goes on from there. */
  readonly heldReview: { readonly clock: Clock; readonly at: Instant; readonly left: Remainder } | null;
  readonly signing: {
    readonly mode: 'ordered' | 'parallel';
    readonly order: readonly SignatoryKey[];
    readonly protocol: string;
    readonly textHash: string;
    readonly document: DocumentHash;
    /** No signature is from before this day. */
    readonly openedOn: string;
    readonly signatures: readonly SignatureRecord[];
  } | null;
  /** Set by the last signature. Days, both included; `endsOn` never after the framework's. */
  readonly term: {
    readonly signedOn: string;
    readonly startsOn: string;
    /** As its own clauses say, before the framework's end is looked at. */
    readonly termEndsOn: string;
    readonly endsOn: string;
    readonly years: number;
    readonly renewalsLeft: number;
    readonly renewals: number;
    readonly policy: TermPolicy;
    /** The version that set these dates. */
    readonly since: number;
  } | null;
  /** Who is bound now: the text's signatories, as addenda changed them. */
  readonly bound: readonly (Signatory & { readonly private: boolean; readonly pec: string | null })[];
  readonly addenda: readonly Addendum[];
  /** `ended`: whoever owed it left the agreement. `owedAt`: when it came to be owed. */
  readonly commitments: readonly (OwedCommitment & {
    readonly state: 'owed' | 'fulfilled' | 'waived' | 'ended';
    readonly settledOn: string | null;
    readonly owedAt: Instant;
  })[];
  /** When it came into force, and by which version; null before. */
  readonly active: { readonly at: Instant; readonly since: number } | null;
  readonly obligations: readonly Obligation[];
  /** How often it was sent to the directorates. */
  readonly transmissions: number;
  readonly transmittedAt: Instant | null;
  /** The directorate looked at what was transmitted, or its time to do so is over. */
  readonly confirmedAt: Instant | null;
  readonly dispatches: Readonly<Record<string, DispatchState>>;
  readonly exchange: NoteExchange | null;
  /** Since when every note is in, and ours has reached everybody; null before. */
  readonly notesCompleteAt: Instant | null;
  readonly proposed: readonly ProposedMessage[];
  /** Announced for a day to come; `since`: by which version. */
  readonly termination: { readonly reason: string; readonly on: string; readonly since: number } | null;
  /** By name: `stage`, `owed`, `commitment-1` … */
  readonly clocks: Clocks;
  readonly undelivered: readonly UndeliveredMail[];
  readonly endedAt: Instant | null;
}
