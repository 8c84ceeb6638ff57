import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The password of a mailbox, for SMTP and IMAP alike: HMAC-SHA-256 of its address under the provider's key, so that a
 * mailbox made on demand has one without anything being written down. `imap-server.py` computes the same.
 */
export function passwordOf(key: string, address: string): string {
  return createHmac('sha256', key).update(address).digest('hex');
}

/** Whether a password is the mailbox's. */
export function isPasswordOf(key: string, address: string, given: string): boolean {
  const [right, tried] = [Buffer.from(passwordOf(key, address)), Buffer.from(given)];
  return right.length === tried.length && timingSafeEqual(right, tried);
}

/** A mailbox as the platform's setting `PEC_MAILBOXES` lists it: addresses hold user and password. */
export interface MailboxAccess {
  address: string;
  /** `smtp://user:password@host:port` */
  smtp: string;
  /** `imap://user:password@host:port` */
  imap: string;
}

/** How a mailbox of a provider on this machine is reached. */
export function accessTo(address: string, key: string, ports: { smtp: number; imap: number }): MailboxAccess {
  const user = `${encodeURIComponent(address)}:${passwordOf(key, address)}`;
  return {
    address,
    smtp: `smtp://${user}@127.0.0.1:${ports.smtp}`,
    imap: `imap://${user}@127.0.0.1:${ports.imap}`,
  };
}
