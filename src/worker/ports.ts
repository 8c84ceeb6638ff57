import type { Receipt } from '../domain/dispatch/types';
import type { Checks, DocumentHash } from '../domain/evidence/checks';
import type { Command, Instant, LegName, Plan } from '../domain/process';

/** A checkpoint: to be noted outside the database, where it shows later whether the journal was cut. */
export interface CheckpointTaken {
  readonly id: number;
  readonly hash: string;
  /** How many streams had moved. */
  readonly streams: number;
}

/** The journal, as activities need it. */
export interface JournalPort {
  look(stream: string, now: Instant): Promise<Plan>;
  /** Gives a follow-up under a key that is the same however often it is given. */
  issue(request: {
    readonly stream: string;
    readonly key: string;
    readonly command: Command;
    readonly correlation: string;
    readonly now: Instant;
  }): Promise<'accepted' | 'refused'>;
  /** Chains the heads that moved since the last checkpoint; null when none did. */
  checkpoint(): Promise<CheckpointTaken | null>;
}

/** Hands mails of the log to the mail server and records what became of them. */
export interface MailPort {
  deliver(mail: number, now: Instant): Promise<'sent' | 'put-off' | 'failed' | 'too-late'>;
}

/** Hands over the messages that processes owe to offices, by certified mail or by mail, and records what became of them. */
export interface DispatchPort {
  /**
   * `needless`: it is not owed any more, or was begun before and, being certified mail, is not begun again. `unknown`: the
   * server may have taken it; its receipts will tell, or the alarm.
   */
  deliver(
    stream: string,
    leg: LegName,
    now: Instant,
  ): Promise<'handed-over' | 'unknown' | 'put-off' | 'refused' | 'needless'>;
}
/** Certified mail, stored and examined, that the poller hands on. Message ids are without angle brackets. */
export type CertifiedMail =
  | {
      readonly what: 'receipt';
      /** The process and the order the message of ours belongs to, and that message's id. */
      readonly stream: string;
      readonly dispatch: string;
      readonly messageId: string;
      readonly receipt: Receipt;
    }
  | {
      readonly what: 'letter';
      /** Of the message of ours that it answers; null when it cites none, and whose it is is seen by its sender only. */
      readonly stream: string | null;
      readonly dispatch: string | null;
      /** The mailbox it came into. */
      readonly mailbox: string;
      readonly letter: {
        /** Its id among the messages of certified mail. */
        readonly message: number;
        readonly document: DocumentHash;
        /** Who its envelope says it is from, lower case. */
        readonly sender: string;
        readonly at: Instant;
        readonly checks: Checks;
      };
    };

/**
 * Gives the process what came for it, under an id of the message's: handed on again after a crash it is the first answer
 * again. `unknown`: no process takes it, and people will see it.
 */
export type FileCertifiedMail = (mail: CertifiedMail) => Promise<'taken' | 'unknown'>;
