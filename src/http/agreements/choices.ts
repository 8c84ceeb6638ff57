import { z } from 'zod';
import type { Person } from '../../domain/network/actor';
import { named } from '../cases/view-schema';
import { endpoint } from '../endpoint';
import { ApiError } from '../errors';
import type { Condition } from '../scope';

const party = z.object({ id: z.int(), name: z.string(), pec: z.string().nullable() });
const choices = z.object({
  structures: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      territory: named,
      municipalities: z.array(party),
      associations: z.array(party),
    }),
  ),
  frameworks: z.array(z.object({ id: z.int(), code: z.string(), title: z.string(), endsOn: z.iso.date().nullable() })),
});

/** Which structures a person draws up agreements for: the central directorate all, a structure itself. */
function structuresOf(actor: Person): Condition {
  if (actor.role === 'directorate') return { sql: 'true', bindings: [] };
  if (actor.role === 'structure') return { sql: 's.territory_id = ?', bindings: [actor.territoryId ?? 0] };
  throw new ApiError('forbidden');
}

const parties = (table: string, more: string): string =>
  `(select coalesce(json_agg(json_build_object('id', x.id, 'name', x.name, 'pec', x.pec) order by x.name), '[]')
    from ${table} x where x.territory_id = s.territory_id${more})`;

/** What an agreement can be drawn up with: the structure, who of its territory may sign, the framework agreements in force. */
export const agreementChoices = endpoint(
  {
    name: 'choices',
    method: 'GET',
    path: '/agreements/choices',
    summary: 'With whom and under which framework agreement a local agreement can be drawn up',
    status: 200,
    answer: z.object({ data: choices }),
    errors: ['unauthenticated', 'forbidden'],
  },
  async ({ strapi }, { actor }) => {
    const { sql, bindings } = structuresOf(actor);
    const { rows } = await strapi.db.connection.raw<{ rows: z.output<typeof choices>[] }>(
      `select (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name,
                 'territory', json_build_object('id', t.id, 'name', t.name),
                 'municipalities', ${parties('municipalities', '')},
                 'associations', ${parties('associations', ' and x.active')}) order by s.name), '[]')
               from structures s join territories t on t.id = s.territory_id where ${sql}) as structures,
              (select coalesce(json_agg(json_build_object('id', f.id, 'code', f.code, 'title', f.title,
                 'endsOn', f.ends_on::text) order by f.starts_on desc), '[]')
               from framework_agreements f where f.status in ('active', 'renewal-window', 'renewed')) as frameworks`,
      [...(bindings as number[])],
    );
    return { data: rows[0] };
  },
);
