import { createTransport } from 'nodemailer';
import { classifySmtp, type SmtpFailure } from '../../domain/mail/retry';

/**
 * A mail ready to go. `text` is plain text; `messageId` stays the same however often it is tried
 * (invariant 6).
 */
export interface OutgoingMail {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** An iCalendar invitation, sent as RFC 6047 says. */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string };
  /** The id of the request that owes this mail, found again in the header `X-Correlation-Id`. */
  readonly correlation: string;
  /** Which attempt this is, from 1. */
  readonly attempt: number;
}

/** What the server said. Neither answer holds an address, so both may be logged and stored. */
export type Delivery =
  | { readonly accepted: true; readonly response: string }
  | {
      readonly accepted: false;
      readonly kind: 'permanent' | 'temporary';
      /** The server's reply code, or else the client's own (`ECONNECTION`…). */
      readonly code: string;
      readonly message: string;
    };

/** Where mail goes out. `deliver` never rejects; `close` ends the pooled connections once no delivery is under way. */
export interface Mailer {
  deliver(mail: OutgoingMail): Promise<Delivery>;
  close(): void;
}

/** Servers like to repeat addresses in their replies; logs and mail rows must not (invariant 3). */
export function withoutAddresses(text: string): string {
  return text
    .replace(/[^\s<>()"',;:@]+@[^\s<>()"',;:@]+/g, '…')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
}

/** What a failure of nodemailer's says. */
export function failedDelivery(error: unknown): Delivery {
  const failure = error as SmtpFailure & { readonly message?: string };
  return {
    accepted: false,
    kind: classifySmtp(failure),
    code: String(failure.responseCode ?? failure.code ?? 'EUNKNOWN'),
    message: withoutAddresses(failure.message ?? ''),
  };
}

/**
 * A mailer over one SMTP server, with at most five connections kept open. `smtpUrl` is `smtp://` or `smtps://`,
 * sign-in and nodemailer's TLS options in it; `from` is the sender of every mail.
 */
export function createMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 5,
    // A message the connection died under is not tried again here: each attempt must be one that is recorded.
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async deliver(mail) {
      try {
        const { response } = await transport.sendMail({
          from,
          to: { name: '', address: mail.to },
          messageId: mail.messageId,
          subject: mail.subject,
          text: mail.text,
          ...(mail.calendar && { icalEvent: { filename: 'invite.ics', ...mail.calendar } }),
          headers: {
            'X-Correlation-Id': mail.correlation,
            'X-Delivery-Attempt': String(mail.attempt),
            // No out-of-office replies to a machine (RFC 3834).
            'Auto-Submitted': 'auto-generated',
          },
        });
        return { accepted: true, response: withoutAddresses(response) };
      } catch (error) {
        return failedDelivery(error);
      }
    },
    close: () => transport.close(),
  };
}
