import { z } from 'zod';
import type { FrameworkState } from '../../domain/framework/state';
import { examine } from '../agreements/examine';
import { giveWithFile, nothingToSign } from '../agreements/give-with-file';
import { endpoint } from '../endpoint';
import { byId, keyedAtVersion } from '../input';
import { FILE_TYPES } from '../uploads';
import { frameworkNote } from './note';
import { requireDirectorate, seenFramework, summaryOf } from './view';
import { frameworkSummary } from './view-schema';

/** Brings INPS's note, signed: it is examined against the one that was printed, kept whole, and then sent to every Party. */
export const uploadNote = endpoint(
  {
    name: 'upload',
    method: 'POST',
    path: '/framework-agreements/:id/uploads/:command',
    summary: 'Brings INPS’s signed note for the renewal: PDF, or .p7m',
    status: 200,
    params: byId.extend({ command: z.enum(['sign-note']) }),
    headers: keyedAtVersion,
    takes: FILE_TYPES,
    answer: z.object({ data: frameworkSummary }),
    errors: ['unauthenticated', 'forbidden', 'not-found', 'stale', 'key-reused', 'conflict', 'refused'],
  },
  async ({ strapi, ctx, params: { id, command }, headers, correlation }, { actor }) => {
    requireDirectorate(actor);
    const seen = await seenFramework(strapi, id);
    const state = await giveWithFile<FrameworkState>(strapi, ctx, {
      seen,
      given: {
        actor,
        stream: `framework/${id}`,
        command,
        key: headers['idempotency-key'],
        correlation,
        expected: headers['if-match'],
        isVisible: async () => true,
      },
      dataOf: async (file) => {
        const expected = await frameworkNote(strapi.db.connection, seen.state);
        if (expected === null) throw nothingToSign();
        const { examined, keep } = await examine(file, expected, Date.now());
        return { data: examined, keep };
      },
    });
    ctx.set('ETag', `"${state.version}"`);
    return { data: summaryOf(seen.host, state, actor) };
  },
);
