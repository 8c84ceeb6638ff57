import { type Clock, clockTowards, type Mark, repolicyClock } from '../../deadline/clock';
import type { DispatchCommand, DispatchCommandName } from '../../dispatch/commands';
import { type DispatchNews, decideDispatch, dispatchNews } from '../../dispatch/dispatch';
import { missing } from '../../notes/exchange';
import type { Notice } from '../../process';
import { isOver } from '../dates';
import { RENEWAL } from '../obligations';
import { preview } from '../settle';
import type { FrameworkState } from '../state';
import { chaseNotes, warnTable } from './messages';
import { type Context, fact, type Handler, happened, notice, type Outcome, passedOn, refused } from './outcome';

const rank = (mark: Mark): number => (mark.kind === 'escalation' ? 1 : 0);

/**
 * A reminder or an escalation is due, to the directorate, whatever its rung; of several overdue the highest goes out, and none
 * when the agreement's end is overdue too (invariant 7). An escalation also asks the Parties again whose note is missing. Of an
 * end that no renewal moves the technical table is told as well (rule of our own).
 */
export const fireMark: Handler<'fire-mark'> = ({ command, state, data, facts, now }) => {
  const clock = state.clocks[data.clock];
  const named = clock?.marks.find((mark) => mark.key === data.mark);
  if (!clock || !named || named.kind === 'lapse') return refused(command, 'already-done');
  if (named.at > now) return refused(command, 'too-early');
  const steps = clock.marks
    .filter((mark) => mark.kind !== 'lapse' && mark.at <= now)
    .sort((a, b) => rank(a) - rank(b) || a.at - b.at);
  const sent = isOver(state, now) ? null : (steps.at(-1) ?? null);
  const skipped = steps.filter((mark) => mark !== sent).map((mark) => mark.key);
  const fired = fact('mark-fired', { clock: data.clock, sent, skipped });
  if (!sent) return happened([fired]);
  if (clock.subject === 'framework-ending') {
    const endsOn = state.term?.endsOn ?? '';
    const told = notice(state, `${data.clock}-${sent.key}`, 'own', 'framework-ending', { endsOn });
    return happened([fired, ...warnTable(state, facts, { endsOn })], [told]);
  }
  const variables = { subject: clock.subject, due: clock.dueAt };
  if (sent.kind === 'reminder')
    return happened([fired], [notice(state, sent.key, 'digest', 'framework-reminder', variables)]);
  const { exchange, term } = state;
  const chased = exchange && term ? chaseNotes(state, facts, missing(exchange), { endsOn: term.endsOn }) : [];
  return happened([fired, ...chased], [notice(state, sent.key, 'own', 'framework-escalation', variables)]);
};

/** The directorate moves running clocks onto the policies in force today. The end stands: only what is told of it moves. */
export const repolicy: Handler<'repolicy'> = ({ command, state, data, facts, now }) => {
  const clocks: Record<string, Clock> = {};
  const subjects: readonly string[] = data.subjects;
  for (const [name, clock] of Object.entries(state.clocks)) {
    const policy = facts.policies[clock.subject];
    if (!subjects.includes(clock.subject) || !policy || policy.id === clock.policyId) continue;
    clocks[name] =
      name === RENEWAL
        ? repolicyClock(clock, policy, facts.calendar, now)
        : clockTowards(clock.dueAt, policy, facts.calendar, now);
  }
  const policyIds = Object.values(clocks).map((clock) => clock.policyId);
  return policyIds.length === 0
    ? refused(command, 'already-done')
    : happened([fact('repolicied', { policyIds, clocks })]);
};

/**
 * A mail came back for good: it becomes visible work. Whoever a mail of this agreement came back from is not told by mail,
 * or each failure would owe the next one.
 */
export const reportUndelivered: Handler<'report-undelivered'> = ({ command, state, data }) => {
  const returned = state.undelivered.map((one) => one.mail);
  if (returned.includes(data.mail)) return refused(command, 'already-done');
  const told = notice(state, `undelivered-${data.mail}`, 'digest', 'framework-mail-undelivered');
  return happened(
    [fact('mail-undelivered', { mail: data.mail })],
    [{ ...told, exceptReadersOf: [...returned, data.mail] }],
  );
};

/** Somebody dealt with an undelivered mail. */
export const settleMail: Handler<'settle-mail'> = ({ command, state, data }) =>
  state.undelivered.some((one) => one.mail === data.mail)
    ? happened([fact('mail-settled', { mail: data.mail, how: data.how })])
    : refused(command, 'unknown', 'mail');

function newsNotice(state: FrameworkState, { kind, dispatch, addresses }: DispatchNews): Notice {
  const variables = { addresses: addresses.join(', ') };
  return kind === 'alarm'
    ? notice(state, `alarm-${dispatch}`, 'own', 'dispatch-alarm', variables)
    : notice(state, `failed-${dispatch}`, 'own', 'dispatch-failed', variables);
}

/**
 * Any command about a message. The directorate is told what failed and of what there is no word. Our own note is proven by
 * its delivery receipt and nothing else: the exchange is by PEC.
 */
export function aboutMessage({ command, state, data, actor, now }: Context<DispatchCommandName>): Outcome {
  const otherProof = command === 'record-protocol' || command === 'acknowledge-dispatch';
  if (otherProof && data.dispatch === state.exchange?.ownNote?.dispatch)
    return refused(command, 'note-by-pec', 'dispatch', 'renewal');
  const answer = decideDispatch(state.dispatches, { name: command, data } as DispatchCommand, { actor, now });
  if ('rule' in answer) return answer;
  const after = preview(state, answer.facts, now);
  const news = dispatchNews(state.dispatches, after.dispatches);
  return passedOn(
    answer,
    [],
    news.map((one) => newsNotice(state, one)),
  );
}
