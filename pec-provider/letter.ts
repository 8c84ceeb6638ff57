import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { normalised } from './directory';
import { withCrlf } from './mime';

/** A message as somebody handed it in: what its header says, and its bytes with CRLF. */
export interface Letter {
  from: readonly string[];
  to: readonly string[];
  cc: readonly string[];
  bcc: readonly string[];
  replyTo: string;
  /** Decoded; empty if there is none. */
  subject: string;
  /** With angle brackets; empty if there is none. */
  messageId: string;
  inReplyTo: string;
  /** To and Cc as their author wrote them, in one line and still encoded. */
  headers: { to: string; cc: string };
  bytes: Buffer;
  /** Any other field of one line, empty if there is none. */
  field(name: string): string;
}

/** Reads the header of a message; its body is nobody's business here. */
export async function readLetter(given: Buffer): Promise<Letter> {
  const bytes = withCrlf(given);
  const header = await simpleParser(bytes.subarray(0, headerEnd(bytes)), { skipHtmlToText: true });
  const addresses = (which: 'from' | 'to' | 'cc' | 'bcc' | 'replyTo') => addressesOf(header[which]);
  const written = (which: 'to' | 'cc') => {
    const line = header.headerLines.find(({ key }) => key === which)?.line ?? '';
    return line
      .slice(line.indexOf(':') + 1)
      .replace(/\s+/g, ' ')
      .trim();
  };
  return {
    from: addresses('from'),
    to: addresses('to'),
    cc: addresses('cc'),
    bcc: addresses('bcc'),
    replyTo: addresses('replyTo')[0] ?? '',
    subject: header.subject ?? '',
    messageId: header.messageId ?? '',
    inReplyTo: header.inReplyTo ?? '',
    headers: { to: written('to'), cc: written('cc') },
    bytes,
    field: (name) => {
      const value = header.headers.get(name);
      return typeof value === 'string' ? value : '';
    },
  };
}

/**
 * The same message under the provider's own name: `identifier` becomes its Message-ID, and the one its author gave goes
 * into X-Riferimento-Message-ID (RFC 6109 §3.1.3). Not a byte more is changed.
 */
export function renamed({ bytes, messageId }: Letter, identifier: string): Buffer {
  const end = headerEnd(bytes);
  const header = bytes.subarray(0, end).toString('latin1');
  const others = header.replace(/^(?:x-riferimento-)?message-id:.*\r\n(?:[ \t].*\r\n)*/gim, '');
  const names = `Message-ID: <${identifier}>\r\nX-Riferimento-Message-ID: ${messageId}\r\n`;
  return Buffer.concat([Buffer.from(names + others, 'latin1'), bytes.subarray(end)]);
}

/** Where the header ends, its last line end included. */
function headerEnd(bytes: Buffer): number {
  const blank = bytes.indexOf('\r\n\r\n');
  return blank === -1 ? bytes.length : blank + 2;
}

function addressesOf(field: ParsedMail['to' | 'from']): string[] {
  const objects: AddressObject[] = [field ?? []].flat();
  return objects
    .flatMap(({ value }) => value.flatMap((one) => one.group ?? [one]))
    .map(({ address }) => normalised(address ?? ''))
    .filter((address) => address !== '');
}
