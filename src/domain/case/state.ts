import type { Clock, Remainder } from '../deadline/clock';
import type { Clocks } from '../deadline/running';
import type { UndeliveredMail } from '../mail/undelivered';
import type { Instant } from '../process';
import type { End, Stage } from './stages';

/** Purposes a person answers one by one; refusing any never blocks help. */
export const PURPOSES = ['case-handling', 'reporting', 'further-contact'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What the person answered to the consent's text, bound to its hash. */
export interface Consent {
  readonly number: number;
  readonly noticeId: number;
  readonly textHash: string;
  readonly purposes: Readonly<Record<Purpose, boolean>>;
  readonly signer: 'person' | 'representative';
  readonly state: 'granted' | 'refused' | 'withdrawn';
  /** The id of the sealed identity, as typed with this consent; null when it was refused. */
  readonly identityRef: string | null;
  readonly at: Instant;
  readonly withdrawnAt?: Instant;
}

/** A proxy (delega) given to somebody to file for the person. */
export interface ProxyRecord {
  readonly number: number;
  readonly noticeId: number;
  readonly textHash: string;
  readonly grantedTo: 'association' | 'inps' | 'patronato';
  readonly at: Instant;
  readonly revokedAt?: Instant;
}

/** What a screening pointed at, benefit code by benefit code; never "entitled". */
export type Indication = 'indicated' | 'not-indicated' | 'not-known';

/** A screening done, or skipped with its reason. `answersRef` is the id of the sealed answers. */
export interface Screening {
  readonly number: number;
  readonly questionnaireVersionId: number | null;
  readonly source: 'operator' | 'public-code' | null;
  readonly results: Readonly<Record<string, Indication>>;
  readonly answersRef: string | null;
  readonly skippedReason: SkipReason | null;
  readonly at: Instant;
}
export const SKIP_REASONS = ['already-known', 'person-declines', 'urgent', 'not-applicable'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** `unrecorded`: its time came, and the case ended before anybody said how it went. */
export const CONSULT_STATUSES = ['booked', 'held', 'no-show', 'cancelled', 'unrecorded'] as const;
export type ConsultStatus = (typeof CONSULT_STATUSES)[number];

/** A video consult from a site with an INPS consultant. `sequence` grows at each change (RFC 5546). */
export interface Consult {
  readonly number: number;
  readonly consultantId: number;
  readonly siteId: number;
  readonly start: Instant;
  readonly end: Instant;
  readonly status: ConsultStatus;
  readonly sequence: number;
  readonly interpreterLanguage: string | null;
  readonly meetingLink: string;
  readonly summaryRef: string | null;
  /** The version that set these times: reminders are named by it. */
  readonly since: number;
  /** Reminders still to come. */
  readonly reminders: readonly { readonly key: 'day-before' | 'hour-before'; readonly at: Instant }[];
}

/** What is ticked off before filing. */
export const PREREQUISITES = ['isee', 'residence', 'identity', 'iban'] as const;
export type Prerequisite = (typeof PREREQUISITES)[number];

export const CLAIM_STATES = [
  'draft',
  'submitted',
  'under-review',
  'granted',
  'partly-granted',
  'refused',
  'dropped',
] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];
export type Outcome = 'granted' | 'partly-granted' | 'refused';
export type Filer = 'person' | 'inps' | 'patronato';
export const REVIEW_KINDS = ['riesame', 'ricorso'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** A claim for one benefit. Dates without a time are 'YYYY-MM-DD'; amounts are euro a month. */
export interface Claim {
  readonly number: number;
  readonly benefitId: number;
  readonly state: ClaimState;
  readonly prerequisites: readonly Prerequisite[];
  readonly filedBy: Filer | null;
  readonly protocol: string | null;
  readonly submittedOn: string | null;
  readonly decidedOn: string | null;
  readonly amount: number | null;
  readonly benefitFrom: string | null;
  /** After a refusal, the last day for a review. */
  readonly reviewBy: string | null;
  /** The last review asked for, and when. */
  readonly reviewKind: ReviewKind | null;
  readonly reviewRequestedOn: string | null;
  /** The reviews asked for so far: each kind once. */
  readonly reviews: readonly ReviewKind[];
}

export const NEEDS = ['income', 'housing', 'health', 'documents', 'work', 'family', 'language', 'other'] as const;
export type NeedCategory = (typeof NEEDS)[number];
export const INTERVENTIONS = [
  'information',
  'documents',
  'isee',
  'residence',
  'referral-to-services',
  'material-help',
  'other',
] as const;
export type InterventionCategory = (typeof INTERVENTIONS)[number];

export interface Need {
  readonly number: number;
  readonly category: NeedCategory;
  readonly noteRef: string | null;
  readonly at: Instant;
}
export interface Intervention {
  readonly number: number;
  readonly category: InterventionCategory;
  readonly needNumber: number | null;
  readonly noteRef: string | null;
  readonly at: Instant;
}

export const PAUSE_REASONS = ['documents', 'other-office', 'person-away', 'health'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** A clock set aside at `at`, with what it had left. */
export interface HeldClock {
  readonly clock: Clock;
  readonly at: Instant;
  readonly left: Remainder;
}

/** A case, as its journal says. Before a consent in force it holds an opaque code only. */
export interface CaseState {
  readonly id: string;
  readonly version: number;
  readonly settledVersion: number;
  readonly lastAt: Instant;
  readonly stage: Stage | null;
  readonly stageSince: Instant;
  readonly way: 'public' | 'operator';
  readonly code: string;
  /** Where the answers to the public questionnaire are found: the first part of the printed code, without its key. */
  readonly locator: string | null;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly territoryId: number;
  readonly associationId: number;
  readonly siteId: number;
  readonly operatorId: number | null;
  readonly unassigned: { readonly since: number; readonly retryAt: Instant } | null;
  readonly referredTo: { readonly territoryId: number; readonly associationId: number; readonly siteId: number } | null;
  /** The stage's clock as the case was referred: if it comes back, what was left runs on. */
  readonly heldClock: HeldClock | null;
  readonly beneficiaryId: string | null;
  readonly consents: readonly Consent[];
  readonly proxies: readonly ProxyRecord[];
  readonly screenings: readonly Screening[];
  readonly consultRequest: { readonly interpreterLanguage: string | null } | null;
  readonly consults: readonly Consult[];
  readonly claims: readonly Claim[];
  readonly needs: readonly Need[];
  readonly interventions: readonly Intervention[];
  readonly notes: readonly { readonly ref: string; readonly at: Instant; readonly by: string }[];
  /** By name: `stage`, `claim-1`, `review-1` … */
  readonly clocks: Clocks;
  readonly pause: {
    readonly reason: PauseReason;
    readonly at: Instant;
    readonly limitAt: Instant | null;
    readonly left: Remainder;
    readonly since: number;
  } | null;
  /** Mails that could not be delivered and wait for somebody (a permanent failure becomes visible work). */
  readonly undelivered: readonly UndeliveredMail[];
  readonly end: End | null;
}

/** The consent in force: granted for handling the case and not withdrawn. */
export function consentInForce(state: CaseState): Consent | undefined {
  const last = state.consents.at(-1);
  return last?.state === 'granted' && last.purposes['case-handling'] ? last : undefined;
}

/** True once the person has been asked, whatever the answer: from then on help goes on. */
export function consentAsked(state: CaseState): boolean {
  return state.consents.length > 0;
}

/**
 * The person as this case knows them: the identity typed with its last consent. Never what another case recorded of the
 * same codice fiscale.
 */
export function identityRefOf(state: CaseState): string | null {
  return (
    state.consents
      .map((consent) => consent.identityRef)
      .filter((ref) => ref !== null)
      .at(-1) ?? null
  );
}

/** The INPS consultants a case is open to: those of its consults. A consult called off is no reason to see a person. */
export function consultantsOf(state: CaseState): readonly number[] {
  return state.consults.filter((consult) => consult.status !== 'cancelled').map((consult) => consult.consultantId);
}

/** The consult still to be held, if any. */
export function bookedConsult(state: CaseState): Consult | undefined {
  return state.consults.find((consult) => consult.status === 'booked');
}

/** The claim with that number. */
export function claimOf(state: CaseState, number: number): Claim | undefined {
  return state.claims.find((claim) => claim.number === number);
}

/** True while a claim waits for its outcome, or for its review's. */
export function outcomeAwaited(state: CaseState): boolean {
  return state.claims.some((claim) => claim.state === 'submitted' || claim.state === 'under-review');
}

/** True while one kind of review was not asked for yet: a riesame refused leaves the ricorso, and the other way round. */
export function reviewLeft(claim: Claim): boolean {
  return claim.reviews.length < REVIEW_KINDS.length;
}

/** True when a review of the claim may be asked for, whatever the day. */
export function reviewOpen(claim: Claim): boolean {
  const refused = claim.state === 'refused' || claim.state === 'partly-granted';
  return refused && claim.reviewBy !== null && reviewLeft(claim);
}

/** True once a claim was filed: such a case is followed to its outcome, or the person leaves. */
export function claimFiled(state: CaseState): boolean {
  return state.claims.some((claim) => claim.state !== 'draft' && claim.state !== 'dropped');
}
