import MailComposer from 'nodemailer/lib/mail-composer';
import type { DispatchRecipient } from '../../domain/dispatch/types';
import { renderTemplate } from '../../domain/mail/template';
import type { OwedLetter } from '../../journal/letters';
import { readable, type Sender, templateKnown } from './compose';

/** Who a message to offices is from, and under which Message-ID it goes, without angle brackets. */
export interface LetterHead {
  readonly from: { readonly name: string; readonly address: string };
  readonly messageId: string;
}

/**
 * A message to offices as it leaves, whole: a template in Italian and the stored documents that go with it. To and Cc name
 * everybody it goes to by whatever channel, and nobody is in blind copy (message of 2021: "per conoscenza"). Throws TypeError
 * naming a value its template asks for and nobody gave, or a document that is not there.
 */
export async function composeLetter(
  letter: OwedLetter,
  head: LetterHead,
  sender: Sender,
  now: number,
): Promise<Buffer> {
  const { dispatch, correlation, template, attachments } = letter;
  const { order, recipients } = dispatch;
  const values = readable(order.variables, 'it', sender);
  const { subject, text } = renderTemplate(templateKnown(template), values);
  const offices = (as: DispatchRecipient['as']) =>
    recipients.filter((one) => one.as === as && one.address !== '').map(({ address }) => ({ name: '', address }));
  return new MailComposer({
    from: head.from,
    to: offices('to'),
    cc: offices('cc'),
    messageId: `<${head.messageId}>`,
    date: new Date(now),
    subject,
    text,
    headers: { 'X-Correlation-Id': correlation },
    attachments: order.attachments.map(({ name, document }, index) => {
      const stored = attachments[index];
      if (!stored) throw new TypeError(`there is no document ${document}`);
      const { mediaType, content } = stored;
      return { filename: named(name, mediaType), contentType: mediaType, content };
    }),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/pkcs7-mime': 'p7m',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/** A file's name as its kind wants it: what a document is, is known by who stored it. */
function named(name: string, mediaType: string): string {
  const extension = EXTENSIONS[mediaType];
  return extension === undefined || name.includes('.') ? name : `${name}.${extension}`;
}
