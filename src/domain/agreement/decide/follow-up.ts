import { endOf } from '../../calendar/years';
import { type Clock, lapsingNotBefore, type Mark, type Rung, repolicyClock, warnedBy } from '../../deadline/clock';
import { fire } from '../../deadline/marks';
import type { DispatchCommand, DispatchCommandName } from '../../dispatch/commands';
import { decideDispatch, dispatchNews } from '../../dispatch/dispatch';
import { reported, settled } from '../../mail/undelivered';
import type { Role } from '../../network/actor';
import { proposeMessage as propose } from '../../notes/exchange';
import type { Notice, Recipient } from '../../process';
import { commitmentClock, lapses, makeClock, ofDirectorate, wantedClocks } from '../clocks';
import { endsWithFramework } from '../dates';
import type { AgreementFact } from '../entries';
import { preview } from '../settle';
import type { AgreementState, OwedCommitment } from '../state';
import { DIRECTORATE, everybody, fact, type Handler, happened, notice, refused, structure } from './outcome';
import { lapseReview } from './review';
import { arrived, lapseConfirmation } from './transmission';

/** Who can do what a clock asks for. */
function answerable(state: AgreementState, clock: Clock): Recipient {
  return ofDirectorate(clock.subject) ? DIRECTORATE : structure(state);
}

/**
 * Who an escalation climbs to, structure and then directorate. What the directorate itself owes climbs no higher: it is told
 * apart from the day's digest, and the structure learns that its text is late.
 */
function climbing(state: AgreementState, clock: Clock, to: Rung): readonly (readonly [string, Recipient])[] {
  if (ofDirectorate(clock.subject))
    return [
      ['directorate', DIRECTORATE],
      ['structure', structure(state)],
    ];
  return to === 'directorate' ? [['directorate', DIRECTORATE]] : [['structure', structure(state)]];
}

/**
 * A reminder or an escalation is due. Of several overdue ones the highest goes out and the others are recorded as
 * skipped; when a lapse, or the agreement's end, is overdue itself none goes out (invariant 7).
 */
export const fireMark: Handler<'fire-mark'> = ({ state, data, now }) => {
  const ended = state.term !== null && endOf(state.term.endsOn) <= now;
  const tooLate = (overdue: readonly Mark[], one: Clock) =>
    ended || (lapses(one) && overdue.some(({ kind }) => kind === 'lapse'));
  const fired = fire(state.clocks, data, now, tooLate);
  if ('rule' in fired) return fired;
  const { clock, sent, skipped } = fired;
  return happened(fact('mark-fired', { clock: data.clock, sent, skipped }), told(state, data.clock, clock, sent));
};

function told(state: AgreementState, name: string, clock: Clock, sent: Mark | null): readonly Notice[] {
  if (!sent) return [];
  if (clock.subject === 'agreement-ending') return toldOfEnding(state, `${name}-${sent.key}`);
  const owed = state.commitments.find((one) => commitmentClock(one.number) === name);
  const variables = owed ? ofCommitment(state, owed) : { subject: clock.subject, due: clock.dueAt };
  const key = `${name}-${sent.key}`;
  if (sent.kind === 'reminder') {
    const template = owed ? 'agreement-commitment' : 'agreement-reminder';
    return [notice(state, key, answerable(state, clock), template, { variables })];
  }
  const template = owed ? 'agreement-commitment-late' : 'agreement-escalation';
  return climbing(state, clock, sent.to ?? 'structure').map(([who, to]) =>
    notice(state, `${key}-${who}`, to, template, { channel: 'own', variables }),
  );
}

/** Everybody hears ahead that it ends and is not renewed, for a new one takes its time; both INPS sides too (rule of our own). */
function toldOfEnding(state: AgreementState, key: string): readonly Notice[] {
  const template = endsWithFramework(state) ? 'agreement-ending-with-framework' : 'agreement-ending';
  const more = { variables: { endsOn: state.term?.endsOn ?? '' } };
  return [...everybody(state, key, template, more), notice(state, `${key}-directorate`, DIRECTORATE, template, more)];
}

/** What a clause binds somebody to, in its words: what, whom, and by which day. */
function ofCommitment({ bound, text }: AgreementState, { what, by, dueOn }: OwedCommitment): Notice['variables'] {
  const signatory = [...bound, ...(text?.signatories ?? [])].find((one) => one.key === by);
  return { what, party: signatory?.name ?? by, dueOn };
}

