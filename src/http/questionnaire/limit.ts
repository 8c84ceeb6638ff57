import type { Core } from '@strapi/strapi';
import type { Http } from '../context';
import { ApiError } from '../errors';
import { journalOf } from '../journal';
import { countTries } from '../tries';

/** How often each thing is taken in a quarter of an hour: from one address, which a whole shelter may share, and in all. */
const MOST = { counters: { address: 60, all: 6_000 }, sealed: { address: 30, all: 3_000 } } as const;
const WINDOW_SECONDS = 15 * 60;

/**
 * Refuses what comes too often from whoever did not sign in. The address is kept as a keyed hash, apart from what was
 * sent, until its quarter of an hour is over. Throws ApiError `too-many`.
 */
export async function limitPublic(strapi: Core.Strapi, ctx: Http, what: keyof typeof MOST): Promise<void> {
  const { db, vault } = journalOf(strapi);
  const most = MOST[what];
  const verdict = await countTries(db, WINDOW_SECONDS, [
    { key: vault.fingerprint(['public', what, 'all']), most: most.all },
    { key: vault.fingerprint(['public', what, 'address', ctx.ip]), most: most.address },
  ]);
  if (!verdict.allowed) throw new ApiError('too-many', { retryAfter: verdict.retryAfter });
}
