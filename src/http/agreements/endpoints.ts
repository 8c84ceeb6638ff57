import type { Knex } from 'knex';
import { z } from 'zod';
import {
  AGREEMENT_COMMANDS,
  type AgreementCommandName,
  type AgreementData,
  BY_PEOPLE,
} from '../../domain/agreement/commands';
import type { AgreementState } from '../../domain/agreement/state';
import { checkDraft } from '../../domain/agreement-text/check-draft';
import { readModel } from '../../journal/agreement/texts';
import { hostOf } from '../../journal/append';
import { newIdOf } from '../cases/case-id';
import { endpoint } from '../endpoint';
import { ApiError } from '../errors';
import { giveTo } from '../give';
import { byId, keyed, keyedAtVersion, read } from '../input';
import { journalOf } from '../journal';
import { pageOf } from '../page';
import { settledBeside } from '../pec/settled';
import { agreementChoices } from './choices';
import { exportRegister } from './export';
import { agreementDocument, agreementPdf } from './files';
import { listHandover } from './handover';
import { agreementFilters, agreementRow, listAgreements, seesAgreement } from './list';
import { printFor } from './print';
import { upload } from './uploads';
import { seenAgreement, summaryOf, viewOf } from './view';
import { agreementSummary, agreementView } from './view-schema';

/** The commands people give on an agreement that exists. */
export const AGREEMENT_HUMAN_COMMANDS = Object.keys(BY_PEOPLE).filter((name) => name !== 'open-agreement') as [
  AgreementCommandName,
  ...AgreementCommandName[],
];

const open = endpoint(
  {
    name: 'open',
    method: 'POST',
    path: '/agreements',
    summary: 'Begins a local agreement, from the model text of a framework agreement',
    status: 201,
    headers: keyed,
    body: BY_PEOPLE['open-agreement'],
    answer: z.object({ data: agreementSummary }),
    errors: ['unauthenticated', 'forbidden', 'key-reused', 'refused'],
  },
  async ({ strapi, body, headers: given, correlation, ctx }, { actor }) => {
    const key = given['idempotency-key'];
    const journal = journalOf(strapi);
    const stream = `agreement/${newIdOf(journal.vault, 'agreement', actor, key)}`;
    const state = await giveTo<AgreementState>(strapi, {
      actor,
      stream,
      command: 'open-agreement',
      data: body,
      key,
      correlation,
      isVisible: null,
    });
    ctx.set('Location', `/api/agreements/${state.id}`);
    ctx.set('ETag', `"${state.version}"`);
    return { data: summaryOf(hostOf(journal, stream), state, actor) };
  },
);

/**
 * What a command needs before its rule is asked: every fault of a draft told at its field, and what will be signed printed,
 * once and for good. Throws ApiError `malformed`.
 */
async function prepare(
  db: Knex,
  state: AgreementState,
  command: { readonly name: AgreementCommandName; readonly data: unknown },
): Promise<void> {
  if (command.name !== 'save-text') return printFor(db, state, command);
  if (state.model === null) return;
  const { draft } = command.data as AgreementData<'save-text'>;
  const faults = checkDraft(await readModel(db, state.model), draft).map(({ field, ...said }) => ({
    field: `draft.${field}`,
    ...said,
  }));
  const [first] = faults;
  if (first) throw new ApiError('malformed', { field: first.field, faults });
}

const command = endpoint(
  {
    name: 'command',
    method: 'POST',
    path: '/agreements/:id/commands/:command',
    summary: 'Gives a command to a local agreement',
    status: 200,
    params: byId.extend({ command: z.enum(AGREEMENT_HUMAN_COMMANDS) }),
    headers: keyedAtVersion,
    variants: {
      param: 'command',
      bodies: Object.fromEntries(AGREEMENT_HUMAN_COMMANDS.map((name) => [name, AGREEMENT_COMMANDS[name]])),
    },
    answer: z.object({ data: agreementSummary }),
    errors: ['unauthenticated', 'forbidden', 'not-found', 'stale', 'key-reused', 'conflict', 'refused'],
  },
  async ({ strapi, ctx, params, headers: given, correlation }, { actor }) => {
    const data: unknown = read(AGREEMENT_COMMANDS[params.command], ctx.request.body ?? {});
    const { host, state: before } = await seenAgreement(strapi, actor, params.id);
    if ((host.process.may(actor, before) as readonly string[]).includes(params.command)) {
      await prepare(strapi.db.connection, before, { name: params.command, data });
    }
    const stream = `agreement/${params.id}`;
    const asked = { actor, stream, command: params.command, data, key: given['idempotency-key'] };
    const state = await giveTo<AgreementState>(strapi, {
      ...asked,
      ...(await settledBeside(strapi.db.connection, asked)),
      correlation,
      expected: given['if-match'],
      isVisible: (db) => seesAgreement(db, actor, params.id),
    });
    ctx.set('ETag', `"${state.version}"`);
    return { data: summaryOf(host, state, actor) };
  },
);

const show = endpoint(
  {
    name: 'show',
    method: 'GET',
    path: '/agreements/:id',
    summary:
      'A local agreement: text against the model, signatures, messages with their receipts, what is owed, its history',
    status: 200,
    params: byId,
    answer: z.object({ data: agreementView }),
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
    path: '/agreements',
    summary: 'The register of local agreements, as far as the person asking sees it',
    status: 200,
    query: agreementFilters,
    answer: pageOf(agreementRow),
    errors: ['unauthenticated', 'forbidden'],
  },
  ({ strapi, query }, { actor }) => listAgreements(strapi.db.connection, actor, query),
);

/** Local agreements over HTTP. Plain names stand before the page of one, or they would be taken for an id. */
export const AGREEMENT_ENDPOINTS = [
  open,
  list,
  exportRegister,
  agreementChoices,
  show,
  command,
  upload,
  agreementPdf,
  agreementDocument,
  listHandover,
] as const;
