import {
  type Clock,
  daysAfter,
  lapsingNotBefore,
  remainderOf,
  repolicyClock,
  resumeClock,
  warnedBy,
} from '../../deadline/clock';
import type { Instant, Notice } from '../../process';
import type { CommandName, DataOf } from '../commands';
import type { CaseFact } from '../entries';
import type { CaseFacts } from '../facts';
import { wantedClocks } from '../stage-of';
import type { End } from '../stages';
import { bookedConsult, type CaseState, claimFiled, consentInForce, type HeldClock } from '../state';
import { leaveConsult } from './consult';
import {
  answerable,
  type Context,
  fact,
  follower,
  type Handler,
  happened,
  notice,
  type Outcome,
  refused,
} from './outcome';

/** Stops the stage's clock while others are waited for; the pause has its own limit. */
export const pause: Handler<'pause'> = ({ command, state, data, facts, now }) => {
  const clock = state.clocks['stage'];
  if (state.pause) return refused(command, 'already-done');
  if (!clock) return refused(command, 'no-clock');
  const limitAt =
    clock.pauseLimitDays === null ? null : daysAfter(now, clock.pauseLimitDays, clock.dayKind, facts.calendar);
  return happened(fact('paused', { reason: data.reason, limitAt, left: remainderOf(clock, now, facts.calendar) }));
};

function goOn({ command, state, facts, now }: Context<CommandName>, by: 'person' | 'limit'): Outcome {
  const clock = state.clocks['stage'];
  if (!state.pause || !clock) return refused(command, 'not-paused');
  const resumed: Clock = resumeClock(clock, state.pause, now, facts.calendar);
  return happened(
    fact('resumed', { by, clocks: { stage: resumed } }),
    by === 'limit' ? [notice(state, 'pause-over', follower(state), 'pause-over')] : [],
  );
}

/** The clock runs again, with the working time it had left. */
export const resume: Handler<'resume'> = (context) => goOn(context, 'person');

/** A pause reached its limit. */
export const endPause: Handler<'end-pause'> = (context) => {
  const limit = context.state.pause?.limitAt ?? null;
  if (limit === null) return refused(context.command, 'already-done');
  return limit > context.now ? refused(context.command, 'too-early') : goOn(context, 'limit');
};

/** Hands the case to another association, which must accept; needs the person's consent and no consult in the diary. */
export const refer: Handler<'refer'> = ({ command, state, data, facts, now }) => {
  const { target } = facts;
  if (!consentInForce(state)) return refused(command, 'no-consent');
  if (bookedConsult(state)) return refused(command, 'already-booked');
  if (!target || target.associationId === state.associationId) return refused(command, 'target', 'associationId');
  if (!target.agreement) return refused(command, 'no-agreement', 'associationId', 'agreement');
  const to = { territoryId: target.territoryId, associationId: target.associationId, siteId: target.siteId };
  return happened(fact('referred', { to, noteRef: data.noteRef ?? null, held: heldClock(state, facts, now) }), [
    notice(state, 'referred', { managersOf: to.associationId }, 'referral-received'),
  ]);
};

/** The stage's clock with what it has left; that of a paused case as the pause found it. */
function heldClock({ clocks, pause }: CaseState, { calendar }: CaseFacts, now: Instant): HeldClock | null {
  const running = clocks['stage'];
  if (!running) return null;
  const { since: _since, ...clock } = running;
  return pause
    ? { clock, at: pause.at, left: pause.left }
    : { clock, at: now, left: remainderOf(clock, now, calendar) };
}

/** A referral that comes to nothing: the case is its sender's again, with the time it had left when it was referred. */
export function backToSender({ state, facts, now }: Context<CommandName>, reasonRef: string | null): CaseFact {
  const { heldClock: held } = state;
  const clocks = held && { clocks: { stage: resumeClock(held.clock, held, now, facts.calendar) } };
  return fact('referral-declined', { reasonRef, ...clocks });
}

/**
 * The other side takes the case; its operator, if one accepted, follows it from now on. Nobody is handed over without
 * their consent, whatever they said when they were referred.
 */
