import { type Headers, headerEnd, readHeaders } from './headers';
import { Unreadable } from './reasons';

/**
 * A message or a part of one, over the bytes as they came: an S/MIME signature covers exactly them, which a mail library
 * does not give back.
 */
export interface Part {
  readonly headers: Headers;
  /** Lower case, `text/plain` when none is given. */
  readonly type: string;
  /** Of `Content-Type`, names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Headers and body. */
  readonly raw: Buffer;
  readonly body: Buffer;
  /** Of a multipart; what a `message/rfc822` holds is another message, not parts of this one. */
  readonly children: readonly Part[];
}

const MAX_DEPTH = 8;
const MAX_PARTS = 1_000;
const LF = 0x0a;
const CR = 0x0d;

/** Takes a message apart (RFC 2046 §5.1). Throws Unreadable for what is damaged, too deep or in too many parts. */
export function readParts(raw: Buffer, budget = { parts: MAX_PARTS }, depth = 0): Part {
  if (depth > MAX_DEPTH) throw new Unreadable('too-deep');
  budget.parts -= 1;
  if (budget.parts < 0) throw new Unreadable('too-many-parts');
  const { end, body: start } = headerEnd(raw);
  const headers = readHeaders(raw.subarray(0, end));
  const { type, parameters } = readContentType(headers.one('content-type'));
  const body = raw.subarray(start);
  const children = type.startsWith('multipart/')
    ? split(body, parameters.get('boundary') ?? '', budget.parts).map((child) => readParts(child, budget, depth + 1))
    : [];
  return { headers, type, parameters, raw, body, children };
}

/** Type and parameters of a `Content-Type` (RFC 2045 §5.1); one given twice is refused. */
function readContentType(value: string | null): Pick<Part, 'type' | 'parameters'> {
  const parameters = new Map<string, string>();
  if (value === null) return { type: 'text/plain', parameters };
  for (const [, name = '', quoted, token] of value.matchAll(
    /;\s*([\w!#$&.+^`|~*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/g,
  )) {
    if (parameters.has(name.toLowerCase())) throw new Unreadable('odd-header');
    parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? token ?? '');
  }
  return { type: (value.split(';', 1)[0] ?? '').trim().toLowerCase(), parameters };
}

/** What lies between the boundary lines, each without the line break that belongs to the next boundary. */
function split(body: Buffer, boundary: string, most: number): Buffer[] {
  if (boundary === '') throw new Unreadable('broken-mime');
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const parts: Buffer[] = [];
  let start = -1;
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + mark.length)) {
    if (at > 0 && body[at - 1] !== LF) continue;
    let end = at + mark.length;
    const closes = body[end] === 0x2d && body[end + 1] === 0x2d;
    if (closes) end += 2;
    while (body[end] === 0x20 || body[end] === 0x09) end += 1;
    if (body[end] === CR && body[end + 1] === LF) end += 2;
    else if (body[end] === LF) end += 1;
    // Another boundary that begins with the same letters.
    else if (end < body.length) continue;
    if (start !== -1) parts.push(body.subarray(start, Math.max(start, body[at - 2] === CR ? at - 2 : at - 1)));
    if (closes) return parts;
    if (parts.length > most) throw new Unreadable('too-many-parts');
    start = end;
  }
  throw new Unreadable('broken-mime');
}

/** The name a part gives itself, lower case, or null. */
export function nameOf({ headers, parameters }: Part): string | null {
  const inDisposition = /;\s*filename\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(headers.one('content-disposition') ?? '');
  return (parameters.get('name') ?? inDisposition?.[1] ?? inDisposition?.[2])?.toLowerCase() ?? null;
}

/** A part's content, its transfer encoding undone (RFC 2045 §6). Throws Unreadable for an encoding there is not. */
export function decodedBody({ headers, body }: Part): Buffer {
  const encoding = headers.one('content-transfer-encoding')?.toLowerCase() ?? '7bit';
  if (['7bit', '8bit', 'binary'].includes(encoding)) return body;
  if (encoding === 'base64') return Buffer.from(body.toString('latin1'), 'base64');
  if (encoding !== 'quoted-printable') throw new Unreadable('broken-mime');
  const text = body.toString('latin1').replace(/=[ \t]*\r?\n/g, '');
  return Buffer.from(
    text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** The signed bytes of a `multipart/signed` (RFC 1847 §2.1) as they were signed, and the signature; null for another. */
export function signedParts(message: Part): { readonly content: Buffer; readonly signature: Buffer } | null {
  const [content, signature, more] = message.children;
  if (message.type !== 'multipart/signed' || !content || !signature || more) return null;
  if (!/^application\/(?:x-)?pkcs7-signature$/.test(signature.type)) return null;
  return { content: withLineBreaks(content.raw), signature: decodedBody(signature) };
}

/** Text as it is signed: every line ends with CRLF (RFC 8551 §3.1.1), also when a server on the way cut it to LF. */
function withLineBreaks(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  return /(?<!\r)\n/.test(text) ? Buffer.from(text.replace(/(?<!\r)\n/g, '\r\n'), 'latin1') : raw;
}
