import { type ParsedMail, simpleParser } from 'mailparser';
import { addresses, messageIds } from './headers';
import { readParts } from './mime';
import { Unreadable } from './reasons';

/** A file that came with a certified message. */
export interface MailFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

/** The message an envelope carries, as a person would read it. */
export interface InnerMail {
  /** Address of its From, lower case. */
  readonly sender: string;
  readonly subject: string;
  readonly text: string;
  /** Message ids it answers (In-Reply-To, then References), without angle brackets. */
  readonly answers: readonly string[];
  readonly attachments: readonly MailFile[];
}

/** Reads a `postacert.eml`. Throws Unreadable; how deep and in how many parts it may be is `readParts`'. */
export async function readInnerMail(raw: Buffer): Promise<InnerMail> {
  const { headers } = readParts(raw);
  const [sender, other] = addresses(headers.one('from'));
  if (sender === undefined || other !== undefined) throw new Unreadable('odd-header');
  const cited = [...messageIds(headers.one('in-reply-to')), ...messageIds(headers.one('references'))];
  const mail = await parse(raw);
  return {
    sender,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    answers: [...new Set(cited)],
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      name: filename ?? '',
      mediaType: contentType.toLowerCase(),
      content,
    })),
  };
}

async function parse(raw: Buffer): Promise<ParsedMail> {
  try {
    return await simpleParser(raw, {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
      skipTextLinks: true,
    });
  } catch {
    throw new Unreadable('broken-mime');
  }
}
