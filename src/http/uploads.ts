import type { IncomingMessage } from 'node:http';
import type { Http } from './context';
import { ApiError } from './errors';

/** The largest file taken, in bytes: a signed agreement of a hundred pages with its scans. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/** What a file may be: a PDF with its signatures in it, or one inside a signed envelope (CAdES). */
export const FILE_TYPES = ['application/pdf', 'application/pkcs7-mime'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** A file that was brought, whole. */
export interface BroughtFile {
  readonly mediaType: FileType;
  readonly content: Buffer;
}

/** The only addresses to which a body that is not JSON may be sent. */
const UPLOADS = /^\/api\/(?:agreements|framework-agreements)\/[^/]+\/uploads\/[a-z-]+$/;

/** True for a request that brings a file where one is taken. */
export function bringsFile(ctx: Pick<Http, 'method' | 'path'>): boolean {
  return ctx.method === 'POST' && UPLOADS.test(ctx.path);
}

const tooLarge = (): ApiError =>
  new ApiError('too-large', {
    key: 'error.file-too-large',
    field: 'body',
    faults: [{ field: 'body', key: 'invalid.file-too-large', values: { max: LARGEST_FILE / 1024 / 1024 } }],
  });

/**
 * Reads the file a request brings, once it is known who brings it. Throws ApiError `unsupported-type` for another kind of
 * file, `too-large`, or `malformed` for one that is empty or breaks off; one that is too large is not read to its end.
 */
export async function readFile(ctx: Http): Promise<BroughtFile> {
  const given = ctx.get('content-type').split(';')[0]?.trim().toLowerCase();
  const mediaType = FILE_TYPES.find((one) => one === given);
  if (!mediaType) throw new ApiError('unsupported-type', { key: 'error.file-type', field: 'content-type' });
  if ((ctx.request.length ?? 0) > LARGEST_FILE) throw tooLarge();
  const content = await upTo(ctx.req, LARGEST_FILE).catch((error: unknown) => {
    // What was not read to its end would be taken for the next request.
    ctx.set('Connection', 'close');
    throw error;
  });
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
  try {
    // Not destroyed when it is left: the answer goes out by the same connection.
    for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > most) break;
      parts.push(part);
    }
  } catch {
    throw new ApiError('malformed', { field: 'body' });
  }
  if (size > most) throw tooLarge();
  return Buffer.concat(parts);
}
