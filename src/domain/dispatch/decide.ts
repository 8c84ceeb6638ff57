import { localDate } from '../calendar/rome';
import { retryAt } from '../mail/retry';
import { type Actor, actorId } from '../network/actor';
import type { Instant, Rejection } from '../process';
import { PLATFORM } from '../rule';
import type { DispatchCommandName, DispatchDataOf } from './commands';
import type { DispatchFact, DispatchFactData, DispatchFactType } from './entries';
import { isLeg } from './fold';
import { lastLeg } from './standing';
import type { DispatchState, Leg, RecipientState } from './types';

/** The sources the rules of messages cite. */
const SOURCES = {
  /** Acceptance and delivery receipts are the proof, and only with their provider's signature. */
  receipt: 'DPR 68/2005, art. 6 e 9; RFC 6109, § 3',
  platform: PLATFORM,
} as const;

/** What a handler answers. */
export type DispatchOutcome = { readonly facts: readonly DispatchFact[] } | Rejection;
interface Given<C extends DispatchCommandName> {
  readonly dispatch: DispatchState;
  readonly data: DispatchDataOf<C>;
  readonly actor: Actor;
  readonly now: Instant;
}
type Handler<C extends DispatchCommandName> = (given: Given<C>) => DispatchOutcome;

/** A refusal; the sentence is `rule.<rule>` in the catalogues. */
export function refused(source: string, rule: string, field?: string): Rejection {
  return { rule, source, ...(field ? { field } : {}) };
}

function fact<T extends DispatchFactType>(type: T, data: DispatchFactData[T]): DispatchOutcome {
  return { facts: [{ type, data } as unknown as DispatchFact] };
}

type OfLeg = { readonly dispatch: string; readonly channel: 'pec' | 'mail'; readonly attempt: number };
const ofLeg = ({ dispatch, channel, attempt }: OfLeg): OfLeg => ({ dispatch, channel, attempt });

/** A command about one try, which must be there. */
const onLeg =
  <C extends DispatchCommandName>(handle: (leg: Leg, given: Given<C>) => DispatchOutcome): Handler<C> =>
  (given) => {
    const leg = given.dispatch.legs.find(isLeg(given.data as unknown as OfLeg));
    return leg ? handle(leg, given) : refused(SOURCES.platform, 'unknown', 'attempt');
  };

/** A command about one recipient, who must be there and not have it yet. */
const onRecipient =
  <C extends DispatchCommandName>(handle: (to: RecipientState, given: Given<C>) => DispatchOutcome): Handler<C> =>
  (given) => {
    const { recipient } = given.data as unknown as { readonly recipient: string };
    const to = given.dispatch.recipients.find((one) => one.key === recipient);
    if (!to) return refused(SOURCES.platform, 'unknown', 'recipient');
    return to.standing === 'done' ? refused(SOURCES.platform, 'already-done', 'recipient') : handle(to, given);
  };

/**
 * Begins to leave. What was begun is not begun again by itself: a PEC waits for its accettazione or its alarm, for a second
 * one would be a second legal act; ordinary mail is handed over once more under the same Message-ID.
 */
const begin: Handler<'begin-dispatch'> = onLeg((leg, { data, now }) => {
  const begun = leg.state === 'sending' && leg.channel === 'mail';
  if (leg.state !== 'owed' && !begun) return refused(SOURCES.platform, 'already-done');
  if (leg.notBefore > now) return refused(SOURCES.platform, 'too-early');
  if (leg.messageId !== null && leg.messageId !== data.messageId)
    return refused(SOURCES.platform, 'unknown', 'messageId');
  return fact('dispatch-begun', { ...ofLeg(data), document: data.document, messageId: data.messageId });
});

/** The server took it. */
const handOver: Handler<'hand-over-dispatch'> = onLeg((leg, { data }) =>
  leg.state === 'sending' ? fact('dispatch-handed-over', ofLeg(data)) : refused(SOURCES.platform, 'already-done'),
);

/** The server puts it off: tried again for about two days, as any mail of the platform, then given up. */
const putOff: Handler<'put-off-dispatch'> = onLeg((leg, { data, now }) => {
  if (leg.state !== 'sending') return refused(SOURCES.platform, 'already-done');
  const { code } = data;
  if (retryAt(leg.putOff + 1, now) === null) return fact('dispatch-refused', { ...ofLeg(data), code });
  return fact('dispatch-put-off', { ...ofLeg(data), code, retryAt: data.retryAt });
});

