import { randomUUID } from 'node:crypto';
import { encodeWord, foldLines } from 'nodemailer/lib/mime-funcs';

/** A header field; the value is in clear, and encoded when it is written. */
export type Header = readonly [name: string, value: string];

const CRLF = Buffer.from('\r\n');

/** Text of whatever line ends, with CRLF: signatures are made over the exact bytes (RFC 8551 §3.1.1). */
export function withCrlf(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/\r\n|\r|\n/g, '\r\n'), 'latin1');
}

/** Header fields, an empty line, and what they head. Fields without a value are left out. */
export function entity(headers: readonly Header[], body: Buffer): Buffer {
  const lines = headers.filter(([, value]) => value !== '').map(([name, value]) => `${field(name, value)}\r\n`);
  return Buffer.concat([Buffer.from(lines.join('')), CRLF, body]);
}

function field(name: string, value: string): string {
  const line = `${name}: ${isAscii(value) ? value : encodeWord(value, 'Q', 52)}`;
  // An identifier is never divided.
  return /-id$/i.test(name) ? line : foldLines(line, 76);
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** A boundary no content can hold by chance. */
export function newBoundary(): string {
  return `----${randomUUID().replaceAll('-', '').toUpperCase()}`;
}

/** Entities between boundaries. */
export function multipartBody(boundary: string, parts: readonly Buffer[], preamble = ''): Buffer {
  const lead = preamble === '' ? '' : `${preamble}\r\n\r\n`;
  const pieces = parts.flatMap((part, index) => [Buffer.from(`${index > 0 ? '\r\n' : ''}--${boundary}\r\n`), part]);
  return Buffer.concat([Buffer.from(lead), ...pieces, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

/** A part whose bytes travel in base64. */
export function base64Part(headers: readonly Header[], content: Buffer): Buffer {
  const lines = content.toString('base64').match(/.{1,76}/g) ?? [];
  return entity([...headers, ['Content-Transfer-Encoding', 'base64']], Buffer.from(`${lines.join('\r\n')}\r\n`));
}
