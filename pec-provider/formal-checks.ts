import type { Letter } from './letter';

/** Size of the message times the number of its recipients, in bytes (RFC 6109 §3.1.1). */
const LIMIT = 30 * 1024 * 1024;

/**
 * What the access point finds wrong with a message (RFC 6109 §3.1.1), in words for the notice of non-acceptance.
 * @param recipients those named to SMTP
 * @returns nothing if it may travel
 */
export function formalFault(letter: Letter, sender: string, recipients: readonly string[]): string | undefined {
  const visible = new Set([...letter.to, ...letter.cc]);
  if (letter.from.length !== 1) return 'il messaggio non indica un mittente';
  if (letter.to.length === 0) return 'il messaggio non indica un destinatario';
  if (letter.from[0] !== sender) return 'il mittente indicato non è quello della casella';
  if (letter.bcc.length > 0 || recipients.some((one) => !visible.has(one)))
    return 'la posta certificata non ammette destinatari nascosti';
  if (recipients.length !== visible.size) return 'un destinatario indicato non riceverebbe il messaggio';
  if (letter.bytes.length * recipients.length > LIMIT) return 'il messaggio supera la dimensione ammessa';
  return undefined;
}
