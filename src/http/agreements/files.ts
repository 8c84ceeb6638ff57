import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { message } from '../../domain/messages/message';
import type { Person } from '../../domain/network/actor';
import { getDocument } from '../../journal/documents';
import type { Http } from '../context';
import { endpoint } from '../endpoint';
import { notFound } from '../errors';
import { byId } from '../input';
import { previewOf } from './print';
import { documentsNamed } from './shared-views';
import { seenAgreement } from './view';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/pkcs7-mime': 'p7m',
  'application/json': 'json',
  'message/rfc822': 'eml',
};
/** What a stored document may be. */
export const DOCUMENT_TYPES = Object.keys(EXTENSIONS);

/** Sends a file to be kept, never to be shown by the browser as a page of ours. */
export function asFile(ctx: Http, mediaType: string, name: string, content: Buffer): Buffer {
  ctx.set('Content-Type', mediaType);
  ctx.set('Content-Disposition', `attachment; filename="${name}"`);
  ctx.set('X-Content-Type-Options', 'nosniff');
  return content;
}

/** Sends a stored document that a history names. Throws ApiError `not-found` for any other (invariant 11). */
export async function sendDocument(
  strapi: Core.Strapi,
  ctx: Http,
  { sha256, named }: { readonly sha256: string; readonly named: ReadonlySet<string> },
): Promise<Buffer> {
  if (!named.has(sha256)) throw notFound();
  const found = await getDocument(strapi.db.connection, sha256);
  if (!found) throw notFound();
  return asFile(ctx, found.mediaType, `${sha256.slice(0, 16)}.${EXTENSIONS[found.mediaType] ?? 'bin'}`, found.content);
}

/** A document of an agreement: a text, a signed file, a report, a message or a receipt, whole. */
export const agreementDocument = endpoint(
  {
    name: 'document',
    method: 'GET',
    path: '/agreements/:id/documents/:sha256',
    summary: 'A stored document that the agreement’s history names',
    status: 200,
    params: byId.extend({ sha256: hash }),
    files: DOCUMENT_TYPES,
    errors: ['unauthenticated', 'forbidden', 'not-found'],
  },
  async ({ strapi, ctx, params }, { actor }: { readonly actor: Person }) => {
    const { host, entries } = await seenAgreement(strapi, actor, params.id);
    return sendDocument(strapi, ctx, { sha256: params.sha256, named: documentsNamed(host, entries, actor) });
  },
);

/** What is printed of an agreement. */
const PRINTS = ['text', 'addendum', 'note'] as const;

/**
 * The agreement as an accessible PDF: with its protocol number once signing was opened, and then always the same bytes; its
 * open addendum; or our note for the renewal, to be signed.
 */
export const agreementPdf = endpoint(
  {
    name: 'pdf',
    method: 'GET',
    path: '/agreements/:id/pdf',
    summary: 'The text of the agreement, of its open addendum, or of our note for its renewal, as an accessible PDF',
    status: 200,
    params: byId,
    query: z.strictObject({
      of: z.enum(PRINTS).default('text'),
      /** Whose note; left out: the structure’s. */
      from: z
        .string()
        .regex(/^(?:structure|municipality|association)\/\d{1,9}$/)
        .optional(),
    }),
    files: ['application/pdf'],
    errors: ['unauthenticated', 'forbidden', 'not-found'],
  },
  async ({ strapi, ctx, params, query }, { actor }: { readonly actor: Person }) => {
    const { state } = await seenAgreement(strapi, actor, params.id);
    const pdf = await previewOf(strapi.db.connection, state, query.of, query.from);
    if (pdf === null) throw notFound();
    return asFile(ctx, 'application/pdf', `${message('it', `print.file-${query.of}`)}-${params.id}.pdf`, pdf);
  },
);
