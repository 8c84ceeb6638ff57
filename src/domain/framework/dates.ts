import { dayAfter, endOf, startOf, yearsAfter } from '../calendar/years';
import type { Instant } from '../process';
import type { FrameworkState } from './state';

type Term = NonNullable<FrameworkState['term']>;

/** The last day of the term once renewed: for as long as the first ("per uguale periodo"), counted from its start. */
export function renewedEnd({ startsOn, renewals, policy }: Term): string {
  return yearsAfter(startsOn, policy.termYears * (renewals + 2));
}

/** When the term is over: Rome's midnight after its last day. */
export function termOver({ endsOn }: Term): Instant {
  return endOf(endsOn);
}

/** True once its last day, or the one announced for an early end, is over, whether or not anybody has said so yet. */
export function isOver({ term, termination }: FrameworkState, now: Instant): boolean {
  return (term !== null && termOver(term) <= now) || (termination !== null && endOf(termination.on) <= now);
}

/**
 * True when nothing keeps it from being renewed: every note was exchanged by its last day, whenever that is looked at (the
 * notes renew it, not the platform's noticing them), a renewal is left, and no early end was announced.
 */
export function mayRenew({ stage, term, termination, notesCompleteAt }: FrameworkState): boolean {
  if (stage !== 'renewal-window' || term === null || term.renewalsLeft < 1 || termination !== null) return false;
  return notesCompleteAt !== null && notesCompleteAt < termOver(term);
}

/**
 * When the renewal window opens: the policy's days before the end, not before the term. Null when no renewal is left, or an
 * early end was announced.
 */
export function windowOpensAt({ term, termination, stage }: FrameworkState): Instant | null {
  const may = (stage === 'active' || stage === 'renewed') && term !== null && term.renewalsLeft > 0 && !termination;
  if (!may) return null;
  return Math.max(startOf(term.startsOn), startOf(dayAfter(term.endsOn, -term.policy.windowDays)));
}

/**
 * Its last day, once no renewal is left to move it. Null before, when it is not in force, and when an early end was announced.
 */
export function endsForGood({ term, termination, stage }: FrameworkState): string | null {
  const inForce = (stage === 'active' || stage === 'renewed') && term !== null && !termination;
  return inForce && term.renewalsLeft === 0 ? term.endsOn : null;
}
