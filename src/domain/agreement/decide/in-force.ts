import { localDate } from '../../calendar/rome';
import { endOf } from '../../calendar/years';
import type { Notice, Recipient } from '../../process';
import { mayRenew } from '../dates';
import { type AgreementStage, IN_FORCE } from '../stages';
import type { AgreementState } from '../state';
import {
  type Context,
  DIRECTORATE,
  everybody,
  fact,
  type Handler,
  type Happened,
  happened,
  notice,
  type Outcome,
  refused,
  structure,
} from './outcome';

/** What one of the signatories was bound to do is done, on a day of the agreement's life. */
export const fulfilCommitment: Handler<'fulfil-commitment'> = ({ command, state, data, now }) => {
  const found = state.commitments.find((one) => one.number === data.number);
  if (!found) return refused(command, 'unknown', 'number');
  if (found.state !== 'owed') return refused(command, 'already-done', 'number');
  if (data.on > localDate(now)) return refused(command, 'future', 'on');
  if (state.term && data.on < state.term.startsOn) return refused(command, 'before-start', 'on');
  return happened(fact('commitment-fulfilled', { number: data.number, on: data.on }));
};

/** Nobody insists on it any more. */
export const waiveCommitment: Handler<'waive-commitment'> = ({ command, state, data }) => {
  const found = state.commitments.find((one) => one.number === data.number);
  if (!found) return refused(command, 'unknown', 'number');
  if (found.state !== 'owed') return refused(command, 'already-done', 'number');
  return happened(fact('commitment-waived', { number: data.number, reason: data.reason }));
};

/** The framework was renewed, or ended: no end of this agreement is after its. */
export const alignEnd: Handler<'align-end'> = ({ command, state, facts }) => {
  const frameworkEndsOn = facts.framework?.endsOn;
  if (frameworkEndsOn === undefined) return refused(command, 'unknown', 'frameworkEndsOn');
  return frameworkEndsOn === state.frameworkEndsOn
    ? refused(command, 'already-done')
    : happened(fact('end-aligned', { frameworkEndsOn }));
};

const inForce = (stage: AgreementStage | null): boolean => stage !== null && IN_FORCE.includes(stage);

/**
 * The end, and who is told: once it was in force the associations too, whose open cases are to be handed over, and both INPS
 * sides; before that only those who drew it up.
 */
function end(state: AgreementState, how: 'expired' | 'terminated', by: 'person' | 'follow'): Happened {
  const ended = fact('agreement-ended', { end: how, by, stage: how });
  if (inForce(state.stage)) {
    const directorate = notice(state, 'ended-directorate', DIRECTORATE, 'agreement-ended');
    return happened(ended, [...everybody(state, 'ended', 'agreement-ended'), directorate]);
  }
  const stopped = (key: string, to: Recipient): Notice => notice(state, key, to, 'agreement-stopped');
  const told = stopped('ended-structure', structure(state));
  const sent = state.term !== null || state.stage === 'central-review';
  return happened(ended, sent ? [told, stopped('ended-directorate', DIRECTORATE)] : [told]);
}

/** Its last day is over, that day included; unless the notes that renew it were complete by then. */
export const expire: Handler<'expire'> = ({ command, state, now }) => {
  if (!state.term) return refused(command, 'stage');
  const over = endOf(state.term.endsOn) <= now && !mayRenew(state);
  return over ? end(state, 'expired', 'follow') : refused(command, 'too-early');
};

/**
 * Ended before its term: at once and today as long as it was not signed; once it was, on a day since its start, at once when
 * that day is not to come; else it is announced, and ends when that day is over.
 */
export const terminate: Handler<'terminate'> = ({ command, state, data, now }) => {
  const { reason } = data;
  const today = localDate(now);
  const on = state.term === null ? today : data.on;
  const announced = fact('termination-announced', { reason, on });
  if (state.termination) return refused(command, 'already-done');
  if (state.term && on > state.term.endsOn) return refused(command, 'after-end', 'on', 'term');
  if (state.term && on < state.term.startsOn) return refused(command, 'before-start', 'on', 'term');
  if (on > today) return happened(announced, toldOfTermination(state, reason, on));
  const ended = end(state, 'terminated', 'person');
  return happened([announced, ...ended.facts], ended.notices);
};

function toldOfTermination(state: AgreementState, reason: string, endsOn: string): readonly Notice[] {
  const more = { channel: 'own', variables: { reason, endsOn } } as const;
  return [
    ...everybody(state, 'termination', 'agreement-termination', more),
    notice(state, 'termination-directorate', DIRECTORATE, 'agreement-termination', more),
  ];
}

/** The announced day is over. */
export const endEarly: Handler<'end-early'> = ({ command, state, now }: Context<'end-early'>): Outcome => {
  if (!state.termination) return refused(command, 'already-done');
  return endOf(state.termination.on) <= now ? end(state, 'terminated', 'follow') : refused(command, 'too-early');
};
