import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Instant, Notice } from '../domain/process';
import { type Part, writeParts } from './parts';
import { fallbackQueries, type Query, recipientQuery } from './recipients';
import type { Binding } from './sql';

const HOUR = 3_600_000;

/** The entry that owes the notices, and how they are to be written. */
export interface OwedBy {
  readonly stream: string;
  readonly version: number;
  readonly correlation: string;
  readonly now: Instant;
  readonly mailDomain: string;
  readonly effects: 'owed' | 'not-sent';
}

/** The writes of one notice; `told` is the part that counts the people it reaches. */
export interface NoticeParts {
  readonly parts: readonly Part[];
  readonly told: string;
}

/**
 * A notice as writes of the transaction that owes it (invariant 5: no effect without a record). A notice of its own gets
 * its mail row at once; the others wait for the person's daily digest, whose process is woken. `name` keeps the parts
 * of several notices apart.
 */
export function noticeParts(
  name: string,
  by: OwedBy,
  notice: Notice,
  who: Query = recipientQuery(notice.to, { ...by, leavers: notice.calendar?.method === 'CANCEL' }),
): NoticeParts {
  const asked = notice.exceptReadersOf ? butFor(who, notice.exceptReadersOf) : who;
  return notice.channel === 'own' ? mailParts(name, by, notice, asked) : lineParts(name, by, notice, asked);
}

/** The same people but for those whom these mails were for. */
function butFor([who, bindings]: Query, mails: readonly string[]): Asked {
  return [
    `select id from (${who}) asked where id not in (select user_id from mails where document_id = any(?::text[]))`,
    [...bindings, mails],
  ];
}

type Asked = readonly [sql: string, bindings: readonly Binding[]];

/** Tells the next rung of a notice that reached nobody, and the one after it if that is empty too. */
export async function climb(trx: Knex.Transaction, by: OwedBy, notice: Notice): Promise<void> {
  for (const who of fallbackQueries(notice.to)) {
    const { parts, told } = noticeParts('next', by, notice, who);
    const counts = await writeParts(trx, parts, [told]);
    if ((counts[told] ?? 0) > 0) return;
  }
}

function mailParts(name: string, by: OwedBy, notice: Notice, [who, bindings]: Asked): NoticeParts {
  const at = new Date(by.now);
  const key = randomUUID();
  const variables = JSON.stringify(notice.variables);
  const calendar = notice.calendar ? JSON.stringify(notice.calendar) : null;
  const notAfter = notice.notAfter === undefined ? null : new Date(notice.notAfter);
  const status = by.effects === 'owed' ? 'queued' : 'not-sent';
  return {
    told: `${name}_mail`,
    parts: [
      {
        name: `${name}_mail`,
        sql: `insert into mails (document_id, message_id, stream, correlation, user_id, template, status, attempts,
                calendar, variables, queued_at, not_before, not_after, created_at, updated_at, published_at)
              select ? || '-' || id, '<' || ? || '-' || id || '@' || ? || '>', ?, ?, id, ?, ?, 0,
                ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ? from (${who}) who returning id, user_id, document_id`,
        bindings: [
          ...[key, key, by.mailDomain, by.stream, by.correlation, notice.template, status],
          ...[calendar, variables, at, at, notAfter, at, at, at],
          ...bindings,
        ],
      },
      {
        name: `${name}_line`,
        sql: `insert into notices (document_id, stream, version, key, user_id, template, channel, variables, mail_id,
                created_at, updated_at, published_at)
              select document_id, ?, ?, ?, user_id, ?, 'own', ?::jsonb, id, ?, ?, ? from ${name}_mail`,
        bindings: [by.stream, by.version, notice.key, notice.template, variables, at, at, at],
      },
      ...(notice.gathers
        ? [
            {
              name: `${name}_gathered`,
              sql: `update notices set mail_id = m.id from ${name}_mail m where notices.id = any(?::int[])`,
              bindings: [[...notice.gathers]],
            },
          ]
        : []),
    ],
  };
}

function lineParts(name: string, by: OwedBy, notice: Notice, [who, bindings]: Asked): NoticeParts {
  const at = new Date(by.now);
  const owed = by.effects === 'owed';
  return {
    told: `${name}_line`,
    parts: [
      {
        name: `${name}_line`,
        sql: `insert into notices (document_id, stream, version, key, user_id, template, channel, variables, skipped,
                created_at, updated_at, published_at)
              select ? || '-' || id, ?, ?, ?, id, ?, 'digest', ?::jsonb, ?, ?, ?, ? from (${who}) who returning user_id`,
        bindings: [
          ...[randomUUID(), by.stream, by.version, notice.key, notice.template, JSON.stringify(notice.variables)],
          ...[!owed, at, at, at],
          ...bindings,
        ],
      },
      {
        name: `${name}_wake`,
        // A line that has waited for less than an hour has had its digest woken. Its lock keeps it waiting until this one is
        // written, or shows that it is joining a mail just now: then this one needs a wake of its own. An older line may
        // be one that was nobody's to send, of a person who was away.
        sql: `insert into journal_wake (stream, correlation)
              select 'digest/' || l.user_id, ? from ${name}_line l where ? and not exists (
                select 1 from notices n where n.user_id = l.user_id and n.channel = 'digest' and n.mail_id is null
                  and not n.skipped and n.created_at > ? for share skip locked)`,
        bindings: [by.correlation, owed, new Date(by.now - HOUR)],
      },
    ],
  };
}
