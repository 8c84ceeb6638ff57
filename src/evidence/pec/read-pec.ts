import type { ReceiptKind } from '../../domain/dispatch/types';
import type { Instant } from '../../domain/process';
import { type Daticert, readDaticert } from './daticert';
import { addresses, type Headers, headerEnd, oneMessageId, readHeaders } from './headers';
import { type InnerMail, readInnerMail } from './inner-mail';
import { decodedBody, nameOf, type Part, readParts, signedParts } from './mime';
import { Unreadable, type UnreadableReason } from './reasons';

/** Messages beyond this are not read: a certified one is 30 MB at most (RFC 6109 §3.1.1), a third more in base64. */
export const MAX_MESSAGE_BYTES = 40 * 1024 * 1024;

interface Certified {
  /** Its own Message-ID, without angle brackets. */
  readonly messageId: string;
  /** The id the provider gave the message spoken of or carried: what its recipient's answer will cite. */
  readonly identifier: string;
  readonly provider: string;
  /** When the provider says it happened. */
  readonly at: Instant;
  /** Who sent the message spoken of or carried, and to whom; lower case. */
  readonly sender: string;
  readonly recipients: readonly string[];
}

/** What a provider says of a message (RFC 6109 §2.1.1), read from the part that its signature covers. */
export interface ReceiptReading extends Certified {
  readonly what: 'receipt';
  readonly kind: ReceiptKind;
  /** Message-ID of the message it speaks of. */
  readonly reference: string;
  /** The recipient it speaks of; null when it speaks of the whole message. */
  readonly recipient: string | null;
}

/** Certified mail from somebody (RFC 6109 §2.1.2.1). */
export interface EnvelopeReading extends Certified {
  readonly what: 'envelope';
  readonly mail: InnerMail;
}

/** `anomaly`: ordinary mail that a provider wrapped (RFC 6109 §2.1.2.2). `ordinary`: mail nobody certifies. */
export interface UncertifiedReading<What extends 'anomaly' | 'ordinary'> {
  readonly what: What;
  readonly messageId: string | null;
  readonly sender: string;
}

export interface UnreadableReading {
  readonly what: 'unreadable';
  readonly reason: UnreadableReason;
  readonly messageId: string | null;
}

export type PecReading =
  | ReceiptReading
  | EnvelopeReading
  | UncertifiedReading<'anomaly'>
  | UncertifiedReading<'ordinary'>
  | UnreadableReading;

/**
 * What each kind speaks of (RFC 6109 §3): the whole message, one recipient, or one recipient if it names one.
 */
const SPEAKS_OF: Readonly<Record<ReceiptKind, 'message' | 'recipient' | 'either'>> = {
  accettazione: 'message',
  'non-accettazione': 'message',
  'presa-in-carico': 'either',
  'avvenuta-consegna': 'recipient',
  'preavviso-errore-consegna': 'recipient',
  'errore-consegna': 'recipient',
  'rilevazione-virus': 'either',
};
const isKind = (name: string | null): name is ReceiptKind => name !== null && Object.hasOwn(SPEAKS_OF, name);

/**
 * Reads a message of a certified mailbox, whatever it is, and always answers. What it is is said by its own outermost
 * headers, so a receipt carried within an envelope is never one. What it says is taken from `daticert.xml`, which the
 * provider signed; the headers, which nobody signed, must agree with it. It says nothing of the signature: `verifyPec`.
 */
export async function readPec(raw: Buffer): Promise<PecReading> {
  let messageId: string | null = null;
  try {
    if (raw.length > MAX_MESSAGE_BYTES) throw new Unreadable('too-large');
    const headers = readHeaders(raw.subarray(0, headerEnd(raw).end));
    messageId = oneMessageId(headers.one('message-id'));
    return await read(raw, headers, messageId);
  } catch (error) {
    if (error instanceof Unreadable) return { what: 'unreadable', reason: error.reason, messageId };
    throw error;
  }
}

async function read(raw: Buffer, headers: Headers, messageId: string | null): Promise<PecReading> {
  const receipt = headers.word('x-ricevuta');
  const transport = headers.word('x-trasporto');
  if (receipt !== null && transport !== null) throw new Unreadable('contradictory');
  if (receipt === null && (transport === null || transport === 'errore')) {
    const [sender = ''] = addresses(headers.one('from'));
    return { what: transport === null ? 'ordinary' : 'anomaly', messageId, sender };
  }
  if (messageId === null) throw new Unreadable('missing-id');
  const signed = signedPart(readParts(raw));
  const said = readDaticert(decodedBody(namedPart(signed, 'daticert.xml')));
  const certified: Certified = { messageId, ...facts(said) };
  if (transport !== null) {
    if (transport !== 'posta-certificata') throw new Unreadable('unknown-kind');
    if (said.kind !== transport) throw new Unreadable('contradictory');
    const mail = await readInnerMail(decodedBody(carried(signed)));
    if (mail.sender !== said.sender) throw new Unreadable('contradictory');
    return { what: 'envelope', ...certified, mail };
  }
  if (!isKind(receipt)) throw new Unreadable('unknown-kind');
  if (said.kind !== receipt) throw new Unreadable('contradictory');
  return { what: 'receipt', ...certified, kind: receipt, ...whatOf(said, receipt, headers) };
}

function facts({ identifier, provider, at, sender, recipients }: Daticert): Omit<Certified, 'messageId'> {
  return { identifier, provider, at, sender, recipients };
}

/** The message and the recipient a receipt speaks of. A reference that only an unsigned header gives is not one. */
function whatOf(said: Daticert, kind: ReceiptKind, headers: Headers): Pick<ReceiptReading, 'reference' | 'recipient'> {
  const inHeader = oneMessageId(headers.one('x-riferimento-message-id'));
  const reference = said.reference;
  if (reference === null) throw new Unreadable('missing-reference');
  if (inHeader !== null && inHeader !== reference) throw new Unreadable('contradictory');
  if (!addresses(headers.one('to')).includes(said.sender)) throw new Unreadable('contradictory');
  if (SPEAKS_OF[kind] === 'message') return { reference, recipient: null };
  const [only, another] = said.recipients;
  const recipient = said.recipient ?? (another === undefined ? (only ?? null) : null);
  if (recipient === null && SPEAKS_OF[kind] === 'recipient') throw new Unreadable('missing-recipient');
  if (recipient !== null && !said.recipients.includes(recipient)) throw new Unreadable('contradictory');
  return { reference, recipient };
}

/** What the provider signed: the `multipart/mixed` right inside the message, and nowhere else. */
function signedPart(message: Part): Part {
  const [content] = message.children;
  if (!signedParts(message) || !content) throw new Unreadable('missing-signature');
  return content;
}

/** The part of that name right inside the signed one. */
function namedPart(signed: Part, name: string): Part {
  const found = signed.children.filter((child) => nameOf(child) === name);
  if (found.length > 1) throw new Unreadable('contradictory');
  if (!found[0]) throw new Unreadable('missing-daticert');
  return found[0];
}

/** The message an envelope carries. */
function carried(signed: Part): Part {
  const found = signed.children.filter((child) => child.type === 'message/rfc822');
  if (found.length > 1) throw new Unreadable('contradictory');
  if (!found[0]) throw new Unreadable('missing-message');
  return found[0];
}
