import type { DocumentHash } from '../evidence/checks';
import type { Fact, Instant } from '../process';
import type { DispatchOrder, Receipt } from './types';

interface OfLeg {
  readonly dispatch: string;
  readonly channel: 'pec' | 'mail';
  readonly attempt: number;
}

/** The entries of messages to offices: every process that sends any has these among its own. */
export interface DispatchFactData {
  'dispatch-owed': { readonly order: DispatchOrder };
  /** Committed before the message leaves (invariant 6): found so after a crash, it waits for its accettazione, then a person is asked. */
  'dispatch-begun': OfLeg & { readonly document: DocumentHash; readonly messageId: string };
  'dispatch-handed-over': OfLeg;
  'dispatch-put-off': OfLeg & { readonly code: string; readonly retryAt: Instant };
  'dispatch-refused': OfLeg & { readonly code: string };
  'receipt-recorded': { readonly dispatch: string; readonly receipt: Receipt };
  'dispatch-alarmed': OfLeg;
  'dispatch-sent-again': { readonly dispatch: string; readonly recipient: string; readonly address: string };
  'protocol-recorded': {
    readonly dispatch: string;
    readonly recipient: string;
    readonly protocol: string;
    readonly on: string;
  };
  'dispatch-acknowledged': { readonly dispatch: string; readonly recipient: string; readonly by: string };
}

export type DispatchFactType = keyof DispatchFactData;
/** A fact about a message. */
export type DispatchFact = { [T in DispatchFactType]: Fact<T, DispatchFactData[T]> }[DispatchFactType];

const TYPES: Readonly<Record<DispatchFactType, true>> = {
  'dispatch-owed': true,
  'dispatch-begun': true,
  'dispatch-handed-over': true,
  'dispatch-put-off': true,
  'dispatch-refused': true,
  'receipt-recorded': true,
  'dispatch-alarmed': true,
  'dispatch-sent-again': true,
  'protocol-recorded': true,
  'dispatch-acknowledged': true,
};
/** Their types, for every process's `QUIET`: how a message fares changes nothing that somebody was about to edit. */
export const DISPATCH_FACT_TYPES = Object.keys(TYPES) as readonly DispatchFactType[];

/** True for an entry that is about a message, among all those of a process. */
export function isDispatchFact(fact: { readonly type: string }): fact is DispatchFact {
  return Object.hasOwn(TYPES, fact.type);
}
