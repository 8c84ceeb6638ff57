import type { Checks, DocumentHash } from '../evidence/checks';
import type { Instant } from '../process';

/**
 * A message to offices outside the platform (PEC or ordinary mail), as part of the process that owes it: its state is
 * folded from that process's entries, so the timeline of an agreement holds each receipt.
 */

/** `register`: nothing leaves; the sender enters it in the recipient's register and records the protocol number. */
export type Channel = 'pec' | 'mail' | 'register';

/** What a PEC provider says of a message (RFC 6109); `anomaly` is an ordinary mail wrapped by a provider. */
export const RECEIPT_KINDS = [
  'accettazione',
  'non-accettazione',
  'presa-in-carico',
  'avvenuta-consegna',
  'preavviso-errore-consegna',
  'errore-consegna',
  'rilevazione-virus',
] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

/** A receipt of one of our messages, as the poller filed it. */
export interface Receipt {
  /** The receipt's own Message-ID: the same one seen twice counts once. */
  readonly id: string;
  readonly kind: ReceiptKind;
  /** Message-ID of ours that it speaks of, without angle brackets: it says which try it is about. */
  readonly reference: string;
  /** The address it speaks of, lower case; null when it speaks of the whole message (accettazione, non-accettazione). */
  readonly recipient: string | null;
  /** When the provider says it happened. */
  readonly at: Instant;
  /** The whole receipt as it came. */
  readonly document: DocumentHash;
  readonly checks: Checks;
}

/** Somebody a message goes to. Addresses are of offices, never of a beneficiary. */
export interface DispatchRecipient {
  /** `central`, `communication`, `party/2`, `municipality/12` … */
  readonly key: string;
  /** Lower case; empty for `register`. */
  readonly address: string;
  readonly as: 'to' | 'cc';
  readonly channel: Channel;
}

/** A file that goes with the message. */
export interface Attachment {
  readonly document: DocumentHash;
  readonly name: string;
  readonly mediaType: string;
}

/**
 * A message that is owed: what `dispatch-owed` entries hold. To and Cc of every leg name all its recipients that have an
 * address, whatever their channel; its envelope, only the leg's own. Nobody is ever in blind copy.
 */
export interface DispatchOrder {
  /** Stable within its process: `transmission-1`, `note-1`, `note-request-1`, `table-1`. */
  readonly key: string;
  /** PEC address of the mailbox it leaves from; null: the programme's. Ordinary mail leaves from the programme's address. */
  readonly from: string | null;
  readonly recipients: readonly DispatchRecipient[];
  /** A mail template's code, and what fills it. */
  readonly template: string;
  readonly variables: Readonly<Record<string, string | number>>;
  readonly attachments: readonly Attachment[];
}

/**
 * How it stands with one recipient. `done`: delivery receipt, protocol number or recorded acknowledgement; `failed`: a
 * provider said that it will not arrive, or the server refused it. `address`: the last one that was written to.
 */
export interface RecipientState extends DispatchRecipient {
  readonly standing: 'waiting' | 'warned' | 'done' | 'failed';
  readonly proof:
    | { readonly kind: 'receipt'; readonly id: string; readonly document: DocumentHash }
    | { readonly kind: 'protocol'; readonly number: string; readonly on: string }
    | { readonly kind: 'acknowledgement'; readonly by: string }
    | null;
}

/** One try of handing a message over, by channel: recipients by PEC share one message, those by mail another. */
export interface Leg {
  readonly channel: 'pec' | 'mail';
  /** 1, 2 …: a message that a person sends again is another message. */
  readonly attempt: number;
  /** Who this try is for, by key; a message that is sent again goes to one of them only. */
  readonly recipients: readonly string[];
  /** Without angle brackets; null until it begins to leave, then the same for ever. */
  readonly messageId: string | null;
  readonly state: 'owed' | 'sending' | 'handed-over' | 'refused';
  readonly notBefore: Instant;
  /** When it last began to leave. */
  readonly beganAt: Instant | null;
  /** How often the server put it off. */
  readonly putOff: number;
  readonly handedOverAt: Instant | null;
  /** The whole message as it left. */
  readonly document: DocumentHash | null;
  /** The addresses of this try, lower case, each once. */
  readonly addresses: readonly string[];
  readonly accepted: boolean | null;
  /** 24 hours after it left with neither receipt nor failure, someone is told; null once told or settled. */
  readonly alarmAt: Instant | null;
  readonly alarmedAt: Instant | null;
  /** The version that set its present date: when it may leave, or when the alarm is due. */
  readonly since: number;
}

/** A message as the process knows it. */
export interface DispatchState {
  readonly order: DispatchOrder;
  readonly owedAt: Instant;
  readonly recipients: readonly RecipientState[];
  readonly legs: readonly Leg[];
  readonly receipts: readonly Receipt[];
}
