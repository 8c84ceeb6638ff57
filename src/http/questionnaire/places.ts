import { z } from 'zod';
import { run } from '../../journal/sql';
import { openEndpoint } from '../endpoint';

const place = z.object({
  kind: z.enum(['site', 'municipality']),
  name: z.string(),
  address: z.string().nullable(),
  organisation: z.string(),
});
const territory = z.object({ code: z.string(), name: z.string(), places: z.array(place) });

/** Agreements people may rely on today: in force, and neither before their beginning nor past their end. */
const ACTIVE = `
  select g.id from agreements g, today
  where g.status in ('active', 'renewal-window', 'renewed')
    and (g.starts_on is null or g.starts_on <= today.day) and (g.ends_on is null or g.ends_on >= today.day)`;

const QUERY = `
  with today as (select (now() at time zone 'Europe/Rome')::date as day), active as (${ACTIVE}),
  bound as (
    select m.association_id, m.municipality_id
    from agreement_members m join active on active.id = m.agreement_id where m.left_on is null),
  partner as (select association_id from bound where association_id is not null),
  town as (select municipality_id from bound where municipality_id is not null),
  place as (
    select s.territory_id, 'site' as kind, s.name, s.address, coalesce(a.name, m.name) as organisation
    from sites s left join associations a on a.id = s.association_id and a.active
    left join municipalities m on m.id = s.municipality_id
    where s.active and (a.id in (select association_id from partner) or m.id in (select municipality_id from town))
    union all
    select m.territory_id, 'municipality', m.name, null, m.name from municipalities m
    where m.id in (select municipality_id from town))
  select t.code, t.name, json_agg(json_build_object('kind', p.kind, 'name', p.name, 'address', p.address,
    'organisation', p.organisation) order by p.kind desc, p.name, p.address) as places
  from territories t join place p on p.territory_id = t.id group by t.id, t.code, t.name order by t.name`;

/** Where one can go: sites of associations and Comuni with an agreement in force, by territory; all, for they are few. */
export const listPlaces = openEndpoint(
  {
    name: 'places',
    method: 'GET',
    path: '/public/places',
    summary: 'Where one can go: sites of associations and Comuni with an agreement in force, by territory',
    status: 200,
    answer: z.object({ territories: z.array(territory) }),
    errors: [],
    caching: 'public, max-age=300',
  },
  async ({ strapi }) => {
    const { rows } = await run<z.output<typeof territory>>(strapi.db.connection, QUERY);
    return { territories: rows };
  },
);
