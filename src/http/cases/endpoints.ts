import { z } from 'zod';
import { COMMAND_DATA, COMMAND_NAMES, type CommandName } from '../../domain/case/commands';
import { RULES } from '../../domain/case/rules';
import { fiscalCode } from '../../domain/identity/person';
import { endpoint } from '../endpoint';
import { byId, keyed, keyedAtVersion, read } from '../input';
import { journalOf } from '../journal';
import { pageOf } from '../page';
import { caseIdOf } from './case-id';
import { give } from './give';
import { caseFilters, caseRow, listCases, searchCases } from './list';
import { showSealed } from './sealed-answers';
import { summaryOf, viewOf } from './view';
import { caseSummary, caseView } from './view-schema';

/** The commands people give on a case that exists: not the one that opens it, nor those only the platform gives. */
export const HUMAN_COMMANDS: readonly CommandName[] = COMMAND_NAMES.filter(
  (name) => RULES[name].in !== 'new' && !RULES[name].by.includes('system'),
);

const open = endpoint(
  {
    name: 'open',
    method: 'POST',
    path: '/cases',
    summary: 'Opens a case',
    status: 201,
    headers: keyed,
    body: COMMAND_DATA['open-case'],
    answer: z.object({ data: caseSummary }),
    errors: ['unauthenticated', 'forbidden', 'key-reused', 'refused'],
  },
  async ({ strapi, body, headers: given, correlation, ctx }, { actor }) => {
    const key = given['idempotency-key'];
    const id = caseIdOf(journalOf(strapi).vault, actor, key);
    const state = await give(strapi, { actor, id, command: 'open-case', data: body, key, correlation });
    ctx.set('Location', `/api/cases/${id}`);
    ctx.set('ETag', `"${state.version}"`);
    return { data: summaryOf(state, actor) };
  },
);

const command = endpoint(
  {
    name: 'command',
    method: 'POST',
    path: '/cases/:id/commands/:command',
    summary: 'Gives a command to a case',
    status: 200,
    params: byId.extend({ command: z.enum(HUMAN_COMMANDS as [CommandName, ...CommandName[]]) }),
    headers: keyedAtVersion,
    variants: {
      param: 'command',
      bodies: Object.fromEntries(HUMAN_COMMANDS.map((name) => [name, COMMAND_DATA[name]])),
    },
    answer: z.object({ data: caseSummary }),
    errors: ['unauthenticated', 'forbidden', 'not-found', 'stale', 'key-reused', 'conflict', 'refused'],
  },
  async ({ strapi, ctx, params, headers: given, correlation }, { actor }) => {
    const data: unknown = read(COMMAND_DATA[params.command], ctx.request.body ?? {});
    const state = await give(strapi, {
      actor,
      id: params.id,
      command: params.command,
      data,
      key: given['idempotency-key'],
      correlation,
      ...(given['if-match'] === undefined ? {} : { expected: given['if-match'] }),
    });
    ctx.set('ETag', `"${state.version}"`);
    return { data: summaryOf(state, actor) };
  },
);

const show = endpoint(
  {
    name: 'show',
    method: 'GET',
    path: '/cases/:id',
    summary: 'A case with its timeline, what is owed, and what the person asking may do now',
    status: 200,
    params: byId,
    answer: z.object({ data: caseView }),
    errors: ['unauthenticated', 'forbidden', 'not-found'],
  },
  async ({ strapi, ctx, params, correlation }, { actor }) => {
    const data = await viewOf(strapi, { id: params.id, actor, correlation });
    ctx.set('ETag', `"${data.version}"`);
    return { data };
  },
);

const list = endpoint(
  {
    name: 'list',
    method: 'GET',
    path: '/cases',
    summary: 'The cases the person asking sees',
    status: 200,
    query: caseFilters,
    answer: pageOf(caseRow),
    errors: ['unauthenticated', 'forbidden'],
  },
  ({ strapi, query }, { actor }) => listCases(strapi.db.connection, actor, query),
);

const search = endpoint(
  {
    name: 'search',
    method: 'POST',
    path: '/cases/search',
    summary: 'The cases of a person, by codice fiscale or surname; by POST, for an address is written in many logs',
    status: 200,
    body: z
      .strictObject({
        fiscalCode: fiscalCode.optional(),
        familyName: z.string().trim().min(2).max(100).optional(),
        page: z.int().min(1).max(10_000).default(1),
        pageSize: z.int().min(1).max(100).default(25),
      })
      .refine((body) => body.fiscalCode !== undefined || body.familyName !== undefined, {
        path: ['fiscalCode'],
        params: { message: 'invalid.required' },
      }),
    answer: pageOf(caseRow),
    errors: ['unauthenticated', 'forbidden'],
  },
  ({ strapi, body, correlation }, { actor }) => searchCases(journalOf(strapi), { actor, correlation }, body),
);

/** The case over HTTP. */
export const CASE_ENDPOINTS = [open, list, search, show, command, showSealed] as const;
