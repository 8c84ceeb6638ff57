import type { IncomingMessage } from 'node:http';
import type { Http } from './context';
import { ApiError } from './errors';

/** The largest file taken, in bytes: a signed agreement of a hundred pages with its scans. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/** What a file may be: a PDF with its signatures in it, or one inside a signed envelope (CAdES). */
export const FILE_TYPES = ['application/pdf', 'application/pkcs7-mime'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** The only addresses to which a body that is not JSON may be sent. */
const UPLOADS = /^\/api\/(?:agreements|framework-agreements)\/[^/]+\/uploads\/[a-z-]+$/;

/** True for a request that brings a file where one is taken. */
export function bringsFile(ctx: Pick<Http, 'method' | 'path'>): boolean {
  return ctx.method === 'POST' && UPLOADS.test(ctx.path);
}

/**
 * Reads the file a request brings, once it is known who brings it. Throws ApiError `unsupported-type` for another kind of
 * file, `too-large`, or `malformed` for an empty one; a file that is too large is not read to its end.
 */
export async function readFile(ctx: Http): Promise<{ readonly mediaType: FileType; readonly content: Buffer }> {
  const given = ctx.get('content-type').split(';')[0]?.trim().toLowerCase();
  const mediaType = FILE_TYPES.find((one) => one === given);
  if (!mediaType) throw new ApiError('unsupported-type', { field: 'content-type' });
  const content = await upTo(ctx.req, LARGEST_FILE);
  if (content.length === 0) {
    throw new ApiError('malformed', {
      field: 'body',
      faults: [{ field: 'body', key: 'invalid.required', values: {} }],
    });
  }
  return { mediaType, content };
}

async function upTo(request: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) throw new ApiError('too-large', { field: 'body' });
    parts.push(part);
  }
  return Buffer.concat(parts);
}
