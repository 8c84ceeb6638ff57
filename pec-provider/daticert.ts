import { PROVIDER } from './directory';
import { rome } from './rome';
import type { Submission } from './submission';

/** What a receipt or an envelope is (RFC 6109, appendix A: attribute `tipo`). */
export type CertifiedType =
  | 'posta-certificata'
  | 'accettazione'
  | 'non-accettazione'
  | 'presa-in-carico'
  | 'avvenuta-consegna'
  | 'preavviso-errore-consegna'
  | 'errore-consegna'
  | 'rilevazione-virus';

/** The certified data of one receipt or envelope. */
export interface CertifiedData {
  type: CertifiedType;
  /** `nessuno` unless something went wrong. */
  error: 'nessuno' | 'no-dest' | 'no-dominio' | 'virus' | 'altro';
  /** When what it says happened. */
  at: Date;
  submission: Submission;
  /** The recipient it speaks of; absent where it is about the whole message. */
  recipient?: string;
  /** The error in words. */
  explanation?: string;
}

/** `daticert.xml` in UTF-8 (RFC 6109, appendix A gives its DTD). */
export function daticert({ type, error, at, submission, recipient, explanation }: CertifiedData): Buffer {
  const { zone, day, time } = rome(at);
  const receipt = type === 'posta-certificata' || type === 'avvenuta-consegna' ? ['<ricevuta tipo="completa"/>'] : [];
  const about =
    recipient === undefined ? [] : [element(type === 'presa-in-carico' ? 'ricezione' : 'consegna', recipient)];
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<postacert tipo="${type}" errore="${error}">`,
    '    <intestazione>',
    `        ${element('mittente', submission.sender)}`,
    ...submission.recipients.map(
      (one) => `        <destinatari tipo="${one.type}">${escaped(one.address)}</destinatari>`,
    ),
    `        ${element('risposte', submission.replyTo)}`,
    `        ${element('oggetto', submission.subject)}`,
    '    </intestazione>',
    '    <dati>',
    `        ${element('gestore-emittente', PROVIDER.name)}`,
    `        <data zona="${zone}">`,
    `            ${element('giorno', day)}`,
    `            ${element('ora', time)}`,
    '        </data>',
    `        ${element('identificativo', submission.identifier)}`,
    `        ${element('msgid', submission.messageId)}`,
    ...[...receipt, ...about].map((line) => `        ${line}`),
    ...(explanation === undefined ? [] : [`        ${element('errore-esteso', explanation)}`]),
    '    </dati>',
    '</postacert>',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
