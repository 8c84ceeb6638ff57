import type { Knex } from 'knex';
import { RECEIPT_KINDS } from '../domain/dispatch/types';
import type { Checks, DocumentHash } from '../domain/evidence/checks';
import { putDocument } from './documents';
import { run } from './sql';

/** What a message is; the words are in the catalogues as `pec-kind.<kind>`. */
export const PEC_KINDS = [...RECEIPT_KINDS, 'envelope', 'anomaly', 'ordinary', 'unreadable'] as const;
export type PecKind = (typeof PEC_KINDS)[number];
/** How a message that came in stands: handed to its process, waiting for somebody, set apart, or looked at. */
export const INCOMING_STANDINGS = ['filed', 'proposed', 'unmatched', 'quarantined', 'dismissed'] as const;
export type IncomingStanding = (typeof INCOMING_STANDINGS)[number];

/** A message that came in, as it is first recorded. Ids are without angle brackets, addresses in lower case. */
export interface Incoming {
  readonly mailbox: string;
  /** Empty where it has none that can be read. */
  readonly messageId: string;
  readonly kind: PecKind;
  readonly standing: IncomingStanding;
  /** A code of `pec-reason.<code>`, if need be with more after a colon; empty where there is nothing to explain. */
  readonly reason: string;
  readonly sender: string;
  /** Of a receipt: the id the provider gave the message. */
  readonly identifier: string;
  readonly checks: Checks | null;
  readonly stream: string | null;
  readonly dispatch: string | null;
  readonly content: Buffer;
}

/** Where a recorded message stands. */
export interface Recorded {
  readonly id: number;
  readonly document: DocumentHash;
  /** Of this mailbox: false when the same bytes had come in before. */
  readonly isNew: boolean;
  readonly standing: IncomingStanding;
  readonly reason: string;
}

/** Records a message that came in, once a mailbox: the same bytes seen again answer with the row that is there. */
export async function recordIncoming(db: Knex, incoming: Incoming): Promise<Recorded> {
  const { mailbox, messageId, kind, standing, reason, sender, identifier, checks, stream, dispatch } = incoming;
  return db.transaction(async (trx) => {
    const document = await putDocument(trx, 'message/rfc822', incoming.content);
    const { rows } = await run<{ id: string }>(
      trx,
      `insert into pec_message
         (mailbox, direction, message_id, kind, standing, reason, sender, identifier, checks, stream, dispatch, document)
       values (?, 'in', ?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?)
       on conflict (mailbox, direction, document) do nothing returning id`,
      [
        ...[mailbox, messageId, kind, standing, reason, sender, identifier],
        ...[checks && JSON.stringify(checks), stream, dispatch, document],
      ],
    );
    if (rows[0]) return { id: Number(rows[0].id), document, isNew: true, standing, reason };
    const known = await run<{ id: string; standing: IncomingStanding; reason: string }>(
      trx,
      `select id, standing, reason from pec_message where mailbox = ? and direction = 'in' and document = ?`,
      [mailbox, document],
    );
    const [row] = known.rows;
    if (!row) throw new Error('a message is neither new nor known');
    return { id: Number(row.id), document, isNew: false, standing: row.standing, reason: row.reason };
  });
}

/** Says where a message stands now. */
export async function settleIncoming(
  db: Knex,
  id: number,
  { standing, reason }: { readonly standing: IncomingStanding; readonly reason: string },
): Promise<void> {
  await run(db, `update pec_message set standing = ?, reason = ? where id = ? and direction = 'in'`, [
    standing,
    reason,
    id,
  ]);
}

/**
 * Whether the receipt was filed from this mailbox under other bytes: carried twice, it is one. Not by its Message-ID
 * alone, which nobody signed.
 */
export async function filedBefore(
  db: Knex,
  { mailbox, messageId, kind, identifier }: Pick<Incoming, 'mailbox' | 'messageId' | 'kind' | 'identifier'>,
): Promise<boolean> {
  const { rows } = await run(
    db,
    `select 1 from pec_message where mailbox = ? and direction = 'in' and message_id = ? and kind = ? and identifier = ?
       and standing = 'filed' limit 1`,
    [mailbox, messageId, kind, identifier],
  );
  return rows.length > 0;
}

/** A message of ours, as it is recorded before it leaves. */
export interface Outgoing {
  readonly mailbox: string;
  /** Without angle brackets. */
  readonly messageId: string;
  readonly stream: string;
  readonly dispatch: string;
  /** The whole message as it leaves. */
  readonly document: DocumentHash;
}

/** Records a message of ours, in the transaction that says it is being sent; recorded again it is the same. */
export async function recordSent(
  trx: Knex,
  { mailbox, messageId, stream, dispatch, document }: Outgoing,
): Promise<void> {
  await run(
    trx,
    `insert into pec_message (mailbox, direction, message_id, kind, standing, stream, dispatch, document)
     values (?, 'out', ?, 'sent', 'sent', ?, ?, ?) on conflict (mailbox, direction, document) do nothing`,
    [mailbox, messageId, stream, dispatch, document],
  );
}

/** A message of ours that a receipt speaks of, or a letter answers. */
export interface Sent {
  readonly mailbox: string;
  readonly stream: string;
  readonly dispatch: string;
}

/** Far more than the header of a message of ours: its recipients are in there. */
const HEAD_BYTES = 64 * 1024;

/** The message of ours by its Message-ID, with the beginning of it as it left; null when we sent none. */
export async function findSent(db: Knex, messageId: string): Promise<(Sent & { readonly head: Buffer }) | null> {
  const { rows } = await run<Sent & { head: Buffer }>(
    db,
    `select mailbox, stream, dispatch, substring(content from 1 for ${HEAD_BYTES}) as head
     from pec_message join document on sha256 = document
     where direction = 'out' and message_id = ? order by id limit 1`,
    [messageId],
  );
  return rows[0] ?? null;
}

/**
 * The message of ours that one of these ids is of: our own Message-ID, or the one its provider gave it as the acceptance
 * that was filed says. The newest, when they are several; null when none is ours.
 */
export async function findAnswered(db: Knex, ids: readonly string[]): Promise<Sent | null> {
  if (ids.length === 0) return null;
  const { rows } = await run<Sent>(
    db,
    `select mailbox, stream, dispatch from pec_message
     where (direction = 'out' and message_id = any(?::text[]))
        or (direction = 'in' and kind = 'accettazione' and standing = 'filed' and identifier = any(?::text[]))
     order by id desc limit 1`,
    [ids, ids],
  );
  return rows[0] ?? null;
}

/** How far a mailbox has been read; UIDs mean something within their validity only (RFC 9051 §2.3.1.1). */
export interface Position {
  readonly uidValidity: number;
  readonly lastUid: number;
}

/** How far a mailbox has been read; null when it never was. */
export async function readPosition(db: Knex, address: string): Promise<Position | null> {
  const { rows } = await run<{ uid_validity: string; last_uid: string }>(
    db,
    'select uid_validity, last_uid from pec_mailbox where address = ?',
    [address],
  );
  const [row] = rows;
  return row ? { uidValidity: Number(row.uid_validity), lastUid: Number(row.last_uid) } : null;
}

/** Notes how far a mailbox has been read. */
export async function savePosition(db: Knex, address: string, { uidValidity, lastUid }: Position): Promise<void> {
  await run(
    db,
    `insert into pec_mailbox (address, uid_validity, last_uid) values (?, ?, ?)
     on conflict (address) do update set uid_validity = excluded.uid_validity, last_uid = excluded.last_uid`,
    [address, uidValidity, lastUid],
  );
}
