import { z } from 'zod';
import type { FrameworkState } from '../../domain/framework/state';
import { hostOf } from '../../journal/append';
import { examineAndKeep } from '../agreements/examine';
import { endpoint } from '../endpoint';
import { ApiError, notFound } from '../errors';
import { giveTo } from '../give';
import { documentId, idempotencyKey, ifMatch } from '../input';
import { journalOf } from '../journal';
import { FILE_TYPES, readFile } from '../uploads';
import { frameworkNote } from './note';
import { seenFramework, summaryOf } from './view';
import { frameworkSummary } from './view-schema';

/** Brings INPS's note, signed: it is examined against the one that was printed, kept whole, and then sent to every Party. */
export const uploadNote = endpoint(
  {
    name: 'upload',
    method: 'POST',
    path: '/framework-agreements/:id/uploads/:command',
    summary: 'Brings INPS’s signed note for the renewal: PDF, or .p7m',
    status: 200,
    params: z.object({ id: documentId, command: z.enum(['sign-note']) }),
    headers: z.object({ 'idempotency-key': idempotencyKey, 'if-match': ifMatch.optional() }),
    takes: FILE_TYPES,
    answer: z.object({ data: frameworkSummary }),
    errors: [
      'unauthenticated',
      'forbidden',
      'not-found',
      'stale',
      'key-reused',
      'refused',
      'too-large',
      'unsupported-type',
    ],
  },
  async ({ strapi, ctx, params, headers, correlation }, { actor }) => {
    if (actor.role !== 'directorate') throw new ApiError('forbidden');
    const { state: before } = await seenFramework(strapi, params.id);
    const expected = await frameworkNote(strapi.db.connection, before);
    if (expected === null) throw notFound();
    const examined = await examineAndKeep(strapi, await readFile(ctx), expected, Date.now());
    const stream = `framework/${params.id}`;
    const state = await giveTo<FrameworkState>(strapi, {
      actor,
      stream,
      command: params.command,
      data: examined,
      key: headers['idempotency-key'],
      correlation,
      expected: headers['if-match'],
      isVisible: async () => true,
    });
    ctx.set('ETag', `"${state.version}"`);
    return { data: summaryOf(hostOf(journalOf(strapi), stream), state, actor) };
  },
);
