import knex, { type Knex } from 'knex';
import { SCHEMA_VERSION, schemaVersion } from '../../journal/schema-version';

/** The worker's own pool. Sessions speak UTC: Strapi's columns have no time zone. */
export function openDatabase(url: string): Knex {
  return knex({
    client: 'pg',
    connection: { connectionString: url, options: '-c TimeZone=UTC', application_name: 'inps-worker' },
    pool: { min: 0, max: 12 },
    // A failed statement's message must not quote the values it was given.
    compileSqlOnError: false,
  });
}

const PAUSE_MS = 500;

/**
 * Waits until Strapi has prepared the schema this code needs (invariant 12); `say` is told when what it finds changes.
 * Throws when the database is already ahead of this code.
 */
export async function waitForSchema(db: Knex, say: (found: number | null) => void): Promise<void> {
  for (let said: number | null | undefined; ; ) {
    const found = await schemaVersion(db);
    if (found === SCHEMA_VERSION) return;
    if (found !== null && found > SCHEMA_VERSION) {
      throw new Error(
        `the database has schema version ${found}, this worker knows ${SCHEMA_VERSION}: update the worker`,
      );
    }
    if (found !== said) say(found);
    said = found;
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
}

/** Why the database can't be worked with now; null when it answers. */
export async function databaseFault(db: Knex): Promise<string | null> {
  try {
    await db.raw('select 1').timeout(2_000);
    return null;
  } catch {
    return 'the database does not answer';
  }
}
