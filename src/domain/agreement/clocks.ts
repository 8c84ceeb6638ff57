import { noonOf } from '../calendar/rome';
import { endOf } from '../calendar/years';
import { type Clock, clockTowards, type DeadlinePolicy, startClock } from '../deadline/clock';
import type { AgreementSubject, Subject } from '../deadline/subjects';
import type { Instant } from '../process';
import { endsForGood } from './dates';
import type { AgreementFacts } from './facts';
import { type AgreementStage, IN_FORCE, UNSIGNED } from './stages';
import type { AgreementState } from './state';

/** A clock that ought to be running: from an instant, or towards a date that stands. */
export type WantedClock = { readonly subject: AgreementSubject } & (
  | { readonly start: Instant }
  | { readonly due: Instant }
);

/** What each stage waits for, under a deadline. In force nothing is waited for but the commitments. */
const WAITS: { readonly [S in AgreementStage]?: AgreementSubject } = {
  'central-review': 'agreement-review',
  'changes-requested': 'agreement-changes',
  signing: 'agreement-signing',
  signed: 'agreement-transmission',
  transmitted: 'agreement-confirmation',
  returned: 'agreement-returned',
  'renewal-window': 'agreement-renewal',
};

/** What the stage waits for; one that was confirmed waits for its start only. */
function waitsFor({ stage, confirmedAt }: AgreementState): AgreementSubject | undefined {
  if (stage === null || (stage === 'transmitted' && confirmedAt !== null)) return undefined;
  return WAITS[stage];
}

/** The name of a commitment's clock. */
export const commitmentClock = (number: number): string => `commitment-${number}`;

/**
 * The clocks a state asks for: one for what its stage waits for (the first transmission's runs from the day of the last
 * signature); where the programme obliges to the agreement, one until it is signed, whatever stages it goes through; in
 * force one for each commitment still owed, until the end of its day, and one towards an end that no renewal moves; an end that
 * moves has another.
 */
export function wantedClocks(state: AgreementState, now: Instant): Readonly<Record<string, WantedClock>> {
  const wanted: Record<string, WantedClock> = {};
  const subject = waitsFor(state);
  const signedOn = state.stage === 'signed' && state.transmissions === 0 ? state.term?.signedOn : undefined;
  if (subject) wanted['stage'] = { subject, start: signedOn === undefined ? now : Math.min(now, noonOf(signedOn)) };
  if (state.owed && state.stage !== null && UNSIGNED.includes(state.stage))
    wanted['owed'] = { subject: 'agreement-drafting', start: now };
  if (state.stage !== null && IN_FORCE.includes(state.stage)) {
    for (const { number, dueOn } of state.commitments.filter((one) => one.state === 'owed'))
      wanted[commitmentClock(number)] = { subject: 'agreement-commitment', due: endOf(dueOn) };
  }
  const endsOn = endsForGood(state);
  if (endsOn !== null) wanted[`ending-${endsOn}`] = { subject: 'agreement-ending', due: endOf(endsOn) };
  return wanted;
}

/** A wanted clock under a policy, as of `now`: towards a date, its reminders come as many days before as the policy says. */
export function makeClock(
  want: WantedClock,
  policy: DeadlinePolicy,
  calendar: AgreementFacts['calendar'],
  now: Instant,
): Clock {
  return 'start' in want
    ? startClock(policy, want.start, calendar, now)
    : clockTowards(want.due, policy, calendar, now);
}

/** What the central directorate owes; everything else the structure does, for itself and for its co-signatories. */
export function ofDirectorate(subject: Subject): boolean {
  return subject === 'agreement-review' || subject === 'agreement-confirmation';
}

/** The clocks whose end does something by itself: a review goes back, a confirmation is silent. Of any other a lapse is nothing. */
export function lapses(clock: Clock): boolean {
  return ofDirectorate(clock.subject);
}
