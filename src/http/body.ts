import type { Step } from './context';
import { writeError } from './error-body';
import { ApiError } from './errors';
import { bringsFile } from './uploads';

/** What raw-body, inflation and the JSON parser leave on their errors. */
interface Unreadable {
  readonly status?: unknown;
}

/**
 * Turns the body parser's error into one of ours that holds nothing of what was sent: the parser's own quotes the body
 * in its message, and with it a password or a person's data would reach the log. Throws ApiError `too-large` or
 * `malformed`.
 */
export function refuseUnreadable(error: Error): never {
  throw new ApiError((error as Unreadable).status === 413 ? 'too-large' : 'malformed', { field: 'body' });
}

/**
 * Stands right outside the body parser and answers what it refuses. A body that is not JSON is turned away unread,
 * whoever sends it, and an unread file cannot fill a disk. Only where a signed file is brought does it go on, unread, to an
 * endpoint that asks first who brings it.
 */
export const bodyStep: Step = async (ctx, next) => {
  // A browser's POST without a body says so by a length of zero.
  if (ctx.request.length !== 0 && ctx.is('application/json') === false && !bringsFile(ctx)) {
    writeError(ctx, new ApiError('unsupported-type', { field: 'content-type' }));
    return;
  }
  try {
    await next();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    writeError(ctx, error);
  }
};
