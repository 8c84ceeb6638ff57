import { type Clock, clockTowards, repolicyClock } from '../../deadline/clock';
import { fire } from '../../deadline/marks';
import type { DispatchCommand, DispatchCommandName } from '../../dispatch/commands';
import { type DispatchNews, decideDispatch, dispatchNews } from '../../dispatch/dispatch';
import { reported, settled } from '../../mail/undelivered';
import { missing } from '../../notes/exchange';
import type { Notice } from '../../process';
import { isOver } from '../dates';
import { hasNoted, RENEWAL } from '../obligations';
import { preview } from '../settle';
import type { FrameworkState } from '../state';
import { chaseNotes, tellTable } from './messages';
import { type Context, fact, type Handler, happened, notice, type Outcome, passedOn, refused } from './outcome';

/**
 * A reminder or an escalation is due, to the directorate, whatever its rung; of several overdue the highest goes out, and none
 * when the agreement's end is overdue too (invariant 7). An escalation also asks the Parties again whose note is missing. Of an
 * end that no renewal moves the technical table is told as well (rule of our own).
 */
export const fireMark: Handler<'fire-mark'> = ({ state, data, facts, now }) => {
  const outcome = fire(state.clocks, data, now, () => isOver(state, now));
  if ('rule' in outcome) return outcome;
  const { clock, sent, skipped } = outcome;
  const fired = fact('mark-fired', { clock: data.clock, sent, skipped });
  if (!sent) return happened([fired]);
  if (clock.subject === 'framework-ending') {
    const endsOn = state.term?.endsOn ?? '';
    const told = notice(state, `${data.clock}-${sent.key}`, 'own', 'framework-ending', { endsOn });
    return happened(
      [fired, ...tellTable(state, facts, { template: 'framework-ending-told', variables: { endsOn } })],
      [told],
    );
  }
  const variables = { subject: clock.subject, due: clock.dueAt, parties: awaitedNames(state) };
  if (sent.kind === 'reminder')
    return happened([fired], [notice(state, sent.key, 'digest', 'framework-reminder', variables)]);
  const { exchange, term } = state;
  const chased = exchange && term ? chaseNotes(state, facts, missing(exchange), { endsOn: term.endsOn }) : [];
  return happened([fired, ...chased], [notice(state, sent.key, 'own', 'framework-escalation', variables)]);
};

/** Whose note is still missing, by name; INPS's own counts once it has reached every other Party. */
function awaitedNames(state: FrameworkState): string {
  const awaited = state.parties.filter(({ key }) => !hasNoted(state, key));
  return awaited.map((party) => party.name).join(', ');
}

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

/** A mail of the agreement came back for good: the directorate is told. */
export const reportUndelivered: Handler<'report-undelivered'> = ({ state, data: { mail } }) =>
  reported(state, mail, notice(state, `undelivered-${mail}`, 'digest', 'framework-mail-undelivered'));

/** Somebody dealt with an undelivered mail. */
export const settleMail: Handler<'settle-mail'> = ({ state, data }) => settled(state, data);

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
