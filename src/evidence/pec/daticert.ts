import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { DateTime } from 'luxon';
import { Unreadable } from './reasons';

/** What `daticert.xml` says (RFC 6109 §4.4 has its DTD): the part of a receipt that its signature covers. */
export interface Daticert {
  /** Attribute `tipo`: a kind of receipt, or `posta-certificata`. */
  readonly kind: string;
  /** Addresses, lower case. */
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly provider: string;
  readonly at: number;
  /** The id the provider gave to the message; a correspondent's answer cites this one, not ours. */
  readonly identifier: string;
  /** Message-ID of the message it speaks of, without angle brackets. */
  readonly reference: string | null;
  /** Whom a delivery, a failure or its warning concerns, lower case. */
  readonly recipient: string | null;
}

/** Far above any real one, which names some hundreds of recipients at most. */
const MAX_BYTES = 1024 * 1024;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
  maxNestedTags: 8,
});

/**
 * Reads a `daticert.xml`. A document type is refused unread: that is where entity bombs live, and providers send none.
 * Throws Unreadable.
 */
export function readDaticert(bytes: Buffer): Daticert {
  if (bytes.length > MAX_BYTES) throw new Unreadable('broken-daticert');
  const text = decode(bytes);
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new Unreadable('daticert-with-dtd');
  const root = at(parse(text), 'postacert');
  const data = at(root, 'dati');
  const heading = at(root, 'intestazione');
  const found = {
    kind: textOf(at(root, '@tipo')),
    sender: textOf(at(heading, 'mittente')).toLowerCase(),
    recipients: listOf(at(heading, 'destinatari')).map((one) => textOf(one).toLowerCase()),
    provider: textOf(at(data, 'gestore-emittente')),
    at: instantOf(at(data, 'data')),
    identifier: withoutBrackets(textOf(at(data, 'identificativo'))),
    reference: withoutBrackets(textOf(at(data, 'msgid'))) || null,
    recipient: textOf(at(data, 'consegna')).toLowerCase() || null,
  };
  if (!found.kind || !found.sender || found.recipients.length === 0) throw new Unreadable('broken-daticert');
  return found;
}

function decode(bytes: Buffer): string {
  const declared = /^[^>]{0,100}?encoding\s*=\s*["']([\w-]{1,40})["']/.exec(bytes.toString('latin1', 0, 200))?.[1];
  try {
    return new TextDecoder(declared ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable('wrong-charset');
  }
}

function parse(text: string): unknown {
  try {
    if (XMLValidator.validate(text) === true) return parser.parse(text);
  } catch {
    // Nested too deeply, or names no XML has: said below.
  }
  throw new Unreadable('broken-daticert');
}

/** A child by its name; an element that should be there once and is there twice is refused. */
function at(node: unknown, name: string): unknown {
  if (Array.isArray(node)) throw new Unreadable('broken-daticert');
  return typeof node === 'object' && node !== null && Object.hasOwn(node, name)
    ? (node as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function listOf(node: unknown): readonly unknown[] {
  return Array.isArray(node) ? node : node === undefined ? [] : [node];
}

/** An element's text, whether or not it has attributes; empty when there is none. */
function textOf(node: unknown): string {
  const text = typeof node === 'string' ? node : (at(node, '#text') ?? '');
  if (typeof text !== 'string' || /\p{Cc}/u.test(text)) throw new Unreadable('broken-daticert');
  return text.trim();
}

function withoutBrackets(id: string): string {
  const bare = id.replace(/^<|>$/g, '');
  if (bare.length > 900 || /[\s<>]/.test(bare)) throw new Unreadable('broken-daticert');
  return bare;
}

/** `<data zona="+0100"><giorno>28/06/2021</giorno><ora>12:30:00</ora></data>` */
function instantOf(node: unknown): number {
  const written = `${textOf(at(node, 'giorno'))} ${textOf(at(node, 'ora'))} ${textOf(at(node, '@zona')).replace(':', '')}`;
  const read = DateTime.fromFormat(written, 'dd/MM/yyyy HH:mm:ss ZZZ');
  if (!read.isValid) throw new Unreadable('broken-daticert');
  return read.toMillis();
}
