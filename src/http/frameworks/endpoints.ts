import { z } from 'zod';
import { modelText } from '../../domain/agreement-text/model-text';
import type { ModelText } from '../../domain/agreement-text/types';
import { FRAMEWORK_BY_PEOPLE, FRAMEWORK_COMMANDS, type FrameworkCommandName } from '../../domain/framework/commands';
import type { FrameworkState } from '../../domain/framework/state';
import { message } from '../../domain/messages/message';
import { readModelRows } from '../../journal/agreement/model';
import { hostOf } from '../../journal/append';
import { asFile, DOCUMENT_TYPES, sendDocument } from '../agreements/files';
import { documentsNamed } from '../agreements/shared-views';
import { endpoint } from '../endpoint';
import { notFound } from '../errors';
import { giveTo } from '../give';
import { byId, keyed, keyedAtVersion, paging, read } from '../input';
import { journalOf } from '../journal';
import { pageOf, readPage } from '../page';
import { settledBeside } from '../pec/settled';
import { frameworkNote } from './note';
import { uploadNote } from './upload';
import { requireDirectorate, seenFramework, summaryOf, viewOf } from './view';
import { frameworkRow, frameworkSummary, frameworkView } from './view-schema';

const HUMAN = Object.keys(FRAMEWORK_BY_PEOPLE).filter((name) => name !== 'open-framework') as [
  FrameworkCommandName,
  ...FrameworkCommandName[],
];

const open = endpoint(
  {
    name: 'open',
    method: 'POST',
    path: '/framework-agreements',
    summary: 'Begins a framework agreement between Parties',
    status: 201,
    headers: keyed,
    body: FRAMEWORK_BY_PEOPLE['open-framework'],
    answer: z.object({ data: frameworkSummary }),
    errors: ['unauthenticated', 'forbidden', 'key-reused', 'refused'],
  },
  async ({ strapi, body, headers: given, correlation, ctx }, { actor }) => {
    requireDirectorate(actor);
    const stream = `framework/${body.code}`;
    const state = await giveTo<FrameworkState>(strapi, {
      actor,
      stream,
      command: 'open-framework',
      data: body,
      key: given['idempotency-key'],
      correlation,
      isVisible: null,
    });
    ctx.set('Location', `/api/framework-agreements/${state.id}`);
    return { data: summaryOf(hostOf(journalOf(strapi), stream), state, actor) };
  },
);

const command = endpoint(
  {
    name: 'command',
    method: 'POST',
    path: '/framework-agreements/:id/commands/:command',
    summary: 'Gives a command to a framework agreement',
    status: 200,
    params: byId.extend({ command: z.enum(HUMAN) }),
    headers: keyedAtVersion,
    variants: { param: 'command', bodies: Object.fromEntries(HUMAN.map((name) => [name, FRAMEWORK_COMMANDS[name]])) },
    answer: z.object({ data: frameworkSummary }),
    errors: ['unauthenticated', 'forbidden', 'not-found', 'stale', 'key-reused', 'refused'],
  },
  async ({ strapi, ctx, params, headers: given, correlation }, { actor }) => {
    requireDirectorate(actor);
    const data: unknown = read(FRAMEWORK_COMMANDS[params.command], ctx.request.body ?? {});
    await seenFramework(strapi, params.id);
    const stream = `framework/${params.id}`;
    const asked = { actor, stream, command: params.command, data, key: given['idempotency-key'] };
    const state = await giveTo<FrameworkState>(strapi, {
      ...asked,
      ...(await settledBeside(strapi.db.connection, asked)),
      correlation,
      expected: given['if-match'],
      isVisible: async () => true,
    });
    ctx.set('ETag', `"${state.version}"`);
    return { data: summaryOf(hostOf(journalOf(strapi), stream), state, actor) };
  },
);

const show = endpoint(
  {
    name: 'show',
    method: 'GET',
    path: '/framework-agreements/:id',
    summary: 'A framework agreement: Parties, term, exchange of notes, what is owed',
    status: 200,
    params: byId,
    answer: z.object({ data: frameworkView }),
    errors: ['unauthenticated', 'forbidden', 'not-found'],
  },
  async ({ strapi, ctx, params }, { actor }) => {
    const data = await viewOf(strapi, actor, params.id);
    ctx.set('ETag', `"${data.version}"`);
    return { data };
  },
);

const list = endpoint(
  {
    name: 'list',
    method: 'GET',
    path: '/framework-agreements',
    summary: 'The framework agreements, newest first',
    status: 200,
    query: z.strictObject(paging),
    answer: pageOf(frameworkRow),
    errors: ['unauthenticated', 'forbidden'],
  },
  ({ strapi, query }) =>
    readPage<z.output<typeof frameworkRow>>(
      strapi.db.connection,
      {
        select: `f.document_id as id, f.id as "rowId", f.code, f.title, f.status as stage, f.signed_on::text as "signedOn",
          f.starts_on::text as "startsOn", f.ends_on::text as "endsOn", f.term_years as "termYears",
          f.max_renewals as "maxRenewals", f.renewals, f.next_at at time zone 'UTC' as "nextAt", f.attention,
          (select count(*)::int from agreements a where a.framework_id = f.id) as agreements`,
        from: 'framework_agreements f',
        where: { sql: 'true', bindings: [] },
        order: 'f.starts_on desc nulls first, f.id desc',
      },
      query,
    ),
);

const model = endpoint(
  {
    name: 'model',
    method: 'GET',
    path: '/framework-agreements/:id/model',
    summary: 'The model text of local agreements, as it is today',
    status: 200,
    params: byId,
    answer: z.object({ data: modelText }),
    errors: ['unauthenticated', 'forbidden', 'not-found'],
  },
  async ({ strapi, params }) => {
    const db = strapi.db.connection;
    const row = await db('framework_agreements')
      .where({ document_id: params.id })
      .first<{ id: number } | undefined>('id');
    const data: ModelText | null = row ? await readModelRows(db, row.id) : null;
    if (data === null) throw notFound();
    return { data };
  },
);

const document = endpoint(
  {
    name: 'document',
    method: 'GET',
    path: '/framework-agreements/:id/documents/:sha256',
    summary: 'A stored document that the framework agreement’s history names',
    status: 200,
    params: byId.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    files: DOCUMENT_TYPES,
    errors: ['unauthenticated', 'forbidden', 'not-found'],
  },
  async ({ strapi, ctx, params }, { actor }) => {
    requireDirectorate(actor);
    const { host, entries } = await seenFramework(strapi, params.id);
    return sendDocument(strapi, ctx, { sha256: params.sha256, named: documentsNamed(host, entries, actor) });
  },
);

const note = endpoint(
  {
    name: 'pdf',
    method: 'GET',
    path: '/framework-agreements/:id/note',
    summary: 'INPS’s note for the renewal, to be signed by who may, as an accessible PDF',
    status: 200,
    params: byId,
    files: ['application/pdf'],
    errors: ['unauthenticated', 'forbidden', 'not-found'],
  },
  async ({ strapi, ctx, params }, { actor }) => {
    requireDirectorate(actor);
    const { state } = await seenFramework(strapi, params.id);
    const pdf = await frameworkNote(strapi.db.connection, state);
    if (pdf === null) throw notFound();
    return asFile(ctx, 'application/pdf', `${message('it', 'print.file-note')}-${params.id}.pdf`, pdf);
  },
);

/** Framework agreements over HTTP. */
export const FRAMEWORK_ENDPOINTS = [open, list, show, model, command, uploadNote, note, document] as const;
