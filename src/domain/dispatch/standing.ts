import type { DispatchState, Leg, Receipt, RecipientState } from './types';

/**
 * The provider says within 24 hours of the sending that a message was not delivered (DPR 68/2005, art. 8; RFC 6109
 * §3): with neither word by then, somebody looks. Calendar hours, as the provider's.
 */
const ALARM_AFTER = 24 * 3_600_000;

const FAILURES: readonly Receipt['kind'][] = ['non-accettazione', 'errore-consegna', 'rilevazione-virus'];

/** The receipts that speak of a try, of the whole or of one address. */
const receiptsOf = (dispatch: DispatchState, leg: Leg): readonly Receipt[] =>
  leg.messageId === null ? [] : dispatch.receipts.filter((receipt) => receipt.reference === leg.messageId);

/** The address at which a try wrote to one of its recipients: the order's, or the one it was sent again to. */
function addressIn(dispatch: DispatchState, leg: Leg, key: string): string | undefined {
  if (leg.attempt > 1) return leg.addresses[0];
  return dispatch.order.recipients.find((recipient) => recipient.key === key)?.address;
}

/** The last try that wrote to a recipient; undefined for who is written to by no message of ours. */
export function lastLeg(dispatch: DispatchState, key: string): Leg | undefined {
  return dispatch.legs.filter((leg) => leg.recipients.includes(key)).at(-1);
}

/** True while neither proof nor failure is known. */
const isOpen = ({ standing }: RecipientState): boolean => standing === 'waiting' || standing === 'warned';

function withStanding(dispatch: DispatchState, recipient: RecipientState): RecipientState {
  const about = (leg: Leg): readonly Receipt[] => {
    const address = addressIn(dispatch, leg, recipient.key);
    return receiptsOf(dispatch, leg).filter((one) => one.recipient === null || one.recipient === address);
  };
  const delivered = dispatch.legs
    .filter((leg) => leg.recipients.includes(recipient.key))
    .flatMap(about)
    .filter((one) => one.kind === 'avvenuta-consegna' && one.recipient !== null)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))[0];
  if (delivered) {
    const proof = { kind: 'receipt', id: delivered.id, document: delivered.document } as const;
    return { ...recipient, standing: 'done', proof };
  }
  if (recipient.proof && recipient.proof.kind !== 'receipt') return { ...recipient, standing: 'done' };
  const last = lastLeg(dispatch, recipient.key);
  const kinds = last ? about(last).map((one) => one.kind) : [];
  if (last?.state === 'refused' || kinds.some((kind) => FAILURES.includes(kind)))
    return { ...recipient, standing: 'failed' };
  return { ...recipient, standing: kinds.includes('preavviso-errore-consegna') ? 'warned' : 'waiting' };
}

/** A receipt shows that the message left, whatever became of our word that it did. */
function withReceipts(dispatch: DispatchState, leg: Leg): Leg {
  const kinds = receiptsOf(dispatch, leg).map((receipt) => receipt.kind);
  if (kinds.length === 0) return leg;
  return {
    ...leg,
    state: 'handed-over',
    handedOverAt: leg.handedOverAt ?? leg.beganAt,
    accepted: kinds.includes('accettazione') ? true : kinds.includes('non-accettazione') ? false : null,
  };
}

function withAlarm(dispatch: DispatchState, leg: Leg): Leg {
  const left = leg.handedOverAt ?? (leg.state === 'sending' ? leg.beganAt : null);
  const waits = dispatch.recipients.some((one) => isOpen(one) && lastLeg(dispatch, one.key) === leg);
  const due = leg.channel === 'pec' && left !== null && leg.alarmedAt === null && waits;
  return { ...leg, alarmAt: due ? left + ALARM_AFTER : null };
}

/**
 * A message with all that follows from its receipts. It is worked out from the set of them, never from their order, so one
 * that comes twice, late or before another is right by construction: a delivery receipt is proof whatever error came
 * before or after (DPR 68/2005, art. 6), else the last try's failure stands, else its warning.
 */
export function settled(dispatch: DispatchState): DispatchState {
  const left = { ...dispatch, legs: dispatch.legs.map((leg) => withReceipts(dispatch, leg)) };
  const known = { ...left, recipients: left.recipients.map((recipient) => withStanding(left, recipient)) };
  return { ...known, legs: known.legs.map((leg) => withAlarm(known, leg)) };
}
