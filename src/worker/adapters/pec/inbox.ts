import { ImapFlow } from 'imapflow';
import { imapOptions, type PecMailbox } from './mailboxes';

/** A message as the server has it. */
export interface FetchedMessage {
  /** The whole message; of one that is too large, its beginning. */
  readonly raw: Buffer;
  readonly whole: boolean;
  /** When the server took it in. */
  readonly arrivedAt: number;
}

/** The INBOX of a certified mailbox, open for reading only: nothing is marked, moved or deleted. */
export interface Inbox {
  readonly uidValidity: number;
  /** The UIDs above this one, in order. */
  newerThan(uid: number): Promise<readonly number[]>;
  /** A message, or null when it is gone. */
  fetch(uid: number): Promise<FetchedMessage | null>;
  /** Waits until something came in (IMAP IDLE, RFC 2177), or so long. */
  waitForMail(ms: number): Promise<void>;
  /** Ends the connection; whoever waits on it is let go or told. */
  close(): void;
}

/** The server's answer cannot be worked with: the connection is made again. */
class InboxFault extends Error {
  override readonly name = 'InboxFault';
}

/** How much of a message that is too large is read: its header is in there. */
const HEAD_BYTES = 256 * 1024;

/** Signs in and opens the INBOX. Throws what imapflow throws; the caller logs the kind of error only. */
export async function openInbox(mailbox: PecMailbox, maxBytes: number): Promise<Inbox> {
  const client = new ImapFlow(imapOptions(mailbox));
  let isNew = false;
  let wake: () => void = () => {};
  const stir = (): void => {
    isNew = true;
    wake();
  };
  // Every command under way rejects by itself; unheard, the event would end the process.
  client.on('error', stir);
  client.on('close', stir);
  client.on('exists', stir);
  const fetch = async (uid: number, query: Parameters<ImapFlow['fetchOne']>[1]) =>
    (await client.fetchOne(String(uid), query, { uid: true })) || null;
  // No answer is not "nothing there": taken for that, a message would be passed over for good.
  const search = async (range: string): Promise<number[]> => {
    const found = await client.search({ uid: range }, { uid: true });
    if (!found) throw new InboxFault('the server did not answer');
    return found;
  };
  const absent = async (uid: number): Promise<null> => {
    if ((await search(String(uid))).includes(uid)) throw new InboxFault('the server did not give a message it has');
    return null;
  };
  try {
    await client.connect();
    const { uidValidity } = await client.mailboxOpen('INBOX', { readOnly: true });
    return {
      uidValidity: Number(uidValidity),
      async newerThan(uid) {
        isNew = false;
        // A range that begins beyond the last message is read as the last message (RFC 9051 §6.4.8).
        return (await search(`${uid + 1}:*`)).filter((one) => one > uid).sort((a, b) => a - b);
      },
      async fetch(uid) {
        const facts = await fetch(uid, { size: true, internalDate: true });
        if (!facts) return absent(uid);
        const isLarge = (facts.size ?? 0) > maxBytes;
        const message = await fetch(uid, { source: { start: 0, maxLength: isLarge ? HEAD_BYTES : maxBytes + 1 } });
        const raw = message?.source;
        if (!raw) return absent(uid);
        const whole = !isLarge && raw.length <= maxBytes;
        const arrivedAt = new Date(facts.internalDate ?? Date.now()).getTime();
        return { raw: whole ? raw : raw.subarray(0, HEAD_BYTES), whole, arrivedAt };
      },
      async waitForMail(ms) {
        if (isNew) return;
        const idle = client.idle().catch(stir);
        await new Promise<void>((done) => {
          const timer = setTimeout(done, ms);
          wake = () => {
            clearTimeout(timer);
            done();
          };
        });
        // The next command ends IDLE; a connection that broke is told by it.
        void idle;
      },
      close: () => client.close(),
    };
  } catch (error) {
    client.close();
    throw error;
  }
}
