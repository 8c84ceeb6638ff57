import { z } from 'zod';
import { freeSlots } from '../../journal/case/slots';
import { endpoint } from '../endpoint';
import { ApiError } from '../errors';
import { instantInUrl, numberInUrl } from '../input';

const DAY = 86_400_000;
const LONGEST = 62 * DAY;
const MOST = 500;

const period = z
  .strictObject({ from: instantInUrl, to: instantInUrl, territory: numberInUrl.optional() })
  .refine(({ from, to }) => to > from && to - from <= LONGEST, { path: ['to'], params: { message: 'invalid.period' } });

/** The free slots of a territory, pooled over its consultants: by default, and for most roles only, one's own. */
export const listSlots = endpoint(
  {
    name: 'slots',
    method: 'GET',
    path: '/slots',
    summary: 'Free slots of a territory in a period of at most 62 days, earliest first',
    status: 200,
    query: period,
    answer: z.object({
      data: z.array(z.object({ start: z.iso.datetime(), end: z.iso.datetime(), consultants: z.int() })),
    }),
    errors: ['unauthenticated', 'forbidden'],
  },
  async ({ strapi, query }, { actor }) => {
    const territoryId = query.territory ?? actor.territoryId;
    if (actor.role === 'communication') throw new ApiError('forbidden');
    if (territoryId === null) throw new ApiError('malformed', { field: 'territory', key: 'invalid.required' });
    if (actor.role !== 'directorate' && territoryId !== actor.territoryId) throw new ApiError('forbidden');
    // Nobody books the past: it is not offered.
    const from = Math.max(query.from, Date.now());
    const slots =
      from < query.to ? await freeSlots(strapi.db.connection, { ...query, from, territoryId, limit: MOST }) : [];
    const iso = (at: number): string => new Date(at).toISOString();
    return { data: slots.map(({ start, end, consultants }) => ({ start: iso(start), end: iso(end), consultants })) };
  },
);
