import type { Instant } from '../process';

/** Someone named in an invitation: staff of INPS or of an association, never a beneficiary. */
export interface Participant {
  readonly name: string;
  readonly address: string;
}

/**
 * An iCalendar invitation to a consult (RFC 5546, sent as RFC 6047 says). `uid` stays the same for the life of a
 * consult, `sequence` starts at 0 and grows with every change. There is no room for a word about the beneficiary:
 * `summary` is a template's text and names a case by its opaque code at most (invariant 3).
 */
export interface Invitation {
  readonly uid: string;
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly start: Instant;
  readonly end: Instant;
  readonly summary: string;
  /** The site where the person sits. */
  readonly location: string;
  /** The meeting's link. */
  readonly url: string;
  readonly organizer: Participant;
  readonly attendees: readonly Participant[];
  /** When this version of the invitation was made (DTSTAMP). */
  readonly stamp: Instant;
}
