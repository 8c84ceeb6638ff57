import { createAuthority, type Identity, issue } from '../../../scripts/development-pki/authority';
import { certificatesPem } from '../../../scripts/development-pki/folder';
import { signDetached } from '../../../scripts/development-pki/sign';
import { readTrustStore, type TrustStore } from '../../../src/evidence/cms';

/** Messages of an invented provider, made by hand so that any part of them can be wrong. */
export const OURS = 'programma@pec.prova.example';
export const THEIRS = 'comune@pec.prova.example';
export const PROVIDER = 'posta-certificata@gestore.example';
export const REFERENCE = '1&2.abc@prova.example';
/** What the provider calls the message. */
export const IDENTIFIER = 'gestore1.20210628.1@gestore.example';

/** An invented provider's signing certificate, and the store that knows its issuer. */
export interface Signing {
  readonly identity: Identity;
  readonly pem: string;
  readonly trust: TrustStore;
}

/** A provider of an authority of its own. Making its keys takes a moment. */
export async function makeSigning(email = PROVIDER): Promise<Signing> {
  const authority = await createAuthority({ name: 'Autorità di prova' });
  const identity = await issue(authority, { commonName: 'Gestore di prova', email, usage: 'pec' });
  const pem = certificatesPem(authority.certificate);
  return { identity, pem, trust: readTrustStore(pem) };
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

export interface DaticertOptions {
  readonly kind: string;
  readonly sender?: string;
  readonly recipients?: readonly string[];
  readonly reference?: string | null;
  readonly recipient?: string | null;
  readonly day?: string;
  readonly zone?: string;
}

/** A `daticert.xml` as RFC 6109 §4.4 has it. */
export function daticert(options: DaticertOptions): string {
  const { kind, sender = OURS, recipients = [THEIRS], reference = REFERENCE, recipient = null } = options;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<postacert tipo="${kind}" errore="nessuno">`,
    `<intestazione><mittente>${sender}</mittente>`,
    ...recipients.map((one) => `<destinatari tipo="certificato">${one}</destinatari>`),
    `<risposte>${sender}</risposte><oggetto>Nota &amp; prova</oggetto></intestazione>`,
    '<dati><gestore-emittente>Gestore di prova</gestore-emittente>',
    `<data zona="${options.zone ?? '+0200'}"><giorno>${options.day ?? '28/06/2021'}</giorno><ora>12:30:00</ora></data>`,
    `<identificativo>${IDENTIFIER}</identificativo>`,
    ...(reference === null ? [] : [`<msgid>${escaped(`<${reference}>`)}</msgid>`]),
    ...(recipient === null ? [] : [`<consegna>${recipient}</consegna>`]),
    '</dati></postacert>',
  ].join('\r\n');
}

const part = (headers: readonly string[], body: string): string => [...headers, '', body].join('\r\n');

/** The signed part: a text, the `daticert.xml` and whatever else. */
export function mixed(xml: string | null, more: readonly string[] = []): string {
  const children = [
    part(['Content-Type: text/plain; charset=utf-8'], 'Ricevuta di prova.'),
    ...(xml === null
      ? []
      : [
          part(
            [
              'Content-Type: application/xml; name="daticert.xml"',
              'Content-Transfer-Encoding: base64',
              'Content-Disposition: inline; filename="daticert.xml"',
            ],
            Buffer.from(xml).toString('base64').replace(/.{76}/g, '$&\r\n'),
          ),
        ]),
    ...more,
  ];
  return [
    'Content-Type: multipart/mixed; boundary="inside"',
    '',
    ...children.map((child) => `--inside\r\n${child}`),
    '--inside--',
    '',
  ].join('\r\n');
}

/** The message an envelope carries. */
export function carried(mail: string): string {
  return part(['Content-Type: message/rfc822; name="postacert.eml"', 'Content-Transfer-Encoding: 7bit'], mail);
}

/** A whole message: these headers over this part, signed. */
export async function signed(headers: readonly string[], content: string, { identity }: Signing): Promise<Buffer> {
  const signature = await signDetached(Buffer.from(content, 'latin1'), identity);
  return Buffer.from(
    [
      ...headers,
      'MIME-Version: 1.0',
      'Content-Type: multipart/signed; protocol="application/x-pkcs7-signature"; micalg="sha-256"; boundary="outside"',
      '',
      'This is an S/MIME signed message',
      '',
      '--outside',
      content,
      '--outside',
      'Content-Type: application/x-pkcs7-signature; name="smime.p7s"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(signature).toString('base64').replace(/.{76}/g, '$&\r\n'),
      '--outside--',
      '',
    ].join('\r\n'),
    'latin1',
  );
}

/** The headers of a receipt; `id` is its own. */
export function receiptHeaders(kind: string, id = 'ricevuta-1@gestore.example'): string[] {
  return [
    `X-Ricevuta: ${kind}`,
    'Date: Mon, 28 Jun 2021 12:30:00 +0200',
    'Subject: =?utf-8?q?CONSEGNA=3A_Nota?=',
    `From: Posta Certificata <${PROVIDER}>`,
    `To: <${OURS}>`,
    `Message-ID: <${id}>`,
    `X-Riferimento-Message-ID: <${REFERENCE}>`,
  ];
}

/** A genuine receipt of that kind. */
export function receipt(signing: Signing, options: DaticertOptions, id?: string): Promise<Buffer> {
  return signed(receiptHeaders(options.kind, id), mixed(daticert(options)), signing);
}

/** The mail of a correspondent; `more` are further headers. */
export function mail(more: readonly string[] = [], from = THEIRS): string {
  return [
    `From: Comune di Prova <${from}>`,
    `To: ${OURS}`,
    'Subject: =?utf-8?q?Nota_firmata_=C3=A8?=',
    'Message-ID: <nota-1@comune.example>',
    ...more,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="nota"',
    '',
    '--nota',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'In allegato.',
    '--nota',
    'Content-Type: application/pdf; name="nota.pdf"',
    'Content-Disposition: attachment; filename="nota.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('%PDF-1.7 prova').toString('base64'),
    '--nota--',
    '',
  ].join('\r\n');
}

export const ENVELOPE_HEADERS: readonly string[] = [
  'X-Trasporto: posta-certificata',
  'Date: Mon, 28 Jun 2021 12:30:00 +0200',
  'Subject: POSTA CERTIFICATA: Nota',
  `From: "Per conto di: ${THEIRS}" <${PROVIDER}>`,
  `Reply-To: ${THEIRS}`,
  `To: ${OURS}`,
  `Message-ID: <busta-1@gestore.example>`,
];

/** A genuine envelope with a correspondent's mail. */
export function envelope(signing: Signing, inner = mail(), recipients: readonly string[] = [OURS]): Promise<Buffer> {
  const xml = daticert({ kind: 'posta-certificata', sender: THEIRS, recipients, reference: 'nota-1@comune.example' });
  return signed(ENVELOPE_HEADERS, mixed(xml, [carried(inner)]), signing);
}
