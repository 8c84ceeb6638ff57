import type { Knex } from 'knex';
import type { Checks } from '../../../domain/evidence/checks';
import type { TrustStore } from '../../../evidence/cms';
import { recipientsOf } from '../../../evidence/pec/headers';
import { type PecReading, readPec } from '../../../evidence/pec/read-pec';
import { type Verdict, verdictOf } from '../../../evidence/pec/verdict';
import { verifyPec } from '../../../evidence/pec/verify-pec';
import {
  filedBefore,
  findAnswered,
  findSent,
  type IncomingStanding,
  type Recorded,
  recordIncoming,
  type Sent,
  settleIncoming,
} from '../../../journal/pec';
import type { CertifiedMail, FileCertifiedMail } from '../../ports';
import type { FetchedMessage } from './inbox';

/** What taking a message in needs; `file` gives it to its process. */
export interface IntakeOptions {
  readonly db: Knex;
  readonly trust: TrustStore;
  readonly file: FileCertifiedMail;
}

/** Where a message came to stand; never an address. */
export interface Taken {
  readonly id: number;
  readonly kind: string;
  readonly standing: IncomingStanding;
  readonly reason: string;
  readonly isNew: boolean;
}

/** What a message is by itself. */
interface Understood {
  readonly reading: PecReading;
  readonly checks: Checks | null;
  /** Set when understanding it failed in a way nobody thought of. */
  readonly fault: string | null;
}

interface Findings extends Understood {
  readonly sent: Sent | null;
  readonly verdict: Verdict | { readonly standing: 'quarantined'; readonly reason: string };
}

/** How often a process is asked to take what came for it before a person is. */
const TRIES = 3;
const PAUSE_MS = 200;

/**
 * Takes one message in: read, examined, judged, stored, and only then handed to its process. Stored and not yet handed on
 * it is `being-filed`; the same message met again after a crash goes on from there. Throws only what the database throws.
 */
export async function takeIn(options: IntakeOptions, mailbox: string, message: FetchedMessage): Promise<Taken> {
  const { db } = options;
  const found = await judge(db, mailbox, await understand(message, options.trust));
  const { reading, checks, sent, verdict } = found;
  const kind = reading.what === 'receipt' ? reading.kind : reading.what;
  const recorded = await recordIncoming(db, {
    mailbox,
    messageId: reading.messageId ?? '',
    kind,
    ...(isForSomebody(found) ? { standing: 'unmatched', reason: 'being-filed' } : verdict),
    sender: 'sender' in reading && reading.what !== 'receipt' ? reading.sender : '',
    identifier: reading.what === 'receipt' ? reading.identifier : '',
    checks,
    stream: sent?.stream ?? null,
    dispatch: sent?.dispatch ?? null,
    content: message.raw,
  });
  const { id, isNew } = recorded;
  if (recorded.reason !== 'being-filed') return { ...recorded, kind };
  const outcome = await fileOnce(options, mailbox, found, recorded);
  await settleIncoming(db, id, outcome);
  return { id, kind, isNew, ...outcome };
}

/** A receipt of ours, or good mail from somebody: whose it is a process may know even if it answers nothing of ours. */
const isForSomebody = ({ reading, verdict }: Findings): boolean =>
  verdict.standing === 'filed' || (reading.what === 'envelope' && verdict.standing !== 'quarantined');

async function understand({ raw, whole, arrivedAt }: FetchedMessage, trust: TrustStore): Promise<Understood> {
  try {
    const read = await readPec(raw);
    if (!whole) {
      const reading: PecReading = { what: 'unreadable', reason: 'too-large', messageId: read.messageId };
      return { reading, checks: null, fault: null };
    }
    const isSigned = read.what === 'receipt' || read.what === 'envelope';
    return { reading: read, checks: isSigned ? (await verifyPec(raw, trust, arrivedAt)).checks : null, fault: null };
  } catch (error) {
    const reading: PecReading = { what: 'unreadable', reason: 'broken-mime', messageId: null };
    return { reading, checks: null, fault: unforeseen(error) };
  }
}

async function judge(db: Knex, mailbox: string, understood: Understood): Promise<Findings> {
  const { reading, checks, fault } = understood;
  if (fault !== null) return { ...understood, sent: null, verdict: { standing: 'quarantined', reason: fault } };
  const sent = await sentOf(db, reading);
  return { ...understood, sent, verdict: verdictOf({ mailbox, reading, checks, sent }) };
}

/** The message of ours that a receipt speaks of or a letter answers, and to whom it went. */
async function sentOf(db: Knex, reading: PecReading): Promise<(Sent & { addresses: readonly string[] }) | null> {
  if (reading.what === 'envelope') {
    const sent = await findAnswered(db, reading.mail.answers);
    return sent && { ...sent, addresses: [] };
  }
  if (reading.what !== 'receipt') return null;
  const sent = await findSent(db, reading.reference);
  return sent && { ...sent, addresses: recipientsOf(sent.head) };
}

/** Hands a message to its process and says where it stands then. */
async function fileOnce(
  { db, file }: IntakeOptions,
  mailbox: string,
  found: Findings,
  recorded: Recorded,
): Promise<{ standing: IncomingStanding; reason: string }> {
  const { reading, verdict } = found;
  // Looked at again after a crash it may be judged otherwise: by another store, say.
  if (!isForSomebody(found)) return verdict;
  if (reading.what === 'receipt' && (await filedBefore(db, { mailbox, ...reading }))) {
    return { standing: 'dismissed', reason: 'seen-before' };
  }
  const mail = mailOf(mailbox, found, recorded);
  if (mail === null) return verdict;
  for (let tried = 1; ; tried += 1) {
    try {
      if ((await file(mail)) === 'taken')
        return { standing: mail.what === 'receipt' ? 'filed' : 'proposed', reason: '' };
      return { standing: 'unmatched', reason: verdict.reason || 'not-taken' };
    } catch (error) {
      if (tried === TRIES) return { standing: 'quarantined', reason: unforeseen(error) };
      await new Promise((done) => setTimeout(done, PAUSE_MS * tried));
    }
  }
}

function mailOf(
  mailbox: string,
  { reading, checks, sent }: Findings,
  { id, document }: Recorded,
): CertifiedMail | null {
  if (checks === null) return null;
  if (reading.what === 'receipt' && sent !== null) {
    const { kind, recipient, at, messageId, reference } = reading;
    const receipt = { id: messageId, kind, recipient, at, document, checks };
    return { what: 'receipt', stream: sent.stream, dispatch: sent.dispatch, messageId: reference, receipt };
  }
  if (reading.what !== 'envelope') return null;
  const { sender, at } = reading;
  const [stream, dispatch] = sent?.mailbox === mailbox ? [sent.stream, sent.dispatch] : [null, null];
  return { what: 'letter', stream, dispatch, mailbox, letter: { message: id, document, sender, at, checks } };
}

/** The class of an error nobody thought of: it is for people, its message might hold what must not be logged. */
const unforeseen = (error: unknown): string =>
  `unforeseen:${error instanceof Error ? error.constructor.name : typeof error}`;
