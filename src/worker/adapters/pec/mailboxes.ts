import type { ImapFlowOptions } from 'imapflow';

/** A certified mailbox of the platform's: its address in lower case, its servers with the sign-in in them. */
export interface PecMailbox {
  readonly address: string;
  /** `smtp://` or `smtps://`. */
  readonly smtp: string;
  /** `imap://` or `imaps://`. */
  readonly imap: string;
}

/** Whether a server is on this machine: only there may a connection go without TLS. */
export function isLocal(server: string): boolean {
  return /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/.test(new URL(server).hostname);
}

/** How the IMAP server of a mailbox is reached. Nothing of it is ever logged: it holds the password. */
export function imapOptions({ imap }: PecMailbox): ImapFlowOptions {
  const { protocol, hostname, port, username, password } = new URL(imap);
  const secure = protocol === 'imaps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 993 : 143),
    secure,
    ...(secure || isLocal(imap) ? {} : { doSTARTTLS: true }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
  };
}
