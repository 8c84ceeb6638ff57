import { randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { z } from 'zod';

const address = z.email();

/** A message a mailbox of the provider is made to send. */
export const mailToSendShape = z.strictObject({
  from: address,
  to: z.array(address).min(1),
  cc: z.array(address).default([]),
  subject: z.string(),
  text: z.string().default(''),
  /** The Message-ID it answers, with angle brackets. */
  inReplyTo: z.string().optional(),
  attachments: z
    .array(z.strictObject({ filename: z.string(), contentType: z.string(), content: z.base64() }))
    .default([]),
});

/** The same, as it is read. */
export type MailToSend = z.output<typeof mailToSendShape>;

/** Writes it as a mail program would. @returns the bytes and their Message-ID, with angle brackets */
export async function writeMail(mail: MailToSend): Promise<{ messageId: string; bytes: Buffer }> {
  const messageId = `<${randomUUID()}@${mail.from.slice(mail.from.lastIndexOf('@') + 1)}>`;
  const attachments = mail.attachments.map((one) => ({ ...one, content: Buffer.from(one.content, 'base64') }));
  const references = mail.inReplyTo;
  const bytes = await new MailComposer({ ...mail, attachments, messageId, references }).compile().build();
  return { messageId, bytes };
}