/** It will not leave: the server refused it for good, or it can't be made. */
const refuse: Handler<'refuse-dispatch'> = onLeg((leg, { data }) =>
  leg.state === 'sending' || leg.state === 'owed'
    ? fact('dispatch-refused', { ...ofLeg(data), code: data.code })
    : refused(SOURCES.platform, 'already-done'),
);

/** A receipt counts when its signature is its provider's, and for addresses that were written to. */
const recordReceipt: Handler<'record-receipt'> = ({ dispatch, data }) => {
  const { receipt } = data;
  const { integrity, signer, chain } = receipt.checks;
  if ([integrity, signer, chain].some((one) => one !== 'passed'))
    return refused(SOURCES.receipt, 'receipt-unproven', 'receipt.checks');
  if (dispatch.receipts.some((one) => one.id === receipt.id)) return refused(SOURCES.platform, 'already-done');
  const leg = dispatch.legs.find((one) => one.channel === 'pec' && one.messageId === receipt.reference);
  if (!leg) return refused(SOURCES.receipt, 'unknown', 'receipt.reference');
  const named = receipt.recipient === null || leg.addresses.includes(receipt.recipient);
  if (!named || (receipt.kind === 'avvenuta-consegna' && receipt.recipient === null))
    return refused(SOURCES.receipt, 'not-written-to', 'receipt.recipient');
  return fact('receipt-recorded', { dispatch: data.dispatch, receipt });
};

/** Neither receipt nor failure after a day: somebody is told, once. */
const raiseAlarm: Handler<'raise-dispatch-alarm'> = onLeg((leg, { data, now }) => {
  if (leg.alarmAt === null) return refused(SOURCES.platform, 'already-done');
  return leg.alarmAt > now ? refused(SOURCES.platform, 'too-early') : fact('dispatch-alarmed', ofLeg(data));
});

/** Only what is known not to have arrived, or not known to have after a day, is sent again, and to nobody else. */
const resend: Handler<'resend-dispatch'> = onRecipient((to, { dispatch, data }) => {
  const last = lastLeg(dispatch, to.key);
  if (!last) return refused(SOURCES.platform, 'other-proof', 'recipient');
  if (to.standing !== 'failed' && last.alarmedAt === null)
    return refused(SOURCES.platform, 'still-waiting', 'recipient');
  const address = data.address ?? to.address;
  return fact('dispatch-sent-again', { dispatch: data.dispatch, recipient: to.key, address });
});

/** In the recipient's register: the proof of what was brought there, and good for a PEC too. */
const recordProtocol: Handler<'record-protocol'> = onRecipient((to, { dispatch, data, now }) => {
  const { protocol, on } = data;
  if (to.channel === 'mail') return refused(SOURCES.platform, 'other-proof', 'recipient');
  if (on > localDate(now)) return refused(SOURCES.platform, 'future', 'on');
  if (on < localDate(dispatch.owedAt)) return refused(SOURCES.platform, 'before-sending', 'on');
  return fact('protocol-recorded', { dispatch: data.dispatch, recipient: to.key, protocol, on });
});

/** The recipient says it has it: the only proof ordinary mail has, and good for a PEC too. */
const acknowledge: Handler<'acknowledge-dispatch'> = onRecipient((to, { data, actor }) =>
  to.channel === 'register'
    ? refused(SOURCES.platform, 'other-proof', 'recipient')
    : fact('dispatch-acknowledged', { dispatch: data.dispatch, recipient: to.key, by: actorId(actor) }),
);

const HANDLERS: { readonly [C in DispatchCommandName]: Handler<C> } = {
  'begin-dispatch': begin,
  'hand-over-dispatch': handOver,
  'put-off-dispatch': putOff,
  'refuse-dispatch': refuse,
  'record-receipt': recordReceipt,
  'raise-dispatch-alarm': raiseAlarm,
  'resend-dispatch': resend,
  'record-protocol': recordProtocol,
  'acknowledge-dispatch': acknowledge,
};

/** Decides a command on a message that is there. Who may give it is the process's to say, in its own table. */
export function decideOn<C extends DispatchCommandName>(name: C, given: Given<C>): DispatchOutcome {
  return (HANDLERS[name] as Handler<C>)(given);
}

/** The refusal of a command about a message that is not there. */
export function noSuchDispatch(): Rejection {
  return refused(SOURCES.platform, 'unknown', 'dispatch');
}
