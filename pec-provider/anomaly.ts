import type { CertifiedMessage } from './certified-message';
import { newIdentifier, onBehalfOf } from './receipts';
import { rome } from './rome';
import { anomalyText } from './wording';

/** Ordinary mail that came for a mailbox of the provider. */
export interface OrdinaryMail {
  sender: string;
  subject: string;
  to: string;
  cc: string;
  message: Buffer;
}

/** The envelope ordinary mail is delivered in: signed, and certifying nothing of what is in it (RFC 6109 §3.2.5). */
export function anomalyEnvelope(mail: OrdinaryMail, mailbox: string, at: Date): CertifiedMessage {
  return {
    mailbox,
    headers: [
      ['X-Trasporto', 'errore'],
      ['Date', rome(at).header],
      ['Subject', `ANOMALIA MESSAGGIO: ${mail.subject}`],
      ['From', onBehalfOf(mail.sender)],
      ['Reply-To', mail.sender],
      ['To', mail.to],
      ['Cc', mail.cc],
      ['Message-ID', `<${newIdentifier(at)}>`],
    ],
    text: anomalyText(mail.subject, mail.sender, at),
    attached: mail.message,
  };
}
