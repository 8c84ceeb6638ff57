import { Unreadable } from './reasons';

/** The header fields of a message or of a part, each as it came: nothing is taken twice or guessed. */
export interface Headers {
  /**
   * The value of a field, unfolded and trimmed; null when it is not there. Throws Unreadable when there are two of them
   * (`duplicate-header`: which one a reader believes is what an attacker plays with) or it holds a control character.
   */
  one(name: string): string | null;
  /** As `one`, for a field of one short word: a folded one is refused too (`odd-header`). */
  word(name: string): string | null;
}

/** A header block is refused beyond this many bytes, or fields: no provider's comes near. */
const MAX_BYTES = 256 * 1024;
const MAX_FIELDS = 2_000;

interface Field {
  readonly name: string;
  readonly lines: string[];
}

/** Where the header block of a message ends and where its body begins. A message without an empty line is all header. */
export function headerEnd(raw: Buffer): { readonly end: number; readonly body: number } {
  if (raw[0] === 0x0a) return { end: 0, body: 1 };
  if (raw[0] === 0x0d && raw[1] === 0x0a) return { end: 0, body: 2 };
  for (let at = raw.indexOf(0x0a); at !== -1; at = raw.indexOf(0x0a, at + 1)) {
    if (raw[at + 1] === 0x0a) return { end: at + 1, body: at + 2 };
    if (raw[at + 1] === 0x0d && raw[at + 2] === 0x0a) return { end: at + 1, body: at + 3 };
  }
  return { end: raw.length, body: raw.length };
}

/** Reads a header block (RFC 5322 §2.2), with CRLF or bare LF. Throws Unreadable. */
export function readHeaders(block: Buffer): Headers {
  if (block.length > MAX_BYTES) throw new Unreadable('huge-header');
  const fields: Field[] = [];
  for (const line of block.toString('latin1').split(/\r?\n/)) {
    if (line === '') continue;
    const last = fields.at(-1);
    if (/^[ \t]/.test(line)) {
      if (!last) throw new Unreadable('broken-mime');
      last.lines.push(line);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 1) throw new Unreadable('broken-mime');
    // "X-Ricevuta :" is the same field to some readers, so it is the same field here.
    fields.push({ name: line.slice(0, colon).trim().toLowerCase(), lines: [line.slice(colon + 1)] });
    if (fields.length > MAX_FIELDS) throw new Unreadable('huge-header');
  }
  const find = (name: string): Field | null => {
    const found = fields.filter((field) => field.name === name);
    if (found.length > 1) throw new Unreadable('duplicate-header');
    return found[0] ?? null;
  };
  const one = (name: string): string | null => {
    const value = find(name)?.lines.join('').replace(/\t/g, ' ').trim() ?? null;
    if (value !== null && /\p{Cc}/u.test(value.replace(/[\x80-\x9f]/g, ''))) throw new Unreadable('odd-header');
    return value;
  };
  return {
    one,
    word(name) {
      if ((find(name)?.lines.length ?? 0) > 1) throw new Unreadable('odd-header');
      return one(name);
    },
  };
}

/** The message ids a field names (RFC 5322 §3.6.4), without angle brackets. */
export function messageIds(value: string | null): readonly string[] {
  return (value?.match(/[^\s<>,]{1,900}/g) ?? []).slice(0, 200);
}

/** The one message id a field names, or null; throws Unreadable when it names several. */
export function oneMessageId(value: string | null): string | null {
  const [first, second] = messageIds(value);
  if (second !== undefined) throw new Unreadable('odd-header');
  return first ?? null;
}

/** A list of addresses longer than this is not taken apart: it would only cost time. */
const MAX_LIST = 20_000;
const MAX_ONE = 400;

/** The addresses a field names, lower case; what display names say is left out, whatever it looks like. */
export function addresses(value: string | null): readonly string[] {
  if (value === null) return [];
  if (value.length > MAX_LIST) throw new Unreadable('odd-header');
  return value
    .replace(/"(?:[^"\\]|\\.)*"/g, ' ')
    .split(',')
    .flatMap((one) => {
      if (one.length > MAX_ONE) return [];
      const inBrackets = /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(one)?.[1];
      const bare = /^\s*([^<>\s;:]+@[^<>\s;:]+)\s*$/.exec(one)?.[1];
      const address = inBrackets ?? bare;
      return address === undefined ? [] : [address.toLowerCase()];
    });
}

/** To whom a message of our own went, from its header: lower case; none when that cannot be read. */
export function recipientsOf(message: Buffer): readonly string[] {
  try {
    const headers = readHeaders(message.subarray(0, headerEnd(message).end));
    return [...addresses(headers.one('to')), ...addresses(headers.one('cc'))];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}
