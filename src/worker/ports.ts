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
  /** `needless`: it is not owed any more, or was begun before and, being certified mail, is not begun again. */
  deliver(stream: string, leg: LegName, now: Instant): Promise<'handed-over' | 'put-off' | 'refused' | 'needless'>;
}
