import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { SOURCES } from '../../domain/case/rules';
import type { Person } from '../../domain/network/actor';
import { named } from '../cases/view-schema';
import { endpoint } from '../endpoint';
import { ApiError, notFound } from '../errors';
import { byId, paging } from '../input';
import { pageOf, readPage } from '../page';
import { allOf, type Condition } from '../scope';

const MINUTE = 60_000;
const availability = z.object({
  id: z.string(),
  consultant: named,
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  slotMinutes: z.int(),
});

/** Whose availability a person sees: a referent, all of the territory; a consultant, their own. */
function seen(actor: Person): Condition {
  if (actor.role === 'referent') return { sql: 'c.territory_id = ?', bindings: [actor.territoryId] };
  if (actor.consultantId !== null) return { sql: 'c.id = ?', bindings: [actor.consultantId] };
  throw new ApiError('forbidden');
}

/** The consultant's profile of who publishes: consultants, and referents who hold consults too. */
function consultantOf(actor: Person): number {
  if (actor.consultantId === null) throw new ApiError('forbidden');
  return actor.consultantId;
}

const UTC = `?::timestamptz at time zone 'UTC'`;

/** Availability still ahead. */
export const listAvailabilities = endpoint(
  {
    name: 'list',
    method: 'GET',
    path: '/availabilities',
    summary: "A consultant's own availability, or a territory's for its referents; what is past is left out",
    status: 200,
    query: z.strictObject(paging),
    answer: pageOf(availability),
    errors: ['unauthenticated', 'forbidden'],
  },
  ({ strapi, query }, { actor }) =>
    readPage<z.output<typeof availability>>(
      strapi.db.connection,
      {
        select: `a.document_id as id, json_build_object('id', c.id, 'name', u.full_name) as consultant,
          a.starts_at at time zone 'UTC' as start, a.ends_at at time zone 'UTC' as "end", a.slot_minutes as "slotMinutes"`,
        from: 'availabilities a join consultants c on c.id = a.consultant_id join up_users u on u.id = c.user_id',
        where: allOf([seen(actor), { sql: `a.ends_at >= now() at time zone 'UTC'`, bindings: [] }]),
        order: 'a.starts_at, a.id',
      },
      query,
    ),
);

/** Publishes one's own availability; the database refuses an overlap with one's other ones. */
export const publishAvailability = endpoint(
  {
    name: 'publish',
    method: 'POST',
    path: '/availabilities',
    summary: "Publishes one's own availability",
    status: 201,
    body: z
      .strictObject({
        start: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
        end: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
        slotMinutes: z.int().min(15).max(120).default(30),
      })
      .refine(({ start, end, slotMinutes }) => end - start >= slotMinutes * MINUTE && end - start <= 24 * 60 * MINUTE, {
        path: ['end'],
        params: { message: 'invalid.period' },
      }),
    answer: z.object({ data: z.object({ id: z.string() }) }),
    errors: ['unauthenticated', 'forbidden', 'conflict', 'refused'],
  },
  async ({ strapi, body }, { actor }) => {
    const consultantId = consultantOf(actor);
    if (body.end <= Date.now()) {
      throw new ApiError('refused', {
        key: 'rule.past',
        rule: 'past',
        source: SOURCES.platform,
        field: 'end',
      });
    }
    const id = randomUUID().replaceAll('-', '').slice(0, 24);
    await strapi.db.connection.raw(
      `insert into availabilities (document_id, consultant_id, starts_at, ends_at, slot_minutes,
                                   created_at, updated_at, published_at)
       select ?::text, ?::int, ${UTC}, ${UTC}, ?::int, made.moment, made.moment, made.moment
       from (select now() at time zone 'UTC' as moment) made`,
      [id, consultantId, new Date(body.start), new Date(body.end), body.slotMinutes] as (string | number | Date)[],
    );
    return { data: { id } };
  },
);

/** Takes back one's own availability, unless a consult is booked under it: that one is moved or cancelled first. */
export const withdrawAvailability = endpoint(
  {
    name: 'withdraw',
    method: 'DELETE',
    path: '/availabilities/:id',
    summary: "Takes back one's own availability",
    status: 204,
    params: byId,
    errors: ['unauthenticated', 'forbidden', 'not-found', 'conflict'],
  },
  async ({ strapi, params }, { actor }) => {
    const consultantId = consultantOf(actor);
    const { rows } = await strapi.db.connection.raw<{ rows: { booked: boolean }[] }>(
      `with mine as (
         select a.id, exists (
           select 1 from consults k where k.consultant_id = a.consultant_id and k.status = 'booked'
             and tsrange(k.starts_at, k.ends_at) && tsrange(a.starts_at, a.ends_at)) as booked
         from availabilities a where a.document_id = ? and a.consultant_id = ?),
       gone as (delete from availabilities using mine where availabilities.id = mine.id and not mine.booked)
       select booked from mine`,
      [params.id, consultantId],
    );
    const [found] = rows;
    if (!found) throw notFound();
    if (found.booked) throw new ApiError('conflict', { key: 'rule.availability-booked', rule: 'availability-booked' });
  },
);
