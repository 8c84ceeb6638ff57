import type { Knex } from 'knex';
import type { CalendarNotice, Instant } from '../domain/process';
import { run } from './sql';

/** A template's two texts, in one language. */
export interface MailText {
  readonly subject: string;
  readonly body: string;
}

function templateOf(row: { readonly subject: string | null; readonly body: string | null }): MailText | null {
  return row.subject === null || row.body === null ? null : { subject: row.subject, body: row.body };
}

/** A mail of the log with all that is needed to compose it. */
export interface OwedMail {
  readonly id: number;
  readonly documentId: string;
  readonly messageId: string;
  readonly stream: string;
  readonly correlation: string;
  readonly attempts: number;
  readonly to: string;
  readonly name: string;
  /** The site of the consult an invitation is for. */
  readonly site: string | null;
  readonly language: 'it' | 'en';
  /** Null when there is none by its code, neither in the reader's language nor in Italian. */
  readonly template: MailText | null;
  readonly variables: Readonly<Record<string, string | number>>;
  readonly calendar: CalendarNotice | null;
  /** For a digest: the notices it carries, each with the template of its line. */
  readonly lines: readonly {
    readonly template: MailText | null;
    readonly variables: Readonly<Record<string, string | number>>;
  }[];
}

/**
 * Marks a mail as being handed over and reads it, committed before anything leaves (invariant 6). `needless`: it needs no
 * sending any more. `too-late`: a reminder whose moment has passed or whose consult is not booked at that time any more, or
 * an invitation that a newer one has overtaken; recorded as not sent (invariant 7). A mail found `sending` after a crash counts as one
 * more attempt under the same Message-ID.
 */
export async function beginMail(db: Knex, id: number, now: Instant): Promise<OwedMail | 'needless' | 'too-late'> {
  const { rows } = await run<MailRow>(
    db,
    `with taken as (
       update mails m set updated_at = now(), language = (select language from up_users where id = m.user_id),
         status = case when late.late then 'not-sent' else 'sending' end,
         attempts = m.attempts + case when late.late then 0 else 1 end
       from (select coalesce(o.not_after < ?::timestamptz, false) or exists (
               select 1 from mails n where n.user_id = o.user_id and n.calendar ->> 'uid' = o.calendar ->> 'uid'
                 and (n.calendar ->> 'sequence')::int > (o.calendar ->> 'sequence')::int)
               or o.template = 'consult-reminder' and not exists (
                 select 1 from consults k join cases c on c.id = k.case_id
                 where c.document_id = substr(o.stream, 6) and k.status = 'booked' and k.starts_at
                   = timestamp 'epoch' + (o.variables ->> 'when')::bigint * interval '1 millisecond') as late
             from mails o where o.id = ?) late
       where m.id = ? and m.status in ('queued', 'sending')
       returning m.*)
     select m.id, m.document_id, m.message_id, m.stream, m.correlation, m.attempts, m.variables::json, m.calendar::json,
            m.status, m.template as code, u.email, u.full_name as name, coalesce(u.language, 'it') as language, t.subject,
            t.body, s.name || ', ' || s.address as site
     from taken m join up_users u on u.id = m.user_id
     left join consults c on c.document_id = m.calendar ->> 'uid' left join sites s on s.id = c.site_id
     left join lateral (
       select subject, body from mail_templates t where t.code = m.template and t.language in (u.language, 'it')
       order by (t.language = u.language) desc limit 1) t on true`,
    [new Date(now), id, id],
  );
  const row = rows[0];
  if (!row) return 'needless';
  if (row.status === 'not-sent') return 'too-late';
  return {
    id: row.id,
    documentId: row.document_id,
    messageId: row.message_id,
    stream: row.stream,
    correlation: row.correlation,
    attempts: row.attempts,
    to: row.email,
    name: row.name ?? '',
    site: row.site,
    language: row.language,
    template: templateOf(row),
    variables: row.variables,
    calendar: row.calendar,
    lines: await digestLines(db, row),
  };
}

interface MailRow {
  id: number;
  document_id: string;
  message_id: string;
  stream: string;
  correlation: string;
  attempts: number;
  variables: Record<string, string | number>;
  calendar: CalendarNotice | null;
  status: string;
  code: string;
  email: string;
  name: string | null;
  site: string | null;
  language: 'it' | 'en';
  subject: string | null;
  body: string | null;
}

async function digestLines(db: Knex, mail: MailRow): Promise<OwedMail['lines']> {
  if (mail.code !== 'digest') return [];
  const { rows } = await run<{
    subject: string | null;
    body: string | null;
    variables: Record<string, string | number>;
  }>(
    db,
    `select n.variables::json, t.subject, t.body from notices n
     left join lateral (
       select subject, body from mail_templates t where t.code = n.template and t.language in (?, 'it')
       order by (t.language = ?) desc limit 1) t on true
     where n.mail_id = ? and n.channel = 'digest' order by n.id`,
    [mail.language, mail.language, mail.id],
  );
  return rows.map((row) => ({ variables: row.variables, template: templateOf(row) }));
}

/** The mail server took it. */
export async function mailSent(db: Knex, id: number): Promise<void> {
  await run(
    db,
    `update mails set status = 'sent', sent_at = clock_timestamp(), updated_at = now(), error = null where id = ?`,
    [id],
  );
}

/** It could not be handed over: queued again for `retryAt`, or failed for good when that is null. */
export async function mailFailed(
  db: Knex,
  id: number,
  why: { readonly code: string; readonly message: string; readonly retryAt: Instant | null },
): Promise<void> {
  await run(
    db,
    `update mails set status = ?, not_before = coalesce(?::timestamptz, not_before), error_code = ?, error = ?, updated_at = now()
     where id = ? and status = 'sending'`,
    [
      why.retryAt === null ? 'failed' : 'queued',
      why.retryAt === null ? null : new Date(why.retryAt),
      why.code,
      why.message.slice(0, 500),
      id,
    ],
  );
}

/** The streams whose notices a digest carried. */
export async function gatheredStreams(db: Knex, mail: number): Promise<readonly string[]> {
  const { rows } = await run<{ stream: string }>(
    db,
    `select distinct stream from notices where mail_id = ? and channel = 'digest' order by stream`,
    [mail],
  );
  return rows.map((row) => row.stream);
}
