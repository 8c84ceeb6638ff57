import type { Remainder } from '../deadline/clock';
import type { ClockFactData, ClockMoves } from '../deadline/running';
import type { UndeliveredFactData } from '../mail/undelivered';
import type { Fact, Instant } from '../process';
import type { End, Stage } from './stages';
import type {
  Consent,
  Consult,
  Filer,
  HeldClock,
  Indication,
  InterventionCategory,
  NeedCategory,
  Outcome,
  PauseReason,
  Prerequisite,
  ProxyRecord,
  ReviewKind,
  SkipReason,
} from './state';

/** What any entry may carry beside its own data: the stage it enters and the clocks it sets (null: stops). */
export interface Moves {
  readonly stage?: Stage;
  readonly clocks?: ClockMoves;
}

type Place = { readonly territoryId: number; readonly associationId: number; readonly siteId: number };

/** Every entry a case's journal may hold, by type. Personal values appear only as ids of sealed rows (invariant 3). */
export interface CaseEntryData extends ClockFactData, UndeliveredFactData {
  opened: Place & {
    readonly way: 'public' | 'operator';
    readonly code: string;
    readonly locator: string | null;
    readonly operatorId: number | null;
    readonly agreementId: number;
    readonly trained: boolean;
  };
  /** `consultSequence`: where the booked consult's invitation stands after changing hands; absent when none is booked. */
  assigned: { readonly operatorId: number; readonly by: 'person' | 'follow'; readonly consultSequence?: number };
  'assignment-waiting': { readonly retryAt: Instant };
  'consent-recorded': Omit<Consent, 'at' | 'state' | 'number' | 'identityRef'> & {
    readonly beneficiaryId: string;
    readonly identityRef: string;
  };
  'consent-refused': Omit<Consent, 'at' | 'state' | 'number' | 'identityRef'>;
  'consent-withdrawn': { readonly number: number };
  'proxy-recorded': Omit<ProxyRecord, 'at' | 'number'>;
  'proxy-revoked': { readonly number: number };
  'screening-completed': {
    readonly questionnaireVersionId: number;
    readonly source: 'operator' | 'public-code';
    readonly results: Readonly<Record<string, Indication>>;
    readonly answersRef: string;
  };
  'screening-skipped': { readonly reason: SkipReason };
  'consult-requested': { readonly interpreterLanguage: string | null };
  'consult-booked': Pick<
    Consult,
    'number' | 'consultantId' | 'siteId' | 'start' | 'end' | 'interpreterLanguage' | 'meetingLink' | 'reminders'
  > & { readonly sequence: number };
  'consult-cancelled': { readonly number: number; readonly reasonRef: string | null };
  'consult-held': { readonly number: number; readonly summaryRef: string | null };
  'consult-missed': { readonly number: number };
  /** The case ended before anybody recorded how the consult had gone. */
  'consult-unrecorded': { readonly number: number };
  'consult-reminded': { readonly number: number; readonly key: string; readonly sent: boolean };
  'claim-prepared': { readonly number: number; readonly benefitId: number };
  'prerequisite-ticked': { readonly number: number; readonly prerequisite: Prerequisite; readonly done: boolean };
  'claim-submitted': {
    readonly number: number;
    readonly filedBy: Filer;
    readonly protocol: string;
    readonly submittedOn: string;
  };
  'outcome-recorded': {
    readonly number: number;
    readonly outcome: Outcome;
    readonly decidedOn: string;
    readonly amount: number | null;
    readonly benefitFrom: string | null;
    readonly reviewBy: string | null;
  };
  'review-requested': { readonly number: number; readonly kind: ReviewKind; readonly requestedOn: string };
  'claim-dropped': { readonly number: number };
  'need-recorded': { readonly category: NeedCategory; readonly noteRef: string | null };
  'intervention-recorded': {
    readonly category: InterventionCategory;
    readonly needNumber: number | null;
    readonly noteRef: string | null;
  };
  'note-added': { readonly noteRef: string };
  paused: { readonly reason: PauseReason; readonly limitAt: Instant | null; readonly left: Remainder };
  resumed: { readonly by: 'person' | 'limit' };
  referred: { readonly to: Place; readonly noteRef: string | null; readonly held: HeldClock | null };
  'referral-accepted': { readonly to: Place; readonly operatorId: number | null };
  'referral-declined': { readonly reasonRef: string | null };
  ended: { readonly end: End; readonly reasonRef: string | null; readonly by: 'person' | 'follow' };
  reopened: { readonly reasonRef: string | null };
}

export type CaseEntryType = keyof CaseEntryData;
/** A fact of a case: its type and data, with the moves it makes. */
export type CaseFact = { [T in CaseEntryType]: Fact<T, CaseEntryData[T] & Moves> }[CaseEntryType];

/** Entries that do not change what a person sees as the state: an edit made before them is not stale (invariant 8). */
export const QUIET: ReadonlySet<CaseEntryType> = new Set([
  'assignment-waiting',
  'consult-reminded',
  'mark-fired',
  'mail-undelivered',
  'mail-settled',
  'note-added',
]);
