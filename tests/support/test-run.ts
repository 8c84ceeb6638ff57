import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSigningAuthority } from '../../scripts/development-pki/signing-authority';
import { buildStale } from '../../scripts/platform/build';
import { Children } from '../../scripts/platform/child';
import { once } from '../../scripts/platform/interrupt';
import { startMailSink } from '../../scripts/platform/mail-sink';
import { dataFolder, inProject } from '../../scripts/platform/paths';
import { freePorts } from '../../scripts/platform/ports';
import { startPostgres } from '../../scripts/platform/postgres';
import { onTerminal, silent } from '../../scripts/platform/progress';
import { isRunning, takeHold } from '../../scripts/platform/running';
import { generateSecrets } from '../../scripts/platform/secrets';
import { findTemporalTestServer } from '../../scripts/platform/temporal-cli';
import { startTemporal } from '../../scripts/platform/temporal-server';
import type { Servers } from './servers';

const prefix = 'inps-per-tutti-test-';

/** The servers of one test run, on free ports and with their data in a temporary folder. */
export interface TestRun {
  servers: Servers;
  /** Stops the servers and removes their data. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL, Temporal and the mail sink, and compiles the server if its sources changed. `onStoppable` is told
 * how to stop them before the first one starts.
 */
export async function startTestRun(onStoppable: (stop: TestRun['stop']) => void): Promise<TestRun> {
  await sweep();
  const folder = dataFolder(mkdtempSync(join(tmpdir(), prefix)));
  // As root PostgreSQL runs as another user, who must be able to pass through.
  chmodSync(folder.root, 0o711);
  const hold = await takeHold(folder, silent);
  const children = new Children(hold.note);
  const stop = once(async () => {
    await children.stopAll();
    rmSync(folder.root, { recursive: true, force: true });
  });
  onStoppable(stop);
  try {
    return { servers: await startServers(children, folder), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServers(children: Children, folder: ReturnType<typeof dataFolder>): Promise<Servers> {
  const [postgresPort = 0, temporalPort = 0, smtpPort = 0, webPort = 0] = await freePorts(4);
  const log = (name: string) => join(folder.logs, `${name}.log`);
  const secrets = generateSecrets();
  const [user, password] = ['inps', secrets.POSTGRES_PASSWORD];
  // Nothing here outlives the run: durability is given up for speed.
  const options = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
  const postgres = { data: folder.postgres, port: postgresPort, user, password, logFile: log('postgres'), options };
  const temporal = { port: temporalPort, namespace: 'default', logFile: log('temporal') };
  const mail = { smtpPort, webPort, folder: folder.mail, logFile: log('mail') };
  // Not dist/, which a running platform may be using.
  const dist = inProject('.cache', 'test-dist');
  const signing = join(folder.root, 'signing');
  const [timeSkippingServer] = await Promise.all([
    findTemporalTestServer(),
    startPostgres(children, postgres, onTerminal),
    startTemporal(children, temporal, onTerminal),
    startMailSink(children, mail),
    buildStale({ children, logFile: log('build'), admin: false, dist }, onTerminal),
    openSigningAuthority(signing),
  ]);
  return {
    postgresUrl: `postgresql://${user}:${password}@127.0.0.1:${postgresPort}/postgres`,
    temporalAddress: `127.0.0.1:${temporalPort}`,
    timeSkippingServer,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    inboxUrl: `http://127.0.0.1:${webPort}`,
    dist,
    signing,
  };
}

/** Stops and removes what runs that were killed left behind; a run still going is left alone. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(prefix))) {
    const folder = dataFolder(join(tmpdir(), name));
    if (isRunning(folder) || isNewborn(folder.root)) continue;
    await takeHold(folder, silent);
    rmSync(folder.root, { recursive: true, force: true });
  }
}

/** A run that began a moment ago may not have left its mark yet. */
function isNewborn(path: string): boolean {
  return Date.now() - statSync(path).birthtimeMs < 60_000;
}
