import { z } from 'zod';
import { freeSlots } from '../../journal/case/slots';
import { endpoint } from '../endpoint';
import { ApiError } from '../errors';
import { instantInUrl, numberInUrl, paging } from '../input';
import { pageOf } from '../page';

const DAY = 86_400_000;
const LONGEST = 62 * DAY;

const period = z
  .strictObject({ ...paging, from: instantInUrl, to: instantInUrl, territory: numberInUrl.optional() })
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
    answer: pageOf(z.object({ start: z.iso.datetime(), end: z.iso.datetime(), consultants: z.int() })),
    errors: ['unauthenticated', 'forbidden'],
  },
  async ({ strapi, query }, { actor }) => {
    const territoryId = query.territory ?? actor.territoryId;
    if (actor.role === 'communication') throw new ApiError('forbidden');
    if (territoryId === null) throw new ApiError('malformed', { field: 'territory', key: 'invalid.required' });
    if (actor.role !== 'directorate' && territoryId !== actor.territoryId) throw new ApiError('forbidden');
    // Nobody books the past: it is not offered.
    const from = Math.min(Math.max(query.from, Date.now()), query.to);
    const { page, pageSize } = query;
    const wanted = { from, to: query.to, territoryId, limit: pageSize, offset: (page - 1) * pageSize };
    const { total, slots } = await freeSlots(strapi.db.connection, wanted);
    const iso = (at: number): string => new Date(at).toISOString();
    return {
      data: slots.map(({ start, end, consultants }) => ({ start: iso(start), end: iso(end), consultants })),
      pagination: { page, pageSize, total },
    };
  },
);
