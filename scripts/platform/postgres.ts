import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { type Child, type Children, stopLeftover, waitUntilReady } from './child';
import { Failure, messageOf } from './failure';
import { postgresPrograms } from './postgres-programs';
import { type PostgresUser, postgresUser, requireReachable } from './postgres-user';
import { birthOf, commandOf } from './process-identity';
import type { Say } from './progress';

/** A PostgreSQL to start: loopback only, one superuser, a password. */
export interface PostgresSpec {
  /** Data folder, created the first time. */
  data: string;
  port: number;
  user: string;
  password: string;
  logFile: string;
  /** Further `name=value` server settings. */
  options?: readonly string[];
}

/**
 * Starts PostgreSQL from the binaries npm installs. We drive the binaries ourselves and leave aside the package's own
 * class, because that one stops the server at the first signal, before the processes that still use it.
 * @throws Failure when the data belongs to another major version or the server does not start
 */
export async function startPostgres(children: Children, spec: PostgresSpec, say: Say): Promise<Child> {
  const programs = postgresPrograms();
  const user = postgresUser(say);
  mkdirSync(dirname(spec.data), { recursive: true });
  requireReachable(spec.data, user);
  requireReachable(programs.postgres, user);
  if (existsSync(join(spec.data, 'PG_VERSION'))) requireMajor(spec.data, programs.major);
  else initialise(spec, programs.initdb, user);
  await settleLeftover(spec.data);
  const options = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...(spec.options ?? [])];
  const child = children.start({
    name: 'PostgreSQL',
    command: programs.postgres,
    args: ['-D', spec.data, '-p', String(spec.port), ...options.flatMap((option) => ['-c', option])],
    env: { ...process.env, LC_ALL: 'C' },
    cwd: spec.data,
    logFile: spec.logFile,
    ...user,
    // SIGINT is PostgreSQL's fast shutdown: sessions are ended, data is written.
    stopSignal: 'SIGINT',
    patience: 60_000,
  });
  await waitUntilReady(child, () => query(spec, 'postgres', 'SELECT 1').then(() => true), 120_000);
  return child;
}

/** Creates a database unless it exists. */
export async function ensureDatabase(spec: PostgresSpec, name: string): Promise<void> {
  const found = await query(spec, 'postgres', 'SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (found.length === 0) await query(spec, 'postgres', `CREATE DATABASE "${name}"`);
}

async function query(spec: PostgresSpec, database: string, sql: string, values: unknown[] = []): Promise<unknown[]> {
  const { port, user, password } = spec;
  const client = new Client({ host: '127.0.0.1', port, user, password, database, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Fails if a data folder was made by another major version than the programs are of. @throws Failure */
export function requireMajor(data: string, major: string): void {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (found === major) return;
  throw new Failure(
    `${data} was made by PostgreSQL ${found}, which PostgreSQL ${major} cannot read: export it with the earlier version of this project and import it, or start anew with npm start -- --fresh.`,
  );
}

/** Initialises beside the final folder and renames at the end, so that an interrupted start leaves nothing half made. */
function initialise(spec: PostgresSpec, initdb: string, user: PostgresUser): void {
  const draft = `${spec.data}.new`;
  rmSync(draft, { recursive: true, force: true });
  rmSync(spec.data, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = `${spec.data}.password`;
  writeFileSync(passwordFile, `${spec.password}\n`, { mode: 0o600 });
  chmodSync(passwordFile, 0o600);
  if (user.uid !== undefined && user.gid !== undefined) {
    for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid);
  }
  try {
    const access = ['--auth=scram-sha-256', `--username=${spec.user}`, `--pwfile=${passwordFile}`];
    // A built-in locale sorts alike on every machine.
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    execFileSync(initdb, [`--pgdata=${draft}`, '--no-instructions', ...access, ...locale], {
      ...user,
      cwd: draft,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    renameSync(draft, spec.data);
  } catch (error) {
    throw new Failure(`PostgreSQL could not create its data folder ${spec.data}: ${messageOf(error)}`);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * After a hard kill the data folder still names its last server. If that server lives and is ours, it is stopped; if
 * its number was given to some other process, the note is stale and is removed, or PostgreSQL would refuse to start.
 */
async function settleLeftover(data: string): Promise<void> {
  const note = join(data, 'postmaster.pid');
  if (!existsSync(note)) return;
  const pid = Number(readFileSync(note, 'utf8').split('\n')[0]);
  const birth = birthOf(pid);
  if (birth !== undefined && commandOf(pid)?.includes(data)) await stopLeftover(pid, birth, 60_000);
  rmSync(note, { force: true });
}
