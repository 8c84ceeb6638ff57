import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { buildStale } from '../../scripts/platform/build';
import { Children } from '../../scripts/platform/child';
import { once } from '../../scripts/platform/interrupt';
import { type DataFolder, dataFolder, inProject } from '../../scripts/platform/paths';
import { freePorts } from '../../scripts/platform/ports';
import { startPostgres } from '../../scripts/platform/postgres';
import type { Say } from '../../scripts/platform/progress';
import { generateSecrets } from '../../scripts/platform/secrets';

/** What every level stands on, ours and the peer's: one PostgreSQL and a folder, both of this run only. */
export interface Ground {
  readonly folder: DataFolder;
  readonly postgresPid: number;
  /** The compiled server and worker. */
  readonly dist: string;
  /** Makes an empty database; its address. */
  createDatabase(name: string): Promise<string>;
  /** Ends whatever is connected to it and removes it. */
  dropDatabase(name: string): Promise<void>;
  /** Stops PostgreSQL and removes what it kept; the logs stay when something went wrong. */
  stop(keepLogs: boolean): Promise<void>;
}

/**
 * Starts PostgreSQL as its makers ship it: fsync, synchronous commit and full-page writes on, as in production. Compiles
 * what is stale first, so that nothing compiles beside a measurement. `onStoppable` is told how to stop it before there is
 * anything to stop.
 */
export async function prepareGround(say: Say, onStoppable: (stop: Ground['stop']) => void): Promise<Ground> {
  const folder = dataFolder(mkdtempSync(join(tmpdir(), 'inps-per-tutti-bench-')));
  // As root PostgreSQL runs as another user, who must be able to pass through.
  chmodSync(folder.root, 0o711);
  const children = new Children();
  const stop = once(async (keepLogs: boolean) => {
    await children.stopAll();
    if (keepLogs) say(`What the processes wrote is kept in ${folder.root}`);
    rmSync(keepLogs ? folder.postgres : folder.root, { recursive: true, force: true });
  });
  onStoppable(stop);
  try {
    // Not dist/, which a running platform may be using.
    const dist = inProject('.cache', 'bench-dist');
    await buildStale({ children, logFile: join(folder.logs, 'build.log'), admin: false, dist }, say);
    const [port = 0] = await freePorts(1);
    const [user, password] = ['inps', generateSecrets().POSTGRES_PASSWORD];
    const logFile = join(folder.logs, 'postgres.log');
    const postgres = await startPostgres(children, { data: folder.postgres, port, user, password, logFile }, say);
    const address = (name: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
    const run = async (sql: string) => {
      const client = new Client({ connectionString: address('postgres') });
      await client.connect();
      await client.query(sql).finally(() => client.end());
    };
    return {
      folder,
      postgresPid: postgres.pid,
      dist,
      async createDatabase(name) {
        await run(`CREATE DATABASE "${name}"`);
        return address(name);
      },
      dropDatabase: (name) => run(`DROP DATABASE "${name}" WITH (FORCE)`),
      stop,
    };
  } catch (error) {
    await stop(true);
    throw error;
  }
}
