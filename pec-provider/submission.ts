/** Somebody a message is sent to. */
export interface Recipient {
  address: string;
  /** Named in To, or in Cc (RFC 6109 §3.3.2.1: a copy's receipt does not carry the message). */
  as: 'to' | 'cc';
  /** Another certified mailbox, or ordinary mail. */
  type: 'certificato' | 'esterno';
}

/** A message a mailbox of the provider handed in, as it travels on. */
export interface Submission {
  /** The provider's own name for it, without angle brackets (`identificativo`). */
  identifier: string;
  /** The Message-ID its sender gave it, with angle brackets; receipts refer to it (`msgid`). */
  messageId: string;
  /** When it was handed in. */
  at: Date;
  sender: string;
  replyTo: string;
  /** Decoded. */
  subject: string;
  recipients: readonly Recipient[];
  /** Its To and Cc as their author wrote them, for the envelope. */
  headers: { to: string; cc: string };
  /** What travels: the bytes as handed in, with CRLF, where `identifier` took the place of the Message-ID. */
  message: Buffer;
}
