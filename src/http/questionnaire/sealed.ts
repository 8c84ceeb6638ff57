import { z } from 'zod';
import { run } from '../../journal/sql';
import { openEndpoint } from '../endpoint';
import { ApiError } from '../errors';
import { versionByHash } from './in-force';
import { limitPublic } from './limit';

/** How long sealed answers are kept, in days. */
const KEPT_DAYS = 30;

const sealed = z.strictObject({
  /** The first two groups of the printed code: they find the answers; the rest is their key, and is never sent. */
  locator: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/),
  version: z.string().regex(/^[0-9a-f]{64}$/),
  /** Base64url of what the browser encrypted. */
  ciphertext: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .min(40)
    .max(100_000),
});

/**
 * Keeps answers that a browser encrypted under a key it printed and forgot. Nobody here can read them. A locator that is
 * taken is refused as `conflict`: the browser draws another.
 */
export const keepSealed = openEndpoint(
  {
    name: 'keep',
    method: 'POST',
    path: '/public/sealed-answers',
    summary: 'Keeps answers encrypted in a browser for thirty days; the key is only in the printed code',
    status: 201,
    body: sealed,
    answer: z.object({ data: z.object({ until: z.iso.datetime() }) }),
    errors: ['too-many', 'conflict'],
  },
  async ({ strapi, ctx, body: { locator, version, ciphertext } }) => {
    await limitPublic(strapi, ctx, 'sealed');
    const db = strapi.db.connection;
    if (!(await versionByHash(db, version)))
      throw new ApiError('malformed', { field: 'version', key: 'invalid.version' });
    const { rows } = await run<{ until: Date }>(
      db,
      `insert into sealed_answers (locator, version, ciphertext, until)
       values (?, ?, ?, now() + make_interval(days => ?)) on conflict (locator) do nothing returning until`,
      [locator, version, ciphertext, KEPT_DAYS],
    );
    const [kept] = rows;
    if (!kept) throw new ApiError('conflict', { field: 'locator' });
    return { data: { until: kept.until.toISOString() } };
  },
);