export const acceptReferral: Handler<'accept-referral'> = ({ command, state, actor }) => {
  const to = state.referredTo;
  if (!to) return refused(command, 'already-done');
  if (!consentInForce(state)) return refused(command, 'no-consent', undefined, 'consent');
  const operatorId = actor.kind === 'person' && actor.role === 'operator' ? actor.operatorId : null;
  return happened(fact('referral-accepted', { to, operatorId }), [
    notice(state, 'accepted', follower(state), 'referral-accepted'),
  ]);
};

/** The other side says no: the case goes back to who sent it. */
export const declineReferral: Handler<'decline-referral'> = (context) => {
  const { state, data } = context;
  return happened(backToSender(context, data.reasonRef ?? null), [
    notice(state, 'declined', follower(state), 'referral-declined'),
  ]);
};

/** Ends the case, and what is in the diary with it. */
function end<C extends Ending>({ state, data, now }: Context<C>, how: End): Outcome {
  const off = leaveConsult(state, now);
  const reasonRef = (data as DataOf<Ending>).reasonRef ?? null;
  return { facts: [...off.facts, fact('ended', { end: how, reasonRef, by: 'person' })], notices: off.notices };
}
type Ending = 'close' | 'withdraw' | 'resolve-without-claim' | 'choose-no-claim';

/** A decided case is closed by hand before its time. */
export const close: Handler<'close'> = (context) => end(context, 'closed');

/** The person leaves, whatever the stage. An association still asked to take the case need not answer any more. */
export const withdraw: Handler<'withdraw'> = (context) => {
  const { state } = context;
  const left = end(context, 'withdrawn');
  return 'rule' in left ? left : happened(left.facts, [...left.notices, ...noAnswerNeeded(state)]);
};

/** Tells an association that was asked to take the case, if one was, that its answer is not waited for any more. */
export function noAnswerNeeded(state: CaseState): readonly Notice[] {
  const to = state.referredTo;
  return to ? [notice(state, 'referral-withdrawn', { managersOf: to.associationId }, 'referral-withdrawn')] : [];
}

/** The need was met without a claim. */
export const resolveWithoutClaim: Handler<'resolve-without-claim'> = (context) =>
  claimFiled(context.state) ? refused(context.command, 'claim-filed') : end(context, 'resolved-without-claim');

/** The person chose not to claim. */
export const chooseNoClaim: Handler<'choose-no-claim'> = (context) =>
  claimFiled(context.state) ? refused(context.command, 'claim-filed') : end(context, 'no-claim');

/** Takes an ended case up again, where it stood. The association must still have an agreement in force. */
export const reopen: Handler<'reopen'> = ({ command, data, facts }) =>
  facts.agreement
    ? happened(fact('reopened', { reasonRef: data.reasonRef ?? null }))
    : refused(command, 'no-agreement', undefined, 'agreement');

/**
 * The directorate moves running clocks onto the policies in force today. However short the new lapse, the case has one
 * reminder's step left to be taken up in, and whoever can do so is reminded at once (rule of our own).
 */
export const repolicy: Handler<'repolicy'> = ({ command, state, data, facts, now }) => {
  if (state.pause) return refused(command, 'paused');
  const wanted = wantedClocks(state, now);
  const subjects: readonly string[] = data.subjects;
  const clocks: Record<string, Clock> = {};
  const notices: Notice[] = [];
  for (const [name, clock] of Object.entries(state.clocks)) {
    const policy = facts.policies[clock.subject];
    if (!subjects.includes(clock.subject) || !policy || policy.id === clock.policyId) continue;
    const next = repolicyClock(clock, policy, facts.calendar, now);
    const warned = warnedBy(next, now, facts.calendar);
    clocks[name] = lapsingNotBefore(next, Math.max(wanted[name]?.lapseNotBefore ?? 0, warned));
    if (!next.marks.some((mark) => mark.kind === 'lapse' && mark.at < warned)) continue;
    const variables = { subject: next.subject, due: next.dueAt };
    notices.push(notice(state, `${name}-moved`, answerable(state, name), 'reminder', { variables }));
  }
  const policyIds = [...new Set(Object.values(clocks).map((clock) => clock.policyId))];
  if (policyIds.length === 0) return refused(command, 'already-done');
  return happened(fact('repolicied', { policyIds, clocks }), notices);
};
