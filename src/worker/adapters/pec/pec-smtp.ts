import { createTransport } from 'nodemailer';
import { type Delivery, failedDelivery, withoutAddresses } from '../smtp';
import { isLocal, type PecMailbox } from './mailboxes';

/** A message to offices. Everybody it goes to is named in it: certified mail has no Bcc (RFC 6109 §3.1.1). */
export interface PecLetter {
  /** With or without angle brackets; the same for ever. */
  readonly messageId: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly mediaType: string; readonly content: Buffer }[];
  /** The id of the request that owes it, found again in `X-Correlation-Id`. */
  readonly correlation: string;
}

/** A message ready to leave: `raw` are the bytes that will, to be stored first; `send` never rejects. */
export interface ReadyLetter {
  readonly ready: true;
  /** The mailbox it leaves from. */
  readonly mailbox: string;
  readonly raw: Buffer;
  send(): Promise<Delivery>;
}

/** A message that cannot leave as it is, now or ever. */
export interface RefusedLetter {
  readonly ready: false;
  readonly delivery: Delivery & { readonly accepted: false };
}

/** Where certified mail goes out. */
export interface PecMailer {
  /** Composes a message from a mailbox, null for the programme's. Sends nothing: the caller commits `sending` first. */
  hand(from: string | null, letter: PecLetter): Promise<ReadyLetter | RefusedLetter>;
  close(): void;
}

/** Italian law's limit of size times recipients (RFC 6109 §3.1.1). */
const MOST_BYTES = 30 * 1024 * 1024;

const refused = (code: string, message: string): RefusedLetter => ({
  ready: false,
  delivery: { accepted: false, kind: 'permanent', code, message },
});

const composer = createTransport({
  streamTransport: true,
  buffer: true,
  newline: 'windows',
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** Certified mail over the SMTP server of each mailbox, its connection made at the first message. */
export function createPecMailer(mailboxes: readonly PecMailbox[]): PecMailer {
  const servers = new Map(mailboxes.map((mailbox) => [mailbox.address, { mailbox, transport: open(mailbox) }]));
  return {
    async hand(from, letter) {
      const server = servers.get(from ?? mailboxes[0]?.address ?? '');
      if (!server) return refused('EMAILBOX', 'no such certified mailbox is set up');
      const { address } = server.mailbox;
      const raw = await compose(address, letter);
      const to = [...letter.to, ...letter.cc];
      if (to.length === 0) return refused('EENVELOPE', 'there is nobody to send to');
      if (raw.length * to.length > MOST_BYTES) return refused('ETOOLARGE', 'size times recipients is over 30 MB');
      return {
        ready: true,
        mailbox: address,
        raw,
        async send() {
          try {
            const { response } = await server.transport.sendMail({ envelope: { from: address, to }, raw });
            return { accepted: true, response: withoutAddresses(response) };
          } catch (error) {
            return failedDelivery(error);
          }
        },
      };
    },
    close() {
      for (const { transport } of servers.values()) transport.close();
    },
  };
}

function open({ smtp }: PecMailbox) {
  return createTransport({
    url: smtp,
    pool: true,
    maxConnections: 1,
    // A message the connection died under is not tried again here: whether it left is for its acceptance to say.
    maxRequeues: 0,
    requireTLS: smtp.startsWith('smtp:') && !isLocal(smtp),
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 120_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

async function compose(from: string, letter: PecLetter): Promise<Buffer> {
  const named = (address: string) => ({ name: '', address });
  const { message } = await composer.sendMail({
    from: named(from),
    to: letter.to.map(named),
    cc: letter.cc.map(named),
    messageId: `<${letter.messageId.replace(/^<|>$/g, '')}>`,
    subject: letter.subject,
    text: letter.text,
    attachments: letter.attachments.map(({ name, mediaType, content }) => ({
      filename: name,
      contentType: mediaType,
      content,
    })),
    headers: { 'X-Correlation-Id': letter.correlation },
  });
  return message as Buffer;
}
