import type { DispatchState, Leg } from '../domain/dispatch/types';
import type { LegName } from '../domain/process';
import { getDocument, type StoredDocument } from './documents';
import { foldStream } from './look';
import type { MailText } from './mails';
import { run } from './sql';
import type { Journal } from './types';

/** A message to offices with all that is needed to hand one try of it over. */
export interface OwedLetter {
  readonly dispatch: DispatchState;
  readonly leg: Leg;
  /** The request that owes it, found again in the message. */
  readonly correlation: string;
  /** The whole message as it began to leave before; null before the first time. */
  readonly made: Buffer | null;
  /** Null when there is none by its code in Italian, the language of the offices it goes to. */
  readonly template: MailText | null;
  /** In the order's order, until the message is made; null for a document that is not there. */
  readonly attachments: readonly (StoredDocument | null)[];
}

/** Reads one try of a message from its process's journal; null when the process knows none of that name. */
export async function readLetter(journal: Journal, stream: string, name: LegName): Promise<OwedLetter | null> {
  const { host, state } = await foldStream(journal, stream);
  const dispatches = host.dispatches?.(state) ?? {};
  const dispatch = Object.hasOwn(dispatches, name.dispatch) ? dispatches[name.dispatch] : undefined;
  const leg = dispatch?.legs.find((one) => one.channel === name.channel && one.attempt === name.attempt);
  if (!dispatch || !leg) return null;
  const { db } = journal;
  const { template, attachments } = dispatch.order;
  const made = leg.document === null ? null : await getDocument(db, leg.document);
  return {
    dispatch,
    leg,
    made: made?.content ?? null,
    correlation: await correlationOf(journal, stream, leg),
    template: await letterTemplate(journal, template),
    attachments: made ? [] : await Promise.all(attachments.map((one) => getDocument(db, one.document))),
  };
}

/** Of the entry that set when it may leave: what owed it, what sent it again, or what put it off. */
async function correlationOf({ db }: Journal, stream: string, { since }: Leg): Promise<string> {
  const { rows } = await run<{ correlation: string }>(
    db,
    'select correlation from journal_entry where stream = ? and version = ?',
    [stream, since],
  );
  return rows[0]?.correlation ?? '';
}

async function letterTemplate({ db }: Journal, code: string): Promise<MailText | null> {
  const { rows } = await run<MailText>(
    db,
    `select subject, body from mail_templates where code = ? and language = 'it'`,
    [code],
  );
  return rows[0] ?? null;
}
