import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { type Delivery, failedDelivery, type Letter, withoutAddresses } from '../smtp';
import { isLocal, type PecMailbox } from './mailboxes';

/**
 * What became of a message. `unknown`: the connection broke when the server may have taken it, and only its acceptance can tell;
 * handed over again it might be two legal acts.
 */
export type PecDelivery = Delivery | { readonly accepted: 'unknown'; readonly code: string };

/** Where certified mail goes out, by mailbox. */
export interface PecMailer {
  /** The mailbox of that address, lower case, where it is set up, else the programme's; null when there is none at all. */
  mailboxFor(address: string | null): string | null;
  /** Hands a message over from a mailbox that `mailboxFor` named; never rejects. The caller commits `sending` first. */
  hand(mailbox: string, letter: Letter): Promise<PecDelivery>;
  /** Ends the connections once nothing is under way. */
  close(): void;
}

/** Italian law's limit of size times recipients (RFC 6109 §3.1.1). */
const MOST_BYTES = 30 * 1024 * 1024;

const refused = (code: string, message: string): Delivery => ({ accepted: false, kind: 'permanent', code, message });

/** Certified mail over the SMTP server of each mailbox, the programme's first, its connection made at the first message. */
export function createPecMailer(mailboxes: readonly PecMailbox[]): PecMailer {
  const transports = new Map(mailboxes.map((mailbox) => [mailbox.address, open(mailbox)]));
  return {
    mailboxFor: (address) => (address !== null && transports.has(address) ? address : (mailboxes[0]?.address ?? null)),
    async hand(mailbox, { raw, addresses }) {
      const transport = transports.get(mailbox);
      if (!transport) return refused('EMAILBOX', 'no such certified mailbox is set up');
      if (addresses.length === 0) return refused('EENVELOPE', 'there is nobody to send to');
      if (raw.length * addresses.length > MOST_BYTES)
        return refused('ETOOLARGE', 'size times recipients is over 30 MB');
      // Read only once the server is reached and ready for a message: before that nothing can have been taken.
      let begun = false;
      const bytes = function* (): Generator<Buffer> {
        begun = true;
        yield raw;
      };
      try {
        const { response } = await transport.sendMail({
          envelope: { from: mailbox, to: [...addresses] },
          raw: Readable.from(bytes()),
        });
        return { accepted: true, response: withoutAddresses(response) };
      } catch (error) {
        const failed = failedDelivery(error);
        const { responseCode } = error as { readonly responseCode?: number };
        return begun && responseCode === undefined ? { accepted: 'unknown', code: failed.code } : failed;
      }
    },
    close() {
      for (const transport of transports.values()) transport.close();
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