/** A clock's time is over: a review goes back to its structure, what was transmitted is confirmed by silence. */
export const lapse: Handler<'lapse'> = (context) => {
  const { command, state, data, now } = context;
  const clock = state.clocks[data.clock];
  const mark = clock && lapses(clock) ? clock.marks.find((one) => one.kind === 'lapse') : undefined;
  if (!clock || !mark) return refused(command, 'already-done');
  if (mark.at > now) return refused(command, 'too-early');
  return clock.subject === 'agreement-review' ? lapseReview(context) : lapseConfirmation(context);
};

/**
 * The directorate moves running clocks onto the policies in force today. However short the new lapse, one reminder's step is
 * left, and whoever can answer is reminded at once (rule of our own).
 */
export const repolicy: Handler<'repolicy'> = ({ command, state, data, facts, now }) => {
  const wanted = wantedClocks(state, now);
  const subjects: readonly string[] = data.subjects;
  const clocks: Record<string, Clock> = {};
  const notices: Notice[] = [];
  for (const [name, clock] of Object.entries(state.clocks)) {
    const policy = facts.policies[clock.subject];
    if (!subjects.includes(clock.subject) || !policy || policy.id === clock.policyId) continue;
    const want = wanted[name];
    const next =
      want && 'due' in want
        ? makeClock(want, policy, facts.calendar, now)
        : repolicyClock(clock, policy, facts.calendar, now);
    const warned = warnedBy(next, now, facts.calendar);
    clocks[name] = lapsingNotBefore(next, warned);
    if (!lapses(next) || !next.marks.some((mark) => mark.kind === 'lapse' && mark.at < warned)) continue;
    const variables = { subject: next.subject, due: next.dueAt };
    notices.push(notice(state, `${name}-moved`, answerable(state, next), 'agreement-reminder', { variables }));
  }
  const policyIds = [...new Set(Object.values(clocks).map((clock) => clock.policyId))];
  return policyIds.length === 0
    ? refused(command, 'already-done')
    : happened(fact('repolicied', { policyIds, clocks }), notices);
};

/** A mail of the agreement came back for good: its structure is told. */
export const reportUndelivered: Handler<'report-undelivered'> = ({ state, data: { mail } }) =>
  reported(state, mail, notice(state, `undelivered-${mail}`, structure(state), 'agreement-mail-undelivered'));

/** Somebody dealt with an undelivered mail. */
export const settleMail: Handler<'settle-mail'> = ({ state, data }) => settled(state, data);

/** An incoming PEC that seems to answer: the structure looks at it. */
export const proposeMessage: Handler<'propose-message'> = ({ state, data }) => {
  const outcome = propose(state, data);
  if ('rule' in outcome) return outcome;
  return happened(outcome.facts, [
    notice(state, `proposed-${data.message}`, structure(state), 'pec-proposed', { variables: { sender: data.sender } }),
  ]);
};

/** Who says that a message has come: of the directorates' copies they themselves, of any other the structure it wrote for. */
export function receiverOf(recipient: string): Role {
  return recipient === 'central' ? 'directorate' : recipient === 'communication' ? 'communication' : 'structure';
}

/**
 * Anything about a message to offices: the shared rules decide it, and what follows for the agreement is added. Who sent it
 * is told when it fails, and when a day has passed without a word.
 */
export const onDispatch: Handler<DispatchCommandName> = ({ command, state, data, actor, now }) => {
  if (command === 'acknowledge-dispatch' && actor.kind === 'person') {
    const { recipient } = data as { readonly recipient: string };
    if (receiverOf(recipient) !== actor.role) return refused(command, 'not-recipient', 'recipient');
  }
  const outcome = decideDispatch(state.dispatches, { name: command, data } as DispatchCommand, { actor, now });
  if ('rule' in outcome) return outcome;
  const facts: readonly AgreementFact[] = outcome.facts;
  const after = preview(state, facts, now);
  return happened([...facts, ...arrived(after)], newsOf(state, after));
};

function newsOf(before: AgreementState, after: AgreementState): readonly Notice[] {
  return dispatchNews(before.dispatches, after.dispatches).map(({ kind, dispatch, addresses }) =>
    notice(before, `${kind}-${dispatch}`, structure(before), kind === 'failed' ? 'dispatch-failed' : 'dispatch-alarm', {
      channel: 'own',
      variables: { addresses: addresses.join(', ') },
    }),
  );
}
