import type { Knex } from 'knex';
import type { TrustStore } from '../../../evidence/cms';
import { MAX_MESSAGE_BYTES } from '../../../evidence/pec/read-pec';
import { readPosition, savePosition } from '../../../journal/pec';
import type { FileCertifiedMail } from '../../ports';
import { type Inbox, openInbox } from './inbox';
import { type Taken, takeIn } from './intake';
import { mailboxLocks } from './locks';
import type { PecMailbox } from './mailboxes';

/** What the poller says of itself: ids, kinds and reasons, never an address, a subject or a content. */
export interface PecLog {
  info(message: string, details: Readonly<Record<string, unknown>>): void;
  warn(message: string, details: Readonly<Record<string, unknown>>): void;
}

export interface PecPollerOptions {
  readonly db: Knex;
  readonly mailboxes: readonly PecMailbox[];
  readonly trust: TrustStore;
  readonly file: FileCertifiedMail;
  readonly log: PecLog;
  /** How long to wait at most before looking again, in milliseconds: servers forget to tell. By default a minute. */
  readonly intervalMs?: number;
  /** Of each message taken in: for counting. */
  readonly taken?: (taken: Taken) => void;
  /** By default the limit of certified mail. */
  readonly maxBytes?: number;
}

/** The readers of the mailboxes, at work. */
export interface PecPoller {
  /** Since how many milliseconds each mailbox has not been read, in their order; zero where another process reads it. */
  unread(): readonly number[];
  stop(): Promise<void>;
}

const INTERVAL_MS = 60_000;
/** Receipts come in bursts, and one that comes just before the wait begins is not always told of: then it looks again soon. */
const SOON_MS = 2_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Reads every mailbox, each by a loop of its own, until `stop`: what came in above the last UID is taken in, in order,
 * and the position noted after each message. Nothing is lost: the position moves only when the message is stored and its
 * process has it. Nothing counts twice: bytes seen before are known, and a process is given each message under one id.
 * A connection that breaks is made again, more and more slowly. Stop it before the database is closed.
 */
export function runPecPoller(options: PecPollerOptions): PecPoller {
  const { db, mailboxes, log } = options;
  const locks = mailboxLocks(db);
  const interrupts = new Set<() => void>();
  /** When each mailbox was last read, by this process; null while another one reads it. */
  const lastRead: (number | null)[] = mailboxes.map(() => Date.now());
  let stopped = false;
  const pause = (ms: number): Promise<void> =>
    new Promise((done) => {
      const end = (): void => {
        clearTimeout(timer);
        interrupts.delete(end);
        done();
      };
      const timer = setTimeout(end, ms);
      interrupts.add(end);
    });
  const follow = async (mailbox: PecMailbox, index: number): Promise<void> => {
    let delay = FIRST_PAUSE_MS;
    const read = { mailbox, isMine: () => locks.take(mailbox.address), stopped: () => stopped };
    while (!stopped) {
      try {
        if (await read.isMine()) {
          lastRead[index] ??= Date.now();
          await readMailbox(options, read, interrupts, () => {
            delay = FIRST_PAUSE_MS;
            lastRead[index] = Date.now();
          });
        } else lastRead[index] = null;
        if (!stopped) await pause(options.intervalMs ?? INTERVAL_MS);
      } catch (error) {
        const { code, name } = error as Error & { readonly code?: unknown };
        log.warn('a certified mailbox cannot be read now', { mailbox: index, reason: String(code ?? name) });
        if (!stopped) await pause(delay);
        delay = Math.min(delay * 2, LONGEST_PAUSE_MS);
      }
    }
  };
  const running = Promise.all(mailboxes.map(follow));
  return {
    unread: () => lastRead.map((at) => (at === null ? 0 : Date.now() - at)),
    async stop() {
      stopped = true;
      for (const interrupt of interrupts) interrupt();
      await running;
      await locks.release();
    },
  };
}

interface Reading {
  readonly mailbox: PecMailbox;
  isMine(): Promise<boolean>;
  stopped(): boolean;
}

/** Reads one mailbox over one connection until it breaks, the poller stops or the mailbox is another process's. */
async function readMailbox(
  options: PecPollerOptions,
  { mailbox, isMine, stopped }: Reading,
  interrupts: Set<() => void>,
  works: () => void,
): Promise<void> {
  const { db, intervalMs = INTERVAL_MS, maxBytes = MAX_MESSAGE_BYTES } = options;
  const inbox = await openInbox(mailbox, maxBytes);
  // Also a wait for mail ends with the connection.
  interrupts.add(inbox.close);
  try {
    const { uidValidity } = inbox;
    const known = await readPosition(db, mailbox.address);
    // Under another validity UIDs begin anew: everything is read again, and what is known is known by its bytes.
    let lastUid = known?.uidValidity === uidValidity ? known.lastUid : 0;
    if (lastUid === 0) await savePosition(db, mailbox.address, { uidValidity, lastUid });
    while (!stopped() && (await isMine())) {
      const uids = await inbox.newerThan(lastUid);
      for (const uid of uids) {
        if (stopped()) return;
        await takeOne(options, mailbox.address, inbox, uid);
        lastUid = uid;
        await savePosition(db, mailbox.address, { uidValidity, lastUid });
        works();
      }
      works();
      if (!stopped()) await inbox.waitForMail(uids.length > 0 ? Math.min(SOON_MS, intervalMs) : intervalMs);
    }
  } catch (error) {
    // The connection that `stop` ended says so; nobody needs to hear of it.
    if (!stopped()) throw error;
  } finally {
    interrupts.delete(inbox.close);
    inbox.close();
  }
}

async function takeOne(options: PecPollerOptions, mailbox: string, inbox: Inbox, uid: number): Promise<void> {
  const message = await inbox.fetch(uid);
  if (message === null) return;
  const taken = await takeIn(options, mailbox, message);
  options.taken?.(taken);
  const { id, kind, standing, reason } = taken;
  if (taken.isNew && standing === 'quarantined') {
    options.log.warn('certified mail kept apart', { message: id, kind, reason });
  } else {
    options.log.info('certified mail taken in', { message: id, kind, standing, reason });
  }
}
