import { z } from 'zod';
import { run } from '../../journal/sql';
import { openEndpoint } from '../endpoint';
import { ApiError } from '../errors';
import { versionByHash } from './in-force';
import { limitPublic } from './limit';

/** What one says of a finished questionnaire: results only, never an answer (DESIGN §4). */
const finished = z.strictObject({
  version: z.string().regex(/^[0-9a-f]{64}$/),
  territory: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .nullable(),
  tag: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .nullable(),
  results: z.record(z.string().max(60), z.enum(['indicated', 'not-indicated', 'not-known'])),
});

/** A tag nobody made is counted as none: the table cannot be filled with words of a stranger's. */
const COUNT = `
  with place as (select coalesce((select code from territories where code = ?), '') as territory,
    coalesce((select tag from questionnaire_links where tag = ? and active), '') as tag)
  insert into questionnaire_count as c (version, week, territory, tag, benefit, result, people)
  select ?, date_trunc('week', now() at time zone 'Europe/Rome')::date, place.territory, place.tag, r.benefit, r.result, 1
  from place, unnest(?::text[], ?::text[]) as r (benefit, result) order by r.benefit
  on conflict (version, week, territory, tag, benefit, result) do update set people = c.people + 1`;

/** Counts a finished public questionnaire. Nothing of who sent it is kept: not the address, not the hour. */
export const countFinished = openEndpoint(
  {
    name: 'count',
    method: 'POST',
    path: '/public/counters',
    summary: 'Counts a finished questionnaire, benefit by benefit: never an answer, never a row a person',
    status: 204,
    body: finished,
    errors: ['too-many'],
  },
  async ({ strapi, ctx, body }) => {
    await limitPublic(strapi, ctx, 'counters');
    const { version, territory, tag, results } = body;
    const known = await versionByHash(strapi.db.connection, version);
    if (!known) throw new ApiError('malformed', { field: 'version', key: 'invalid.version' });
    const foreign = Object.keys(results).find((code) => !known.benefits.includes(code));
    if (foreign !== undefined)
      throw new ApiError('malformed', { field: `results.${foreign}`, key: 'invalid.unknown-field' });
    const rows = [['', 'finished'], ...Object.entries(results)] as const;
    const [benefits, outcomes] = [rows.map(([code]) => code ?? ''), rows.map(([, result]) => result ?? '')];
    await run(strapi.db.connection, COUNT, [territory ?? '', tag ?? '', version, benefits, outcomes]);
    return null;
  },
);
