import type { Actor } from '../network/actor';
import type { AgendaItem, Entry, Instant } from '../process';
import type { DISPATCH_BY_PEOPLE, DispatchCommand, DispatchDataOf } from './commands';
import { type DispatchOutcome, decideOn, noSuchDispatch } from './decide';
import type { DispatchFact } from './entries';
import { applied, owed } from './fold';
import { lastLeg, settled } from './standing';
import type { DispatchOrder, DispatchState, Leg, RecipientState } from './types';

/** The messages of a process, by their keys. */
export type Dispatches = Readonly<Record<string, DispatchState>>;

/** The fact by which a process owes a message. A key names one message for ever. */
export function oweDispatch(order: DispatchOrder): Extract<DispatchFact, { type: 'dispatch-owed' }> {
  return { type: 'dispatch-owed', data: { order } };
}

/** The messages after one more entry. Never rejects: what speaks of no message known changes nothing (invariant 9). */
export function applyDispatch(dispatches: Dispatches, entry: Entry & DispatchFact): Dispatches {
  if (entry.type === 'dispatch-owed') {
    const { order } = entry.data;
    return Object.hasOwn(dispatches, order.key)
      ? dispatches
      : { ...dispatches, [order.key]: settled(owed(order, entry)) };
  }
  const key = entry.data.dispatch;
  const dispatch = Object.hasOwn(dispatches, key) ? dispatches[key] : undefined;
  return dispatch ? { ...dispatches, [key]: applied(dispatch, entry, entry) } : dispatches;
}

/** Decides any command about a message. The process's own table has already said who may give it, and in which stage. */
export function decideDispatch(
  dispatches: Dispatches,
  { name, data }: DispatchCommand,
  given: { readonly actor: Actor; readonly now: Instant },
): DispatchOutcome {
  const dispatch = Object.hasOwn(dispatches, data.dispatch) ? dispatches[data.dispatch] : undefined;
  return dispatch
    ? decideOn(name, { ...given, dispatch, data: data as DispatchDataOf<typeof name> })
    : noSuchDispatch();
}

/** What is owed about messages and when: the alarm of each that left a day before with no word of it. */
export function dispatchAgenda(
  dispatches: Dispatches,
): readonly AgendaItem<Extract<DispatchCommand, { name: 'raise-dispatch-alarm' }>>[] {
  return Object.entries(dispatches).flatMap(([dispatch, { legs }]) =>
    legs.flatMap(({ channel, attempt, alarmAt, since }) =>
      alarmAt === null
        ? []
        : [
            {
              key: `${dispatch}/${channel}-${attempt}/alarm`,
              at: alarmAt,
              since,
              command: { name: 'raise-dispatch-alarm' as const, data: { dispatch, channel, attempt } },
            },
          ],
    ),
  );
}

/** One try that waits to be handed over. */
export interface OwedLeg {
  readonly dispatch: string;
  readonly channel: Leg['channel'];
  readonly attempt: number;
  readonly notBefore: Instant;
}

/**
 * The tries to hand over now or later: those owed, and ordinary mail whose handing over was interrupted; none of which
 * everybody it goes to has the message already, with proof.
 */
export function owedLegs(dispatches: Dispatches): readonly OwedLeg[] {
  return Object.entries(dispatches).flatMap(([dispatch, { legs, recipients }]) =>
    legs
      .filter((leg) => leg.state === 'owed' || (leg.state === 'sending' && leg.channel === 'mail'))
      .filter((leg) => recipients.some((one) => leg.recipients.includes(one.key) && one.standing !== 'done'))
      .map(({ channel, attempt, notBefore }) => ({ dispatch, channel, attempt, notBefore })),
  );
}

/** True once every recipient has it, with proof. */
export function isDone(dispatch: DispatchState): boolean {
  return dispatch.recipients.every((recipient) => recipient.standing === 'done');
}

/** True once it has left for everybody a message goes to; for a register nothing leaves, so there the proof counts. */
export function left(dispatch: DispatchState): boolean {
  return dispatch.recipients.every(
    ({ key, standing }) => standing === 'done' || lastLeg(dispatch, key)?.state === 'handed-over',
  );
}

/** True while somebody must look: it failed for a recipient, or a day has passed without a word. */
export function needsAttention(dispatch: DispatchState): boolean {
  return dispatch.recipients.some(
    ({ key, standing }) =>
      standing === 'failed' || (standing !== 'done' && (lastLeg(dispatch, key)?.alarmedAt ?? null) !== null),
  );
}

/** The commands people give about one recipient of a message. */
type AboutRecipient = keyof typeof DISPATCH_BY_PEOPLE;
const POSSIBLE: Readonly<Record<AboutRecipient, (to: RecipientState, last: Leg | undefined) => boolean>> = {
  'resend-dispatch': (to, last) => last !== undefined && (to.standing === 'failed' || last.alarmedAt !== null),
  'record-protocol': (to) => to.channel !== 'mail',
  'acknowledge-dispatch': (to) => to.channel !== 'register',
};

/** The recipients a command of people's may be about now: what a screen offers, and the rules accept. */
export function recipientsFor(
  dispatches: Dispatches,
  command: AboutRecipient,
): readonly { readonly dispatch: string; readonly recipient: string }[] {
  return Object.entries(dispatches).flatMap(([dispatch, state]) =>
    state.recipients
      .filter((to) => to.standing !== 'done' && POSSIBLE[command](to, lastLeg(state, to.key)))
      .map((to) => ({ dispatch, recipient: to.key })),
  );
}

/** What somebody must be told after a change: a message that failed for these addresses, or of which there is no word. */
export interface DispatchNews {
  readonly kind: 'failed' | 'alarm';
  readonly dispatch: string;
  readonly addresses: readonly string[];
}

/** The news between two states of the same messages; the process turns each into a notice for whoever sends them again. */
export function dispatchNews(before: Dispatches, after: Dispatches): readonly DispatchNews[] {
  return Object.entries(after).flatMap(([key, now]) => {
    const then = before[key];
    const news: DispatchNews[] = [];
    const failed = now.recipients.filter(
      (one, index) => one.standing === 'failed' && then?.recipients[index]?.standing !== 'failed',
    );
    if (failed.length > 0) news.push({ kind: 'failed', dispatch: key, addresses: failed.map((one) => one.address) });
    const alarmed = now.legs.filter((leg, index) => leg.alarmedAt !== null && !then?.legs[index]?.alarmedAt);
    if (alarmed.length > 0) {
      const silent = now.recipients.filter(
        (one) =>
          one.standing !== 'done' &&
          one.standing !== 'failed' &&
          alarmed.some((leg) => leg.recipients.includes(one.key)),
      );
      news.push({ kind: 'alarm', dispatch: key, addresses: silent.map((one) => one.address) });
    }
    return news;
  });
}

/** The Message-ID of a try, without angle brackets: the same for ever, so that it can be known again after a crash. */
export function messageIdOf(
  stream: string,
  leg: { readonly dispatch: string; readonly channel: Leg['channel']; readonly attempt: number },
  host: string,
): string {
  return `${stream.replace('/', '.')}.${leg.dispatch}.${leg.channel}-${leg.attempt}@${host}`;
}
