import type { DocumentHash } from '../evidence/checks';
import type { Instant } from '../process';
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
