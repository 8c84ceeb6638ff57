import type { Entry } from '../process';
import type { DispatchFactData, DispatchFactType } from './entries';
import { settled } from './standing';
import type { DispatchOrder, DispatchState, Leg, RecipientState } from './types';

type Apply<T extends DispatchFactType> = (
  dispatch: DispatchState,
  data: DispatchFactData[T],
  entry: Entry,
) => DispatchState;

function newLeg(
  channel: Leg['channel'],
  attempt: number,
  to: readonly { readonly key: string; readonly address: string }[],
  entry: Entry,
): Leg {
  return {
    channel,
    attempt,
    recipients: to.map((one) => one.key),
    messageId: null,
    state: 'owed',
    notBefore: entry.at,
    beganAt: null,
    putOff: 0,
    handedOverAt: null,
    document: null,
    addresses: [...new Set(to.map((one) => one.address))],
    accepted: null,
    alarmAt: null,
    alarmedAt: null,
    since: entry.version,
  };
}

/** A message that is owed, before anything left: one leg by PEC, one by mail; nothing leaves for a register. */
export function owed(order: DispatchOrder, entry: Entry): DispatchState {
  const legs = (['pec', 'mail'] as const).flatMap((channel) => {
    const to = order.recipients.filter((recipient) => recipient.channel === channel);
    return to.length === 0 ? [] : [newLeg(channel, 1, to, entry)];
  });
  const recipients = order.recipients.map((one) => ({ ...one, standing: 'waiting', proof: null }) as const);
  return { order, owedAt: entry.at, recipients, legs, receipts: [] };
}

/** The try a command or an entry speaks of. */
export const isLeg =
  (of: { readonly channel: string; readonly attempt: number }) =>
  (leg: Leg): boolean =>
    leg.channel === of.channel && leg.attempt === of.attempt;

function change(
  dispatch: DispatchState,
  of: { readonly channel: string; readonly attempt: number },
  changes: (leg: Leg) => Partial<Leg>,
): DispatchState {
  const legs = dispatch.legs.map((leg) => (isLeg(of)(leg) ? { ...leg, ...changes(leg) } : leg));
  return { ...dispatch, legs };
}

function recipient(dispatch: DispatchState, key: string, changes: Partial<RecipientState>): DispatchState {
  const recipients = dispatch.recipients.map((one) => (one.key === key ? { ...one, ...changes } : one));
  return { ...dispatch, recipients };
}

/** What each entry changes, before `settled`. Nothing here refuses anything (invariant 9). */
const APPLY: { readonly [T in Exclude<DispatchFactType, 'dispatch-owed'>]: Apply<T> } = {
  'dispatch-begun': (dispatch, data, entry) =>
    change(dispatch, data, () => ({
      state: 'sending',
      document: data.document,
      messageId: data.messageId,
      beganAt: entry.at,
      since: entry.version,
    })),
  'dispatch-handed-over': (dispatch, data, entry) =>
    change(dispatch, data, () => ({ state: 'handed-over', handedOverAt: entry.at, since: entry.version })),
  'dispatch-put-off': (dispatch, data, entry) =>
    change(dispatch, data, (leg) => ({
      state: 'owed',
      notBefore: data.retryAt,
      putOff: leg.putOff + 1,
      since: entry.version,
    })),
  'dispatch-refused': (dispatch, data, entry) =>
    change(dispatch, data, () => ({ state: 'refused', since: entry.version })),
  'receipt-recorded': (dispatch, { receipt }) =>
    dispatch.receipts.some((one) => one.id === receipt.id)
      ? dispatch
      : { ...dispatch, receipts: [...dispatch.receipts, receipt] },
  'dispatch-alarmed': (dispatch, data, entry) => change(dispatch, data, () => ({ alarmedAt: entry.at })),
  'dispatch-sent-again': (dispatch, { recipient: key, address }, entry) => {
    const to = dispatch.recipients.find((one) => one.key === key);
    if (!to || to.channel === 'register') return dispatch;
    const attempt = dispatch.legs.filter((leg) => leg.channel === to.channel).length + 1;
    const again = recipient(dispatch, key, { address });
    return { ...again, legs: [...again.legs, newLeg(to.channel, attempt, [{ key, address }], entry)] };
  },
  'protocol-recorded': (dispatch, { recipient: key, protocol, on }) =>
    recipient(dispatch, key, { proof: { kind: 'protocol', number: protocol, on } }),
  'dispatch-acknowledged': (dispatch, { recipient: key, by }) =>
    recipient(dispatch, key, { proof: { kind: 'acknowledgement', by } }),
};

/** A message after one more entry about it. */
export function applied<T extends keyof typeof APPLY>(
  dispatch: DispatchState,
  fact: { readonly type: T; readonly data: DispatchFactData[T] },
  entry: Entry,
): DispatchState {
  return settled((APPLY[fact.type] as Apply<T>)(dispatch, fact.data, entry));
}
