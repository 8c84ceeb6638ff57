import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { servers } from './servers';

/** A database of one test file. */
export interface TestDatabase {
  name: string;
  url: string;
  /** Ends whatever is still connected and removes it. */
  drop(): Promise<void>;
}

/** Makes a database, empty or as a copy of a template: a copy takes a fraction of a second. */
export async function createDatabase(template = 'template1'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer((client) => client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`));
  const drop = async () => {
    await onServer((client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
  };
  return { name, url: databaseUrl(name), drop };
}

/**
 * Prepares a template once a run: the first caller builds it, the others wait for it.
 * @param build fills the empty database at the given address and closes its connections
 */
export async function ensureTemplate(name: string, build: (url: string) => Promise<void>): Promise<void> {
  await onServer(async (client) => {
    // Held for as long as this connection lasts.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return;
    const draft = `${name}_draft`;
    await client.query(`DROP DATABASE IF EXISTS "${draft}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${draft}"`);
    await build(databaseUrl(draft));
    await client.query(`ALTER DATABASE "${draft}" RENAME TO "${name}"`);
  });
}

function databaseUrl(name: string): string {
  const url = new URL(servers().postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: servers().postgresUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
