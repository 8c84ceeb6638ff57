import { dayAfter, endOf, startOf, yearsAfter } from '../calendar/years';
import { complete } from '../notes/exchange';
import type { Instant } from '../process';
import { IN_FORCE } from './stages';
import type { AgreementState } from './state';

/** The earlier of two days 'YYYY-MM-DD'. */
export const earlier = (one: string, other: string): string => (one < other ? one : other);

/** The last day, given what its own clauses say: never past the framework's (message of 2021: coherent with it). */
export function cappedEnd(termEndsOn: string, frameworkEndsOn: string | null): string {
  return frameworkEndsOn === null ? termEndsOn : earlier(termEndsOn, frameworkEndsOn);
}

type Term = NonNullable<AgreementState['term']>;

/** The last day of the term once renewed, as its own clauses say: for as long as the first ("per uguale periodo"). */
export function renewedEnd({ startsOn, years, renewals }: Term): string {
  return yearsAfter(startsOn, years * (renewals + 2));
}

/** The last day once renewed, the framework's end looked at. */
export function renewedUntil({ term, frameworkEndsOn }: AgreementState): string {
  return term === null ? '' : cappedEnd(renewedEnd(term), frameworkEndsOn);
}

/** True when a renewal would add a day: nothing is renewed past the framework's end. */
function goesFurther(term: Term, frameworkEndsOn: string | null): boolean {
  return cappedEnd(renewedEnd(term), frameworkEndsOn) > term.endsOn;
}

/**
 * When the renewal window opens: the policy's days before the end. Null when there is no renewal left, when the framework's
 * end would give it no day more, when an early end was announced, or when nobody else is bound.
 */
export function windowOpensAt({ stage, term, frameworkEndsOn, termination, bound }: AgreementState): Instant | null {
  if (stage !== 'active' || term === null || term.renewalsLeft < 1 || termination !== null || bound.length < 2)
    return null;
  if (!goesFurther(term, frameworkEndsOn)) return null;
  return Math.max(startOf(term.startsOn), startOf(dayAfter(term.endsOn, -term.policy.windowDays)));
}

/** True while it is in force and a renewal may still come. */
function renewable({ stage, term, frameworkEndsOn, bound }: AgreementState): boolean {
  const inTime = stage === 'active' || stage === 'renewal-window';
  return inTime && term !== null && term.renewalsLeft > 0 && bound.length > 1 && goesFurther(term, frameworkEndsOn);
}

/**
 * Its last day, once nothing it may do moves that any more: no renewal is left, or none would add a day. Null before, when
 * it is not in force, and when an early end was announced, of which everybody was told then.
 */
export function endsForGood(state: AgreementState): string | null {
  const { stage, term, termination } = state;
  if (stage === null || !IN_FORCE.includes(stage) || term === null || termination !== null) return null;
  return renewable(state) ? null : term.endsOn;
}

/** True when it is its framework's end that keeps it from lasting, or from being renewed: were that renewed, it would go on. */
export function endsWithFramework({ term, frameworkEndsOn }: AgreementState): boolean {
  if (term === null || term.endsOn !== frameworkEndsOn) return false;
  return term.termEndsOn > term.endsOn || term.renewalsLeft > 0;
}

/** The exchange with those who are still bound: who left by addendum is waited for no longer. */
export function exchangeOf({
  exchange,
  bound,
}: Pick<AgreementState, 'exchange' | 'bound'>): AgreementState['exchange'] {
  return exchange && { ...exchange, others: exchange.others.filter((other) => bound.some((one) => one.key === other)) };
}

/** True when every note is in and ours has reached everybody still bound. */
export function notesComplete(state: AgreementState): boolean {
  const exchange = exchangeOf(state);
  return exchange !== null && exchange.others.length > 0 && complete(exchange, state.dispatches);
}

/**
 * True when nothing keeps it from being renewed: the exchange was complete by its last day, whenever that is looked at (the
 * notes renew it, not the platform's noticing them), a renewal would add a day, and no early end was announced.
 */
export function mayRenew(state: AgreementState): boolean {
  const { stage, term, termination, notesCompleteAt } = state;
  if (stage !== 'renewal-window' || term === null || term.renewalsLeft < 1 || termination !== null) return false;
  return notesCompleteAt !== null && notesCompleteAt < endOf(term.endsOn) && goesFurther(term, state.frameworkEndsOn);
}

/** The first date somebody must keep: of what the stage waits for, of an agreement that is owed. */
export function earliestDue({ clocks }: AgreementState): Instant | undefined {
  const running = [clocks['stage'], clocks['owed']].flatMap((clock) => (clock ? [clock.dueAt] : []));
  return running.sort((a, b) => a - b)[0];
}

/** The message to the directorates that is under way, or was the last one. */
export function transmissionKey({ transmissions }: AgreementState): string {
  return `transmission-${transmissions}`;
}
