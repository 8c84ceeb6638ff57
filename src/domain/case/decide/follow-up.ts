import type { Rung } from '../../deadline/clock';
import { fire } from '../../deadline/marks';
import { reported, settled } from '../../mail/undelivered';
import type { Notice, Recipient } from '../../process';
import { stageLapse } from '../dates';
import type { CaseState } from '../state';
import { leaveConsult } from './consult';
import { backToSender } from './course';
import { answerable, fact, follower, type Handler, happened, notice, refused } from './outcome';

/**
 * Who a rung of the ladder is (operator → association manager → structure → central directorate): of the other side, where
 * its answer is waited for.
 */
function rung(state: CaseState, clock: string, to: Rung): Recipient {
  const side = clock === 'stage' && state.referredTo ? state.referredTo : state;
  switch (to) {
    case 'operator':
      return answerable(state, clock);
    case 'manager':
      return { managersOf: side.associationId };
    case 'structure':
      return { structureOf: side.territoryId };
    case 'directorate':
      return { directorate: true };
  }
}

/**
 * A reminder or an escalation is due. Of several overdue ones the highest goes out and the others are recorded as
 * skipped; when the lapse itself is overdue none goes out (invariant 7). A pause that came first stops them all.
 */
export const fireMark: Handler<'fire-mark'> = ({ command, state, data, now }) => {
  if (data.clock === 'stage' && state.pause) return refused(command, 'already-done');
  const fired = fire(state.clocks, data, now, (overdue) => overdue.some((mark) => mark === stageLapse(state)));
  if ('rule' in fired) return fired;
  const { clock, sent, skipped } = fired;
  const variables = { subject: clock.subject, due: clock.dueAt };
  const notices: Notice[] = [];
  if (sent?.kind === 'reminder') {
    notices.push(notice(state, `${data.clock}-${sent.key}`, answerable(state, data.clock), 'reminder', { variables }));
  } else if (sent) {
    const to = rung(state, data.clock, sent.to ?? 'operator');
    notices.push(notice(state, `${data.clock}-${sent.key}`, to, 'escalation', { channel: 'own', variables }));
  }
  return happened(fact('mark-fired', { clock: data.clock, sent, skipped }), notices);
};

/** A stage's time is over: a decided case closes, a referral nobody answered goes back, any other case lapses. */
export const lapse: Handler<'lapse'> = (context) => {
  const { command, state, data, now } = context;
  const mark = stageLapse(state);
  if (data.clock !== 'stage' || !mark) return refused(command, 'already-done');
  if (mark.at > now) return refused(command, 'too-early');
  if (state.stage === 'referred') {
    return happened(backToSender(context, null), [notice(state, 'declined', follower(state), 'referral-declined')]);
  }
  const closed = state.stage === 'decided';
  const off = leaveConsult(state, now);
  return {
    facts: [...off.facts, fact('ended', { end: closed ? 'closed' : 'lapsed', reasonRef: null, by: 'follow' })],
    notices: [...off.notices, notice(state, 'ended', follower(state), closed ? 'case-closed' : 'case-lapsed')],
  };
};

/** A mail of the case came back for good: its association's managers are told. */
export const reportUndelivered: Handler<'report-undelivered'> = ({ state, data: { mail } }) =>
  reported(state, mail, notice(state, `undelivered-${mail}`, { managersOf: state.associationId }, 'mail-undelivered'));

/** Somebody dealt with an undelivered mail. */
export const settleMail: Handler<'settle-mail'> = ({ state, data }) => settled(state, data);
