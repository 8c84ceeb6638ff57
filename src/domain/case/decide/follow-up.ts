import type { Mark, Rung } from '../../deadline/clock';
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

const rank = (mark: Mark): number => (mark.kind === 'escalation' ? 1 : 0);

/**
 * A reminder or an escalation is due. Of several overdue ones the highest goes out and the others are recorded as
 * skipped; when the lapse itself is overdue none goes out (invariant 7). A pause that came first stops them all.
 */
export const fireMark: Handler<'fire-mark'> = ({ command, state, data, now }) => {
  const clock = state.clocks[data.clock];
  const named = clock?.marks.find((mark) => mark.key === data.mark);
  const stopped = data.clock === 'stage' && state.pause !== null;
  if (!clock || !named || named.kind === 'lapse' || stopped) return refused(command, 'already-done');
  if (named.at > now) return refused(command, 'too-early');
  const overdue = clock.marks.filter((mark) => mark.at <= now);
  const tooLate = overdue.some((mark) => mark === stageLapse(state));
  const steps = overdue.filter((mark) => mark.kind !== 'lapse').sort((a, b) => rank(a) - rank(b) || a.at - b.at);
  const sent = tooLate ? null : (steps.at(-1) ?? null);
  const skipped = steps.filter((mark) => mark !== sent).map((mark) => mark.key);
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

/**
 * A mail came back for good: it becomes visible work on the case. Whoever a mail of this case came back from is not told
 * by mail, or each failure would owe the next one: a colleague is, or the next rung, and in the end nobody.
 */
export const reportUndelivered: Handler<'report-undelivered'> = ({ command, state, data }) => {
  const returned = state.undelivered.map((one) => one.mail);
  if (returned.includes(data.mail)) return refused(command, 'already-done');
  const told = notice(state, `undelivered-${data.mail}`, { managersOf: state.associationId }, 'mail-undelivered');
  return happened(fact('mail-undelivered', { mail: data.mail }), [
    { ...told, exceptReadersOf: [...returned, data.mail] },
  ]);
};

/** Somebody dealt with an undelivered mail. */
export const settleMail: Handler<'settle-mail'> = ({ command, state, data }) =>
  state.undelivered.some((one) => one.mail === data.mail)
    ? happened(fact('mail-settled', { mail: data.mail, how: data.how }))
    : refused(command, 'unknown', 'mail');
