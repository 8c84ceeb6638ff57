import { DAY, dayOfDate, fromWall } from '../calendar/rome';
import type { Instant } from '../process';
import type { Stage, Subject } from './stages';
import { bookedConsult, type CaseState, type Claim, reviewOpen } from './state';

/**
 * The stage a case is in, read from what it holds: its end, a pending referral, the least advanced of its open claims,
 * its consults, its screening, its consent. The one definition of every transition.
 */
export function stageOf(state: CaseState): Stage {
  if (state.end) return state.end;
  if (state.referredTo) return 'referred';
  const claims = state.claims.filter((claim) => claim.state !== 'dropped');
  if (claims.some((claim) => claim.state === 'draft')) return 'claim-in-preparation';
  if (claims.some((claim) => claim.state === 'submitted' || claim.state === 'under-review')) return 'claim-submitted';
  if (claims.length > 0) return 'decided';
  if (bookedConsult(state)) return 'consult-booked';
  if (state.consultRequest) return 'consult-requested';
  if (state.consults.some((consult) => consult.status === 'held')) return 'consult-held';
  if (state.screenings.length > 0) return 'screened';
  return state.consents.some((consent) => consent.state !== 'refused') ? 'consented' : 'opened';
}

/** A clock that ought to be running, and from when. */
export interface WantedClock {
  readonly subject: Subject;
  readonly start: Instant;
  /** Never lapses before this: a case is not ended while a review can still be asked for, whatever its stage. */
  readonly lapseNotBefore?: Instant;
}

/** Noon (UTC) of a day 'YYYY-MM-DD': what has a date only is taken to have begun in the middle of it. */
const noonOf = (day: string | null): Instant => Date.parse(`${day}T12:00:00Z`);

/** The midnight in Rome at which the last day for a review is over. */
const reviewEnd = ({ reviewBy }: Claim): Instant =>
  reviewBy === null ? Number.NEGATIVE_INFINITY : fromWall((dayOfDate(reviewBy) + 1) * DAY);

/**
 * The clocks a state asks for: one for its stage (a booked consult's runs from its end), one for each claim whose outcome
 * is awaited, from the day it was filed or its review was asked for, and one for each refusal that can still be reviewed.
 */
export function wantedClocks(state: CaseState, now: Instant): Readonly<Record<string, WantedClock>> {
  const stage = stageOf(state);
  const wanted: Record<string, WantedClock> = {};
  if (state.end) return wanted;
  const reviews = state.claims.filter((claim) => reviewOpen(claim) && reviewEnd(claim) > now);
  wanted['stage'] = {
    subject: stage as Subject,
    start: stage === 'consult-booked' ? (bookedConsult(state)?.end ?? now) : now,
    ...(stage !== 'referred' && reviews.length > 0 ? { lapseNotBefore: Math.max(...reviews.map(reviewEnd)) } : {}),
  };
  for (const claim of state.claims) {
    if (claim.state === 'submitted' || claim.state === 'under-review') {
      const filedOn = claim.state === 'submitted' ? claim.submittedOn : claim.reviewRequestedOn;
      wanted[`claim-${claim.number}`] = { subject: 'claim-outcome', start: Math.min(now, noonOf(filedOn)) };
    }
  }
  for (const claim of reviews) {
    wanted[`review-${claim.number}`] = { subject: 'claim-review', start: noonOf(claim.decidedOn) };
  }
  return wanted;
}
