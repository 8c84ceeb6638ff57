import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { Person } from '../../domain/network/actor';
import { append } from '../../journal/append';
import { getDocument } from '../../journal/documents';
import { settleIncoming } from '../../journal/pec';
import { asFile } from '../agreements/files';
import { checksView } from '../agreements/view-schema';
import { endpoint } from '../endpoint';
import { ApiError, notFound, refusal } from '../errors';
import { idempotencyKey, numberInUrl, paging } from '../input';
import { journalOf } from '../journal';
import { pageOf, readPage } from '../page';
import { allOf, type Condition, when } from '../scope';

const KINDS = [
  'accettazione',
  'non-accettazione',
  'presa-in-carico',
  'avvenuta-consegna',
  'preavviso-errore-consegna',
  'errore-consegna',
  'rilevazione-virus',
  'envelope',
  'anomaly',
  'ordinary',
  'unreadable',
] as const;
const STANDINGS = ['filed', 'proposed', 'unmatched', 'quarantined', 'dismissed'] as const;

const messageRow = z.object({
  id: z.int(),
  mailbox: z.string(),
  kind: z.enum(KINDS),
  standing: z.enum(STANDINGS),
  reason: z
    .string()
    .meta({ description: 'A code of the catalogues, pec-reason.<code>; empty when there is nothing to say.' }),
  sender: z.string(),
  checks: checksView.nullable(),
  stream: z.string().nullable(),
  seenAt: z.iso.datetime(),
});

/** Whose mailboxes a person reads: the central directorate every one, a structure its own. Throws ApiError `forbidden`. */
function mailboxesOf(actor: Person): Condition {
  if (actor.role === 'directorate') return { sql: 'true', bindings: [] };
  if (actor.role !== 'structure') throw new ApiError('forbidden');
  return {
    sql: 'm.mailbox in (select lower(s.pec) from structures s where s.territory_id = ?)',
    bindings: [actor.territoryId ?? 0],
  };
}

const SELECT = `m.id::int as id, m.mailbox, m.kind, m.standing, m.reason, m.sender, m.checks, m.stream, m.seen_at as "seenAt"`;

const list = endpoint(
  {
    name: 'list',
    method: 'GET',
    path: '/pec-messages',
    summary:
      'Certified mail that came in, newest first: what waits for somebody, and what was set apart with its reason',
    status: 200,
    query: z.strictObject({ ...paging, standing: z.enum(STANDINGS).optional(), kind: z.enum(KINDS).optional() }),
    answer: pageOf(messageRow),
    errors: ['unauthenticated', 'forbidden'],
  },
  ({ strapi, query }, { actor }) =>
    readPage<z.output<typeof messageRow>>(
      strapi.db.connection,
      {
        select: SELECT,
        from: 'pec_message m',
        where: allOf([
          mailboxesOf(actor),
          { sql: `m.direction = 'in'`, bindings: [] },
          when(query.standing, 'm.standing = ?'),
          when(query.kind, 'm.kind = ?'),
        ]),
        order: 'm.id desc',
      },
      query,
    ),
);

interface Message {
  readonly id: number;
  readonly kind: string;
  readonly standing: string;
  readonly sender: string;
  readonly checks: z.output<typeof checksView> | null;
  readonly document: string;
  readonly seen_at: Date;
}

/** An incoming message a person may read. Throws ApiError `not-found`. */
async function seenMessage(strapi: Core.Strapi, actor: Person, id: number): Promise<Message> {
  const { sql, bindings } = mailboxesOf(actor);
  const { rows } = await strapi.db.connection.raw<{ rows: Message[] }>(
    `select m.id::int as id, m.kind, m.standing, m.sender, m.checks, m.document, m.seen_at from pec_message m
     where m.id = ? and m.direction = 'in' and ${sql}`,
    [id, ...(bindings as number[])],
  );
  const [row] = rows;
  if (!row) throw notFound();
  return row;
}

const one = z.object({ id: numberInUrl });

const raw = endpoint(
  {
    name: 'raw',
    method: 'GET',
    path: '/pec-messages/:id/raw',
    summary: 'A message whole, as it came',
    status: 200,
    params: one,
    files: ['message/rfc822'],
    errors: ['unauthenticated', 'forbidden', 'not-found'],
  },
  async ({ strapi, ctx, params }, { actor }) => {
    const message = await seenMessage(strapi, actor, params.id);
    const document = await getDocument(strapi.db.connection, message.document);
    if (!document) throw notFound();
    return asFile(ctx, 'message/rfc822', `pec-${params.id}.eml`, document.content);
  },
);

const dismiss = endpoint(
  {
    name: 'dismiss',
    method: 'POST',
    path: '/pec-messages/:id/dismiss',
    summary: 'Sets a message aside that answers nothing of ours: it stays whole, and is no longer work',
    status: 200,
    params: one,
    answer: z.object({ data: z.object({ id: z.int(), standing: z.literal('dismissed') }) }),
    errors: ['unauthenticated', 'forbidden', 'not-found', 'refused'],
  },
  async ({ strapi, params }, { actor }) => {
    const { standing } = await seenMessage(strapi, actor, params.id);
    // What was filed or proposed is a process's: there it is dismissed, with its reason.
    if (standing !== 'unmatched' && standing !== 'quarantined') throw refusal({ rule: 'already-done', source: SOURCE });
    await settleIncoming(strapi.db.connection, params.id, { standing: 'dismissed', reason: '' });
    return { data: { id: params.id, standing: 'dismissed' as const } };
  },
);

const SOURCE = 'Regola della piattaforma';

const propose = endpoint(
  {
    name: 'propose',
    method: 'POST',
    path: '/pec-messages/:id/propose',
    summary: 'Proposes a message, which names none of ours, to the agreement it answers',
    status: 200,
    params: one,
    headers: z.object({ 'idempotency-key': idempotencyKey }),
    body: z.strictObject({ stream: z.string().regex(/^(?:agreement|framework)\/[a-z0-9-]{1,60}$/) }),
    answer: z.object({ data: z.object({ id: z.int(), standing: z.literal('proposed') }) }),
    errors: ['unauthenticated', 'forbidden', 'not-found', 'refused'],
  },
  async ({ strapi, params, body, headers, correlation }, { actor }) => {
    const { kind, standing, sender, checks, document, seen_at } = await seenMessage(strapi, actor, params.id);
    if (kind !== 'envelope' || standing !== 'unmatched' || checks === null) {
      throw refusal({ rule: 'already-done', source: SOURCE });
    }
    const answer = await append(journalOf(strapi), {
      stream: body.stream,
      command: {
        name: 'propose-message',
        data: { message: params.id, document, sender, at: seen_at.getTime(), checks },
      },
      actor,
      key: headers['idempotency-key'],
      correlation,
    });
    if (answer.outcome === 'refused') throw refusal(answer);
    if (answer.outcome !== 'accepted') throw new ApiError('key-reused', { field: 'Idempotency-Key' });
    await settleIncoming(strapi.db.connection, params.id, { standing: 'proposed', reason: '' });
    return { data: { id: params.id, standing: 'proposed' as const } };
  },
);

/** Certified mail over HTTP. */
export const PEC_ENDPOINTS = [list, raw, dismiss, propose] as const;
