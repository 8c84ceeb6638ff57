import type { Checks } from '../../domain/evidence/checks';
import type { PecReading } from './read-pec';
import type { PecReason } from './reasons';

/** A message of ours, as it left: by which mailbox and to whom; addresses in lower case. */
export interface SentMessage {
  readonly mailbox: string;
  readonly addresses: readonly string[];
}

/** What becomes of an incoming message; an empty reason where there is nothing to explain. */
export interface Verdict {
  readonly standing: 'filed' | 'proposed' | 'unmatched' | 'quarantined';
  readonly reason: PecReason | '';
}

/** What a verdict rests on. `sent`: the message of ours that it speaks of, or answers; null when there is none. */
export interface VerdictFacts {
  readonly mailbox: string;
  readonly reading: PecReading;
  /** Null for what nobody signs. */
  readonly checks: Checks | null;
  readonly sent: SentMessage | null;
}

const quarantined = (reason: PecReason): Verdict => ({ standing: 'quarantined', reason });

/**
 * A rule of our own: a process hears only of what a provider of the store signed, whole, about a message that left this
 * mailbox and a recipient it went to. What is good but fits nothing is left to people; all else is kept apart.
 */
export function verdictOf({ mailbox, reading, checks, sent }: VerdictFacts): Verdict {
  if (reading.what === 'unreadable') return quarantined(reading.reason);
  if (reading.what === 'ordinary') return quarantined('not-certified');
  if (reading.what === 'anomaly') return quarantined('anomaly');
  if (checks?.integrity !== 'passed') return quarantined('broken-signature');
  if (checks.signer !== 'passed' || checks.chain !== 'passed' || checks.revocation === 'failed') {
    return quarantined('foreign-signature');
  }
  if (reading.what === 'envelope') {
    // Genuine mail to somebody else, sent on to us, is not mail to us.
    if (!reading.recipients.includes(mailbox)) return quarantined('foreign-recipient');
    return sent?.mailbox === mailbox
      ? { standing: 'proposed', reason: '' }
      : { standing: 'unmatched', reason: 'answers-nothing' };
  }
  if (reading.sender !== mailbox) return quarantined('foreign-reference');
  if (sent === null) return { standing: 'unmatched', reason: 'unknown-reference' };
  if (sent.mailbox !== mailbox) return quarantined('foreign-reference');
  if (reading.recipient !== null && !sent.addresses.includes(reading.recipient))
    return quarantined('foreign-recipient');
  return { standing: 'filed', reason: '' };
}
