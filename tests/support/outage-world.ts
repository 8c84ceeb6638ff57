import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { type Child, Children, waitUntilReady } from '../../scripts/platform/child';
import { freePorts } from '../../scripts/platform/ports';
import { startTemporal } from '../../scripts/platform/temporal-server';
import { testEnvironment } from './environment';
import { type FollowWorld, makeFollowWorld } from './follow-world';
import { type MailServer, startMailServer } from './mail-server';
import { servers } from './servers';

/** A journal, a mail server, and a Temporal server and a worker of our own that can be killed and started again. */
export interface OutageWorld extends FollowWorld {
  readonly mail: MailServer;
  readonly temporalAddress: string;
  /** Where the worker writes its lines, all its lives in one file. */
  readonly workerLog: string;
  /** The environment of the worker, and of programs run beside it. */
  readonly environment: NodeJS.ProcessEnv;
  startTemporal(): Promise<Child>;
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
export async function makeOutageWorld(): Promise<OutageWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'inps-per-tutti-outage-'));
  chmodSync(folder, 0o711);
  const mail = await startMailServer(20);
  const world = await makeFollowWorld(mail.url);
  const children = new Children();
  const [temporalPort = 0, workerPort = 0] = await freePorts(2);
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
