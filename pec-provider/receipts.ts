import { randomUUID } from 'node:crypto';
import type { CertifiedMessage } from './certified-message';
import type { CertifiedData, CertifiedType } from './daticert';
import { PROVIDER } from './directory';
import type { Header } from './mime';
import { rome } from './rome';
import { receiptText } from './wording';

/** Every type but the envelope's. */
export type ReceiptType = Exclude<CertifiedType, 'posta-certificata'>;

/** What a receipt says; it always goes to the sender of the message it is about. */
export type ReceiptData = CertifiedData & { type: ReceiptType };

/**
 * A receipt or notice (RFC 6109 §3.1.2 to §3.3.4). The receipt of delivery carries the message when its recipient was
 * named in To, and not when they got a copy (§3.3.2.1).
 */
export function receipt(data: ReceiptData): CertifiedMessage {
  const { type, submission, at } = data;
  const isVirus = data.error === 'virus';
  const to = submission.recipients.find(({ address, as }) => address === data.recipient && as === 'to');
  return {
    mailbox: submission.sender,
    headers: [
      ['X-Ricevuta', type],
      ...(type === 'avvenuta-consegna' ? [['X-TipoRicevuta', 'completa'] as const] : []),
      ...(isVirus && type !== 'rilevazione-virus' ? [['X-VerificaSicurezza', 'errore'] as const] : []),
      ...(type === 'rilevazione-virus' ? [['X-Mittente', submission.sender] as const] : []),
      ['Date', rome(at).header],
      ['Subject', `${SUBJECTS[type]}${isVirus ? (VIRUS_SUBJECTS[type] ?? '') : ''}: ${submission.subject}`],
      ['From', PROVIDER.address],
      ['To', submission.sender],
      ['Message-ID', `<${newIdentifier(at)}>`],
      ['X-Riferimento-Message-ID', submission.messageId],
    ],
    text: receiptText(data),
    data,
    ...(type === 'avvenuta-consegna' && to !== undefined ? { attached: submission.message } : {}),
  };
}

/** The envelope a message travels in to one of its recipients (RFC 6109 §3.1.4). */
export function transportEnvelope(
  data: CertifiedData & { type: 'posta-certificata' },
  mailbox: string,
): CertifiedMessage {
  const { submission, at } = data;
  const headers: Header[] = [
    ['X-Trasporto', 'posta-certificata'],
    ['Date', rome(at).header],
    ['Subject', `POSTA CERTIFICATA: ${submission.subject}`],
    ['From', onBehalfOf(submission.sender)],
    ['Reply-To', submission.replyTo],
    ['To', submission.headers.to],
    ['Cc', submission.headers.cc],
    ['Message-ID', `<${submission.identifier}>`],
    ['X-Riferimento-Message-ID', submission.messageId],
    ['X-TipoRicevuta', 'completa'],
  ];
  return { mailbox, headers, text: receiptText(data), data, attached: submission.message };
}

/** Who an envelope is from: the provider, naming who wrote. */
export function onBehalfOf(sender: string): string {
  return `"Per conto di: ${sender}" <${PROVIDER.address}>`;
}

/** A new name of the provider's, without angle brackets; never given twice. */
export function newIdentifier(at: Date): string {
  return `opec.${rome(at).stamp}.${randomUUID()}@${PROVIDER.domain}`;
}

const SUBJECTS: Readonly<Record<ReceiptType, string>> = {
  accettazione: 'ACCETTAZIONE',
  'non-accettazione': 'AVVISO DI NON ACCETTAZIONE',
  'presa-in-carico': 'PRESA IN CARICO',
  'avvenuta-consegna': 'CONSEGNA',
  'preavviso-errore-consegna': 'AVVISO DI MANCATA CONSEGNA PER SUPERAMENTO TEMPO MASSIMO',
  'errore-consegna': 'AVVISO DI MANCATA CONSEGNA',
  'rilevazione-virus': 'PROBLEMA DI SICUREZZA',
};

const VIRUS_SUBJECTS: Readonly<Partial<Record<ReceiptType, string>>> = {
  'non-accettazione': ' PER VIRUS',
  'errore-consegna': ' PER VIRUS',
};
