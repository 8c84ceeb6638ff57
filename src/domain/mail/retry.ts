/** What is known of a delivery that failed: the server's reply code, and the client's own error code. */
export interface SmtpFailure {
  readonly responseCode?: number;
  readonly code?: string;
}

/**
 * Permanent replies that blame something other than the message (RFC 5321 §4.2.2, RFC 4954 §6), so that it may go
 * through once that is mended: 503 the session was out of step; 530, 534, 535, 538 our sign-in is missing or refused;
 * 552 storage is full, and once "too many recipients" (RFC 5321 §4.5.3.1.10 asks that it be read as 452).
 */
const MENDABLE: ReadonlySet<number> = new Set([503, 530, 534, 535, 538, 552]);

/**
 * Client codes of a failure about the message or its addressees; any other (connection, TLS, sign-in, settings) is
 * about the way there.
 */
const ABOUT_THE_MESSAGE: ReadonlySet<string> = new Set(['EENVELOPE', 'EMESSAGE']);

/**
 * Whether a failed delivery is worth another attempt. *Permanent* only when the server refused this message or this
 * address for good (5yz, RFC 5321 §4.2.1), or the envelope can't even be offered; a wrong password is a setting to
 * mend, so it is *temporary*.
 */
export function classifySmtp({ responseCode, code }: SmtpFailure): 'permanent' | 'temporary' {
  if (code !== undefined && !ABOUT_THE_MESSAGE.has(code)) return 'temporary';
  if (responseCode === undefined) return code === 'EENVELOPE' ? 'permanent' : 'temporary';
  return responseCode >= 500 && responseCode < 600 && !MENDABLE.has(responseCode) ? 'permanent' : 'temporary';
}

const MINUTE = 60_000;
/** The waits between the attempts at a mail that the server puts off: about two days in all, then it is undelivered. */
const WAITS = [1, 5, 15, 60, 240, 480, 720, 1440].map((minutes) => minutes * MINUTE);

/** When to try again after that many attempts; null when it is time to give up and tell somebody. */
export function retryAt(attempts: number, now: number): number | null {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? null : now + wait;
}
