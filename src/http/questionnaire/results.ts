import type { Knex } from 'knex';
import { z } from 'zod';
import { suppressSmall } from '../../domain/monitoring/suppress';
import type { Person } from '../../domain/network/actor';
import { run } from '../../journal/sql';
import { endpoint } from '../endpoint';
import { ApiError } from '../errors';

const GROUPS = ['benefit', 'week', 'territory', 'tag'] as const;
const RESULTS = ['indicated', 'not-indicated', 'not-known'] as const;

const asked = z
  .strictObject({
    from: z.iso.date(),
    to: z.iso.date(),
    by: z.enum(GROUPS).default('benefit'),
    territory: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/)
      .optional(),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], params: { message: 'invalid.period' } });

const row = z.object({
  group: z.string().meta({ description: 'The week, territory or tag asked for; empty when none was.' }),
  source: z.enum(['public', 'case']),
  benefit: z.string(),
  result: z.enum(RESULTS),
  people: z.int().nullable().meta({ description: 'Null: too few to be told.' }),
});
type Row = z.output<typeof row> & { readonly people: number };

/**
 * The public questionnaires counted, and the last questionnaire of every case, as one list. In a case the association
 * stands where a link's tag does.
 */
const FROM = `
  with answered as (
    select 'public' as source, week, territory, tag, benefit, result, people from questionnaire_count where benefit <> ''
    union all
    select 'case', date_trunc('week', s.completed_at at time zone 'UTC' at time zone 'Europe/Rome')::date, t.code,
      coalesce(l.tag, ''), r.key, r.value, 1
    from cases c join territories t on t.id = c.territory_id
    join lateral (select completed_at, results from screenings where case_id = c.id and results is not null
      order by number desc limit 1) s on true
    cross join lateral jsonb_each_text(s.results::jsonb) r
    left join lateral (select min(tag) as tag from questionnaire_links where association_id = c.association_id) l on true)
  select`;

async function countResults(
  db: Knex,
  query: z.output<typeof asked>,
  territory: string | undefined,
): Promise<readonly Row[]> {
  const group = { benefit: `''`, week: 'week::text', territory: 'territory', tag: 'tag' }[query.by];
  const { rows } = await run<Row>(
    db,
    `${FROM} ${group} as "group", source, benefit, result, sum(people)::int as people from answered
     where week between date_trunc('week', ?::date)::date and ?::date and (?::text is null or territory = ?)
     group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [query.from, query.to, territory ?? null, territory ?? null],
  );
  return rows;
}

/** Which territory's results a role may ask for; undefined for all. Throws ApiError `forbidden`. */
async function territoryFor(db: Knex, actor: Person, wanted: string | undefined): Promise<string | undefined> {
  if (actor.role === 'directorate' || actor.role === 'communication') return wanted;
  if (actor.role !== 'structure' && actor.role !== 'referent') throw new ApiError('forbidden');
  const { rows } = await run<{ code: string }>(db, 'select code from territories where id = ?', [actor.territoryId]);
  const own = rows[0]?.code ?? '';
  if (wanted !== undefined && wanted !== own) throw new ApiError('forbidden');
  return own;
}

/**
 * What questionnaires pointed to, benefit by benefit: what the central directorate must receive (message 4144/2020, § 4).
 * Small numbers are not told.
 */
export const questionnaireResults = endpoint(
  {
    name: 'results',
    method: 'GET',
    path: '/questionnaire-results',
    summary: 'What questionnaires pointed to in some weeks, benefit by benefit; small numbers are not told',
    status: 200,
    query: asked,
    answer: z.object({ data: z.array(row) }),
    errors: ['unauthenticated', 'forbidden'],
  },
  async ({ strapi, query }, { actor }) => {
    const db = strapi.db.connection;
    const territory = await territoryFor(db, actor, query.territory);
    const rows = await countResults(db, query, territory);
    return { data: groups(rows).flatMap(suppressSmall) };
  },
);

/** The cells that share a total: those of one benefit, source and group. */
function groups(rows: readonly Row[]): readonly (readonly Row[])[] {
  const found = new Map<string, Row[]>();
  for (const one of rows) {
    const key = JSON.stringify([one.group, one.source, one.benefit]);
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()];
}
