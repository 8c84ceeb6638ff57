import type { CertifiedData } from './daticert';
import { daticert } from './daticert';
import { base64Part, entity, type Header, multipartBody, newBoundary } from './mime';

/** A receipt or an envelope before it is signed. */
export interface CertifiedMessage {
  /** The mailbox it goes to. */
  mailbox: string;
  headers: readonly Header[];
  /** What people read. */
  text: string;
  /** Absent from an envelope of anomaly: nothing about its content is certified. */
  data?: CertifiedData;
  /** The whole message it carries, as `postacert.eml`. */
  attached?: Buffer;
}

/** Makes the detached signature of the exact bytes: a CMS SignedData, in DER. */
export type Sign = (content: Buffer) => Promise<Buffer>;

/** The message as it is delivered: `multipart/signed` over text, `daticert.xml` and `postacert.eml` (RFC 6109 §2.1). */
export async function signedMessage({ headers, text, data, attached }: CertifiedMessage, sign: Sign): Promise<Buffer> {
  const content = mixed([
    base64Part([['Content-Type', 'text/plain; charset="utf-8"'], INLINE], Buffer.from(text.replaceAll('\n', '\r\n'))),
    ...(data === undefined ? [] : [base64Part(named('application/xml', 'daticert.xml', 'inline'), daticert(data))]),
    ...(attached === undefined ? [] : [wholeMessage(attached)]),
  ]);
  const signature = base64Part(named(SIGNATURE, 'smime.p7s', 'attachment'), await sign(content));
  const boundary = newBoundary();
  const type = `multipart/signed; protocol="${SIGNATURE}"; micalg="sha-256"; boundary="${boundary}"`;
  return entity(
    [...headers, ['MIME-Version', '1.0'], ['Content-Type', type]],
    multipartBody(boundary, [content, signature], 'This is an S/MIME signed message'),
  );
}

const SIGNATURE = 'application/pkcs7-signature';
const INLINE: Header = ['Content-Disposition', 'inline'];

function mixed(parts: readonly Buffer[]): Buffer {
  const boundary = newBoundary();
  return entity([['Content-Type', `multipart/mixed; boundary="${boundary}"`]], multipartBody(boundary, parts));
}

/** A message within a message travels as it is: base64 is not allowed (RFC 2046 §5.2.1). */
function wholeMessage(message: Buffer): Buffer {
  const encoding: Header = ['Content-Transfer-Encoding', message.some((byte) => byte > 127) ? '8bit' : '7bit'];
  return entity([...named('message/rfc822', 'postacert.eml', 'inline'), encoding], message);
}

function named(type: string, name: string, disposition: string): Header[] {
  return [
    ['Content-Type', `${type}; name="${name}"`],
    ['Content-Disposition', `${disposition}; filename="${name}"`],
  ];
}
