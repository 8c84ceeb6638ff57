import { join } from 'node:path';
import type { Client as TemporalClient } from '@temporalio/client';
import type { Knex } from 'knex';
import { readServerSettings, settingNames } from '../../config/settings';
import { Server } from '../../scripts/journey/client';
import { Children } from '../../scripts/platform/child';
import { platformEnvironment } from '../../scripts/platform/environment';
import { once } from '../../scripts/platform/interrupt';
import { serverPart, workerPart } from '../../scripts/platform/parts';
import { dataFolder } from '../../scripts/platform/paths';
import { freePorts } from '../../scripts/platform/ports';
import { generateSecrets } from '../../scripts/platform/secrets';
import { startTemporal } from '../../scripts/platform/temporal-server';
import { connectTemporal } from '../../src/temporal/connect';
import { openDatabase } from '../../src/worker/adapters/database';
import { type MailServer, startMailServer } from '../../tests/support/mail-server';
import type { Ground } from './ground';
import type { Pids } from './processor';

/** The whole platform for one level: its own database, its own Temporal, as in production and without the demo. */
export interface Stage {
  readonly server: Server;
  /** The driver's own way into the database: to prepare and to verify, never to take a step. */
  readonly db: Knex;
  readonly temporal: TemporalClient;
  readonly mail: MailServer;
  readonly pids: Pids;
  stop(): Promise<void>;
}

const open = new Set<() => Promise<void>>();

/** Stops every stage still open: for an interruption. */
export async function stopStages(): Promise<void> {
  for (const stop of open) await stop();
}

/** Brings the platform up on an empty database. `atOnce` is how many people will act at once. */
export async function openStage(ground: Ground, atOnce: number): Promise<Stage> {
  const name = `journey_${atOnce}`;
  const databaseUrl = await ground.createDatabase(name);
  const folder = dataFolder(join(ground.folder.root, name));
  const children = new Children();
  const mail = await startMailServer();
  const closers: (() => Promise<unknown>)[] = [() => mail.close(), () => children.stopAll()];
  const stop = once(async () => {
    for (const close of closers.reverse()) await close();
    await ground.dropDatabase(name);
    open.delete(stop);
  });
  open.add(stop);
  try {
    const [port = 0, workerPort = 0, temporalPort = 0] = await freePorts(3);
    const env = environmentOf({ databaseUrl, smtpUrl: mail.url, port, workerPort, temporalPort });
    const environment = { ...platformEnvironment(env), env };
    const settings = readServerSettings(env);
    const temporalProcess = await startTemporal(children, {
      port: temporalPort,
      namespace: settings.temporal.namespace,
      database: join(folder.temporal, 'temporal.db'),
      logFile: join(folder.logs, 'temporal.log'),
    });
    const serverProcess = await serverPart({ environment, settings, folder, dist: ground.dist }).start(children);
    const workerProcess = await workerPart({ environment, settings, folder, dist: ground.dist }).start(children);
    const db = openDatabase(databaseUrl);
    closers.push(() => db.destroy());
    const { client: temporal, connection } = await connectTemporal(settings.temporal);
    closers.push(() => connection.close());
    const server = new Server(`http://127.0.0.1:${port}`, atOnce + 4);
    closers.push(async () => server.close());
    const pids = {
      server: serverProcess.pid,
      worker: workerProcess.pid,
      temporal: temporalProcess.pid,
      postgres: ground.postgresPid,
    };
    return { server, db, temporal, mail, pids, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Addresses {
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  readonly port: number;
  readonly workerPort: number;
  readonly temporalPort: number;
}

/** Production's settings, for any bench. Every variable is named, if only to be left empty: a `.env` beside us must change nothing. */
export function environmentOf({ databaseUrl, smtpUrl, port, workerPort, temporalPort }: Addresses): NodeJS.ProcessEnv {
  const { POSTGRES_PASSWORD: _p, ADMIN_PASSWORD: _a, DEMO_PASSWORD: _d, ...secrets } = generateSecrets();
  return {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    ...Object.fromEntries(settingNames.map((name) => [name, ''])),
    ...secrets,
    NODE_ENV: 'production',
    PORT: String(port),
    WORKER_PORT: String(workerPort),
    PUBLIC_URL: `http://localhost:${port}`,
    SERVE_ADMIN: 'false',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}`,
    SMTP_URL: smtpUrl,
    PEC_MAILBOXES: '[]',
    SIGNING_TRUST: 'none',
    MAIL_FROM: 'INPS per tutti <inps-per-tutti@bench.example>',
    DEMO: 'false',
    STRAPI_TELEMETRY_DISABLED: 'true',
  };
}
