import type { Knex } from 'knex';

/** The schema this code needs: raised with every migration, content-type change or constraint the worker relies on. */
export const SCHEMA_VERSION = 2;

/** Records that the database is ready for this code. Strapi calls it at the end of its bootstrap. */
export async function markSchemaReady(db: Knex): Promise<void> {
  await db.raw(
    `insert into platform_schema (one, version, ready_at) values (true, ?, now())
     on conflict (one) do update set version = excluded.version, ready_at = excluded.ready_at`,
    [SCHEMA_VERSION],
  );
}

/** The version the database was prepared for; null when it was not yet. */
export async function schemaVersion(db: Knex): Promise<number | null> {
  if (!(await db.schema.hasTable('platform_schema'))) return null;
  const { rows } = await db.raw<{ rows: { version: number }[] }>('select version from platform_schema');
  return rows[0]?.version ?? null;
}
