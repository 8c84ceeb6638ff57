import type { Knex } from 'knex';

/** How many rows a table has, and a hash of all they say. */
export interface Content {
  readonly rows: number;
  readonly hash: string;
}

/** What every table holds, but for what says that the server started: Strapi's own settings and the schema's mark. */
export async function contentsOf(db: Knex): Promise<Readonly<Record<string, Content>>> {
  const tables = await db('pg_tables')
    .where({ schemaname: 'public' })
    .whereNot('tablename', 'like', 'strapi\\_%')
    .whereNot({ tablename: 'platform_schema' })
    .orderBy('tablename')
    .pluck<string[]>('tablename');
  const contents = tables.map(async (table) => {
    const { rows } = await db.raw<{ rows: Content[] }>(
      `select count(*)::int as rows, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ?? t`,
      [table],
    );
    return [table, rows[0] ?? { rows: 0, hash: '' }] as const;
  });
  return Object.fromEntries(await Promise.all(contents));
}
