import type { Knex } from 'knex';
import { z } from 'zod';
import type { Person } from '../../domain/network/actor';
import { named } from '../cases/view-schema';
import { endpoint } from '../endpoint';

const code = z.string();
const site = z.object({ id: z.int(), name: z.string(), address: z.string() });

/** What forms offer. */
const catalogue = z.object({
  sites: z.array(site).meta({ description: "The person's association's, or the territory's for INPS." }),
  operators: z.array(named).meta({ description: 'For managers: the active operators a case can be given to.' }),
  associations: z
    .array(z.object({ id: z.int(), name: z.string(), territoryId: z.int(), sites: z.array(named) }))
    .meta({ description: 'Where a case can be referred.' }),
  territories: z.array(z.object({ id: z.int(), code, name: z.string(), pilot: z.boolean() })),
  benefits: z.array(
    z.object({
      id: z.int(),
      code,
      name: z.string(),
      certainty: z.enum(['confirmed', 'to-verify']),
      source: z.string(),
      prerequisites: z.array(z.string()),
    }),
  ),
  notices: z
    .array(
      z.object({
        id: z.int(),
        kind: z.enum(['privacy-notice', 'consent', 'proxy']),
        version: z.int(),
        language: z.enum(['it', 'en']),
        title: z.string(),
        text: z.string(),
        textHash: z.string(),
      }),
    )
    .meta({ description: 'The texts in force today, in every language: a signature is bound to the one shown.' }),
  questionnaire: z
    .object({ id: z.int(), number: z.int(), hash: z.string().nullable(), snapshot: z.unknown() })
    .nullable()
    .meta({ description: 'The version published last.' }),
});
type Catalogue = z.output<typeof catalogue>;

const IN_FORCE = `valid_from <= today.day and (valid_to is null or valid_to >= today.day)`;

/**
 * Every list in one statement, as JSON made by the database: what forms need when a desk opens. `jsonb` columns are
 * given as `json`, for Strapi turns off the reading of the former.
 */
const QUERY = `
  with asked as (select ?::int as association, ?::int as territory, ?::int as managed),
  today as (select (now() at time zone 'Europe/Rome')::date as day),
  live_site as (
    select s.id, s.name, s.address, s.association_id, a.name as association, s.territory_id
    from sites s join associations a on a.id = s.association_id where s.active and a.active)
  select
    (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'address', address) order by name, id), '[]')
     from live_site, asked
     where association_id = asked.association or (asked.association is null and territory_id = asked.territory)
    ) as sites,
    (select coalesce(json_agg(json_build_object('id', o.id, 'name', u.full_name) order by u.full_name, o.id), '[]')
     from asked join operators o on o.association_id = asked.managed join up_users u on u.id = o.user_id
     where o.active and not coalesce(u.blocked, false)) as operators,
    (select coalesce(json_agg(one order by one ->> 'name'), '[]') from (
       select json_build_object('id', association_id, 'name', min(association), 'territoryId', min(territory_id),
         'sites', json_agg(json_build_object('id', id, 'name', name) order by name, id)) as one
       from live_site group by association_id) grouped) as associations,
    (select coalesce(json_agg(json_build_object('id', id, 'code', code, 'name', name, 'pilot', pilot) order by name), '[]')
     from territories) as territories,
    (select coalesce(json_agg(json_build_object('id', id, 'code', code, 'name', name, 'certainty', certainty,
       'source', source, 'prerequisites', prerequisites::json) order by name, id), '[]')
     from benefits, today where ${IN_FORCE}) as benefits,
    (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'version', version, 'language', language,
       'title', title, 'text', text, 'textHash', text_hash) order by kind, language, version desc), '[]')
     from privacy_notices, today where ${IN_FORCE}) as notices,
    (select json_build_object('id', id, 'number', number, 'hash', hash, 'snapshot', snapshot::json)
     from questionnaire_versions where status = 'published' order by frozen_at desc, id desc limit 1) as questionnaire`;

async function readCatalogue(db: Knex, actor: Person): Promise<Catalogue> {
  const managed = actor.role === 'manager' ? actor.associationId : null;
  const bindings = [actor.associationId, actor.territoryId, managed];
  const { rows } = await db.raw<{ rows: Catalogue[] }>(QUERY, bindings as number[]);
  return rows[0] as Catalogue;
}

/** What forms offer the person signed in: places, benefits and texts in force, the questionnaire. */
export const showCatalogue = endpoint(
  {
    name: 'catalogue',
    method: 'GET',
    path: '/catalogue',
    summary: 'What forms offer: sites, colleagues, associations, benefits and texts in force, the questionnaire',
    status: 200,
    answer: z.object({ data: catalogue }),
    errors: ['unauthenticated', 'forbidden'],
  },
  async ({ strapi }, { actor }) => ({ data: await readCatalogue(strapi.db.connection, actor) }),
);
