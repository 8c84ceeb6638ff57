import type { Conformity, SignatoryKey } from '../agreement-text/types';
import type { Remainder } from '../deadline/clock';
import type { ClockFactData, ClockMoves } from '../deadline/running';
import type { DispatchFactData } from '../dispatch/entries';
import type { Checks, DocumentHash } from '../evidence/checks';
import type { UndeliveredFactData } from '../mail/undelivered';
import type { NoteFactData } from '../notes/entries';
import type { Fact } from '../process';
import type { AgreementStage } from './stages';
import type { Addendum, OwedCommitment, SavedText, TermPolicy } from './state';

/** What any entry may carry beside its own data: the stage it enters and the clocks it sets (null: stops). */
export interface Moves {
  readonly stage?: AgreementStage;
  readonly clocks?: ClockMoves;
}

/** A signature as the journal keeps it: who is in the report, a stored document; here only what was examined. */
export interface SignatureRecord {
  readonly signatories: readonly SignatoryKey[];
  readonly how: 'digital' | 'handwritten';
  readonly signedOn: string;
  readonly document: DocumentHash;
  readonly report: DocumentHash | null;
  readonly checks: readonly Checks[];
  /** SHA-256 of the value of each signature in the file, which tells it from every other; none by hand. */
  readonly signatureIds: readonly DocumentHash[];
}

/** Every entry a local agreement's journal may hold. */
export interface AgreementEntryData extends DispatchFactData, NoteFactData, ClockFactData, UndeliveredFactData {
  'agreement-opened': {
    readonly structureId: number;
    readonly territoryId: number;
    readonly frameworkId: number;
    readonly frameworkEndsOn: string;
    /** Hash of the model the framework has today: the draft's for good, whatever is edited later. */
    readonly model: DocumentHash;
    readonly title: string;
    /** True when the programme obliges the structure to it (message of 2021). */
    readonly owed: boolean;
  };
  /** Known only as having been: a protocol of intent of 2019. */
  'protocol-recorded-2019': { readonly structureId: number; readonly territoryId: number; readonly title: string };
  'text-saved': SavedText;
  submitted: { readonly textHash: string; readonly conformity: Conformity };
  'review-withdrawn': Record<never, never>;
  'clause-commented': { readonly clause: string; readonly comment: string };
  /** Belongs to this text and no other: one edited character voids it. */
  approved: { readonly textHash: string; readonly reason: string | null };
  /** The review's clock stands still until the text comes back: what is left of it is kept. */
  'changes-requested': { readonly note: string | null; readonly left: Remainder | null };
  rejected: { readonly reason: string };
  'review-lapsed': Record<never, never>;
  'signing-opened': {
    readonly mode: 'ordered' | 'parallel';
    readonly order: readonly SignatoryKey[];
    readonly protocol: string;
    readonly textHash: string;
    readonly document: DocumentHash;
  };
  'signing-cancelled': { readonly reason: string };
  'signature-recorded': SignatureRecord;
  /** The last signature is in: the term runs from here as the text says. */
  signed: {
    readonly signedOn: string;
    readonly startsOn: string;
    readonly termEndsOn: string;
    readonly policy: TermPolicy;
  };
  'transmission-returned': { readonly reason: string };
  'transmission-complete': { readonly number: number };
  'transmission-confirmed': { readonly by: 'person' | 'silence' };
  activated: { readonly commitments: readonly OwedCommitment[] };
  'end-aligned': { readonly frameworkEndsOn: string };
  renewed: { readonly termEndsOn: string };
  'addendum-proposed': Pick<Addendum, 'number' | 'change' | 'signatory' | 'protocol' | 'document' | 'proposedOn'>;
  'addendum-cancelled': { readonly number: number; readonly reason: string };
  'addendum-signature-recorded': SignatureRecord & { readonly number: number };
  /** `commitments`: those of who joins; absent in the entries of before they were counted. */
  'addendum-in-force': {
    readonly number: number;
    readonly on: string;
    readonly commitments?: readonly OwedCommitment[];
  };
  'commitment-fulfilled': { readonly number: number; readonly on: string };
  'commitment-waived': { readonly number: number; readonly reason: string };
  'termination-announced': { readonly reason: string; readonly on: string };
  'agreement-ended': { readonly end: 'expired' | 'terminated'; readonly by: 'person' | 'follow' };
  'framework-moved': {
    readonly frameworkId: number;
    readonly frameworkEndsOn: string;
    readonly model: DocumentHash;
    readonly title: string;
  };
}

export type AgreementEntryType = keyof AgreementEntryData;
/** A fact of a local agreement: its type and data, with the moves it makes. */
export type AgreementFact = {
  [T in AgreementEntryType]: Fact<T, AgreementEntryData[T] & Moves>;
}[AgreementEntryType];
