import { DateTime } from 'luxon';
import { italianDate } from '../../domain/agreement-text/fill';
import { ROME } from '../../domain/calendar/rome';
import { senderAddress } from '../../domain/mail/sender';
import { type MailTemplate, renderTemplate, type TemplateValues } from '../../domain/mail/template';
import { type MessageKey, message } from '../../domain/messages/message';
import type { MailText, OwedMail } from '../../journal/mails';
import { renderInvitation } from './calendar';
import type { OutgoingMail } from './smtp';

/** Who the platform's mails come from and where its pages are. */
export interface Sender {
  readonly name: string;
  readonly address: string;
  readonly publicUrl: string;
}

/** The sender the settings name, with the address of the platform's pages. */
export function senderOf(from: string, publicUrl: string): Sender {
  return { ...senderAddress(from), publicUrl };
}

type Language = OwedMail['language'];

/** Rules give codes, instants and days; a reader gets words and dates in their language, in Rome's time. */
export function readable(variables: TemplateValues, language: Language, sender: Sender): TemplateValues {
  const shown: Record<string, string | number> = { pages: sender.publicUrl };
  for (const [name, value] of Object.entries(variables)) {
    if (name === 'subject') shown[name] = message(language, `subject.${value}` as MessageKey);
    else if (name === 'when' || name === 'due') shown[name] = date(Number(value), language);
    else if (DAY.test(String(value))) shown[name] = day(String(value), language);
    else shown[name] = value;
  }
  return shown;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function day(value: string, language: Language): string {
  return language === 'it' ? italianDate(value) : DateTime.fromISO(value, { locale: 'en' }).toFormat('d LLLL yyyy');
}

function date(instant: number, language: Language): string {
  const format = language === 'it' ? "cccc d LLLL yyyy 'alle' HH:mm" : "cccc d LLLL yyyy 'at' HH:mm";
  return DateTime.fromMillis(instant, { zone: ROME, locale: language }).toFormat(format);
}

/** One notice of a digest as a line: its template's subject, or the case's code or the agreement's title where that cannot be filled. */
function lineOf(line: OwedMail['lines'][number], language: Language, sender: Sender): string {
  try {
    return renderTemplate(templateKnown(line.template), readable(line.variables, language, sender)).subject;
  } catch {
    // One broken template must not cost a person the whole day's digest.
    return String(line.variables['code'] ?? line.variables['title'] ?? '');
  }
}

/** A template that is there. Throws TypeError. */
export function templateKnown(text: MailText | null): MailTemplate {
  if (text === null) throw new TypeError('there is no template by this code');
  return { ...text, variables: [] };
}

/**
 * A mail of the log as it goes out. Throws TypeError naming a variable its template asks for and nobody gave: the mail
 * stays in the log as failed work, never as a half-empty message.
 */
export function compose(mail: OwedMail, sender: Sender, now: number): OutgoingMail {
  const { language } = mail;
  const lines = mail.lines.map((line) => `- ${lineOf(line, language, sender)}`);
  const values = { ...readable(mail.variables, language, sender), lines: lines.join('\n') };
  const { subject, text } = renderTemplate(templateKnown(mail.template), values);
  return {
    messageId: mail.messageId,
    to: mail.to,
    subject,
    text,
    correlation: mail.correlation,
    attempt: mail.attempts,
    ...(mail.calendar
      ? {
          calendar: {
            method: mail.calendar.method,
            content: renderInvitation({
              ...mail.calendar,
              summary: subject,
              location: mail.site ?? '',
              organizer: { name: sender.name, address: sender.address },
              attendees: [{ name: mail.name, address: mail.to }],
              stamp: now,
            }),
          },
        }
      : {}),
  };
}
