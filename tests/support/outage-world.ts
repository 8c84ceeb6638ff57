import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { type Child, Children, waitUntilReady } from '../../scripts/platform/child';
import { inProject } from '../../scripts/platform/paths';
import { freePorts } from '../../scripts/platform/ports';
import { startTemporal } from '../../scripts/platform/temporal-server';
import type { TestDatabase } from './databases';
import { testEnvironment } from './environment';
import { type FollowWorld, makeFollowWorld } from './follow-world';
import { type MailServer, startMailServer } from './mail-server';
import { servers } from './servers';

/** What `src/server.ts` does, which finds its project from where it is compiled; the tests' build is elsewhere. */
const SERVE = `require('@strapi/strapi').createStrapi({ appDir: process.argv[1], distDir: process.argv[2] })
  .start().catch((error) => { console.error(error); process.exit(1); });`;

/** A journal, a mail server, and a Temporal server and a worker of our own that can be killed and started again. */
export interface OutageWorld extends FollowWorld {
  readonly mail: MailServer;
  readonly temporalAddress: string;
  /** Where the worker writes its lines, all its lives in one file. */
  readonly workerLog: string;
  /** The environment of the worker, and of programs run beside it. */
  readonly environment: NodeJS.ProcessEnv;
  startTemporal(): Promise<Child>;
  /** Starts the platform's server, which needs no Temporal; where it answers. `more` is added to its environment. */
  startServer(more?: NodeJS.ProcessEnv): Promise<string>;
  /** Forgets all that Temporal knew; only while it is stopped. */
  loseTemporal(): void;
  /** `more` is added to its environment. */
  startWorker(more?: NodeJS.ProcessEnv): Promise<Child>;
  /** Ends a process at once, as a power cut would. */
  kill(child: Child): Promise<void>;
  /** Ids and states of the workflows Temporal knows. */
  workflows(): Promise<ReadonlyMap<string, string>>;
}

/** Makes it; nothing of it runs yet but the mail server. */
export async function makeOutageWorld(makeDatabase?: () => Promise<TestDatabase>): Promise<OutageWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'inps-per-tutti-outage-'));
  chmodSync(folder, 0o711);
  const mail = await startMailServer(20);
  const world = await makeFollowWorld(mail.url, makeDatabase);
  const children = new Children();
  const [temporalPort = 0, workerPort = 0, serverPort = 0] = await freePorts(3);
  const database = join(folder, 'temporal.db');
  const address = `127.0.0.1:${temporalPort}`;
  const databaseUrl = world.databaseUrl;
  const workerLog = join(folder, 'worker.log');
  const environment = {
    ...process.env,
    ...testEnvironment(databaseUrl, {
      TEMPORAL_ADDRESS: address,
      SMTP_URL: mail.url,
      WORKER_PORT: String(workerPort),
      RELAY_INTERVAL_MS: '50',
    }),
  } as NodeJS.ProcessEnv;
  return {
    ...world,
    mail,
    temporalAddress: address,
    workerLog,
    environment,
    startTemporal: () =>
      startTemporal(children, {
        port: temporalPort,
        namespace: 'default',
        database,
        logFile: join(folder, 'temporal.log'),
      }),
    loseTemporal: () => {
      for (const end of ['', '-shm', '-wal']) rmSync(`${database}${end}`, { force: true });
    },
    async startServer(more = {}) {
      const env = { ...environment, PORT: String(serverPort), ...more };
      const args = ['-e', SERVE, inProject(), servers().dist];
      const logFile = join(folder, 'server.log');
      const spec = { name: 'The server', command: process.execPath, args, env, cwd: inProject(), logFile };
      const url = `http://127.0.0.1:${serverPort}`;
      await waitUntilReady(children.start(spec), async () => (await fetch(`${url}/readyz`)).ok, 120_000);
      return url;
    },
    async startWorker(more = {}) {
      const env = { ...environment, ...more };
      const args = [join(servers().dist, 'src', 'worker', 'index.js')];
      const child = children.start({ name: 'The worker', command: process.execPath, args, env, logFile: workerLog });
      await waitUntilReady(child, async () => (await fetch(`http://127.0.0.1:${workerPort}/readyz`)).ok, 60_000);
      return child;
    },
    async kill(child) {
      process.kill(-child.pid, 'SIGKILL');
      await child.ended;
    },
    async workflows() {
      const connection = await Connection.connect({ address });
      const found = new Map<string, string>();
      for await (const one of new Client({ connection }).workflow.list()) {
        if (found.get(one.workflowId) !== 'RUNNING') found.set(one.workflowId, one.status.name);
      }
      await connection.close();
      return found;
    },
    async close() {
      await children.stopAll();
      await world.close();
      await mail.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
