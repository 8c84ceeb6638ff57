import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Person } from '../../domain/network/actor';
import { PLATFORM } from '../../domain/rule';
import { getDocument } from '../../journal/documents';
import { givenBefore } from '../../journal/given-before';
import { INCOMING_STANDINGS, PEC_KINDS } from '../../journal/pec';
import { dismissIncoming, findIncoming, type IncomingMessage } from '../../journal/pec-desk';
import { run } from '../../journal/sql';
import { asFile } from '../agreements/files';
import { seesAgreement } from '../agreements/list';
import { checksView } from '../agreements/view-schema';
import { endpoint } from '../endpoint';
import { ApiError, notFound, refusal } from '../errors';
import { giveTo } from '../give';
import { keyed, numberInUrl, paging } from '../input';
import { pageOf, readPage } from '../page';
import { allOf, type Condition, readsMailboxes, when } from '../scope';

const messageRow = z.object({
  id: z.int(),
  mailbox: z.string(),
  kind: z.enum(PEC_KINDS),
  standing: z.enum(INCOMING_STANDINGS),
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
  if (!readsMailboxes(actor)) throw new ApiError('forbidden');
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
    query: z.strictObject({
      ...paging,
      standing: z.enum(INCOMING_STANDINGS).optional(),
      kind: z.enum(PEC_KINDS).optional(),
    }),
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

/** An incoming message a person may read. Throws ApiError `not-found`. */
async function seenMessage(strapi: Core.Strapi, actor: Person, id: number): Promise<IncomingMessage> {
  const { sql, bindings } = mailboxesOf(actor);
  const db = strapi.db.connection;
  const { rows } = await run(db, `select 1 from pec_message m where m.id = ? and ${sql}`, [id, ...bindings]);
  const found = rows.length > 0 ? await findIncoming(db, id) : null;
  if (!found) throw notFound();
  return found;
}

/** True when there is such a framework agreement. */
async function isFramework(db: Knex, id: string): Promise<boolean> {
  const { rows } = await run(db, 'select 1 from framework_agreements where document_id = ?', [id]);
  return rows.length > 0;
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
    await seenMessage(strapi, actor, params.id);
    // What was filed or proposed is a process's: there it is dismissed, with its reason.
    if (!(await dismissIncoming(strapi.db.connection, params.id))) throw settled();
    return { data: { id: params.id, standing: 'dismissed' as const } };
  },
);

/** The refusal of what was done with a message before, or is not its kind. */
const settled = (): ApiError => refusal({ rule: 'already-done', source: PLATFORM });

/**
 * Marks a message as proposed to a process, beside the command that proposes it. Throws ApiError `refused` when somebody was
 * faster, or when it is no message that could answer. One that an agreement dismissed may answer another.
 */
async function markProposed(trx: Knex, id: number, stream: string): Promise<void> {
  const { rowCount } = await run(
    trx,
    `update pec_message set standing = 'proposed', reason = '', stream = ?
     where id = ? and direction = 'in' and kind = 'envelope' and reason <> 'being-filed'
       and (standing = 'unmatched' or (standing = 'dismissed' and reason = ''))`,
    [stream, id],
  );
  if (rowCount === 0) throw settled();
}

const propose = endpoint(
  {
    name: 'propose',
    method: 'POST',
    path: '/pec-messages/:id/propose',
    summary: 'Proposes a message, which names none of ours, to the agreement it answers',
    status: 200,
    params: one,
    headers: keyed,
    body: z.strictObject({ stream: z.string().regex(/^(?:agreement|framework)\/[a-z0-9-]{1,60}$/) }),
    answer: z.object({ data: z.object({ id: z.int(), standing: z.literal('proposed') }) }),
    errors: ['unauthenticated', 'forbidden', 'not-found', 'refused'],
  },
  async ({ strapi, params, body, headers, correlation }, { actor }) => {
    const { kind, sender, checks, document, seenAt } = await seenMessage(strapi, actor, params.id);
    if (kind !== 'envelope' || checks === null) throw settled();
    const { stream } = body;
    const key = headers['idempotency-key'];
    const [process, id = ''] = stream.split('/');
    const before = await givenBefore(strapi.db.connection, actor, key);
    await giveTo(strapi, {
      actor,
      stream,
      command: 'propose-message',
      data: { message: params.id, document, sender, at: seenAt.getTime(), checks },
      key,
      correlation,
      isVisible: async (db) =>
        process === 'agreement' ? seesAgreement(db, actor, id) : actor.role === 'directorate' && isFramework(db, id),
      beside: before ? async () => {} : (trx) => markProposed(trx, params.id, stream),
    });
    return { data: { id: params.id, standing: 'proposed' as const } };
  },
);

/** Certified mail over HTTP. */
export const PEC_ENDPOINTS = [list, raw, dismiss, propose] as const;
