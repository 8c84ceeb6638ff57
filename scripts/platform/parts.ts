import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import type { Settings } from '../../config/settings';
import { type Child, type Children, type ChildSpec, waitUntilReady } from './child';
import { databaseName, type PlatformEnvironment } from './environment';
import { startMailSink } from './mail-sink';
import { type DataFolder, inProject } from './paths';
import { pecPorts, startPecImap, startPecProvider } from './pec-provider';
import { requireFreePort } from './ports';
import { ensureDatabase, startPostgres } from './postgres';
import type { Say } from './progress';
import { startTemporal } from './temporal-server';

/** A part of the platform and how to start it; parts are started in their order and stopped in the reverse one. */
export interface Part {
  label: string;
  start(children: Children): Promise<Child>;
}

/** Fails at once, before anything starts, if a port that will be needed is taken. @throws Failure */
export async function requirePorts({ embedded, ports }: PlatformEnvironment, settings: Settings): Promise<void> {
  if (embedded.postgres) await requireFreePort(ports.POSTGRES_PORT, 'PostgreSQL', 'POSTGRES_PORT');
  if (embedded.temporal) await requireFreePort(ports.TEMPORAL_PORT, 'Temporal', 'TEMPORAL_PORT');
  if (embedded.mail) await requireFreePort(ports.MAIL_SMTP_PORT, 'the mail sink', 'MAIL_SMTP_PORT');
  if (embedded.mail) await requireFreePort(ports.MAIL_WEB_PORT, "the mail sink's inbox", 'MAIL_WEB_PORT');
  if (embedded.pec) await requireFreePort(ports.PEC_SMTP_PORT, "the PEC provider's SMTP", 'PEC_SMTP_PORT');
  if (embedded.pec) await requireFreePort(ports.PEC_IMAP_PORT, "the PEC provider's IMAP", 'PEC_IMAP_PORT');
  if (embedded.pec) await requireFreePort(ports.PEC_CONTROL_PORT, "the PEC provider's control", 'PEC_CONTROL_PORT');
  await requireFreePort(settings.port, 'the server', 'PORT', settings.host);
  await requireFreePort(settings.workerPort, 'the worker', 'WORKER_PORT', settings.host);
}

/** The parts the server and the worker stand on, as far as the settings do not replace them. */
export function foundations(platform: PlatformEnvironment, settings: Settings, folder: DataFolder, say: Say): Part[] {
  const { embedded, ports, secrets } = platform;
  const log = (name: string) => join(folder.logs, `${name}.log`);
  const postgres = {
    label: 'PostgreSQL',
    start: async (children: Children) => {
      const password = secrets?.POSTGRES_PASSWORD ?? '';
      const spec = {
        data: folder.postgres,
        port: ports.POSTGRES_PORT,
        user: databaseName,
        password,
        logFile: log('postgres'),
      };
      const child = await startPostgres(children, spec, say);
      await ensureDatabase(spec, databaseName);
      return child;
    },
  };
  const temporal = {
    label: 'Temporal (its first start downloads it)',
    start: (children: Children) => {
      const database = join(folder.temporal, 'temporal.db');
      const { namespace } = settings.temporal;
      return startTemporal(children, { port: ports.TEMPORAL_PORT, namespace, database, logFile: log('temporal') }, say);
    },
  };
  const mail = {
    label: 'Mail sink',
    start: (children: Children) => {
      const { MAIL_SMTP_PORT: smtpPort, MAIL_WEB_PORT: webPort } = ports;
      return startMailSink(children, { smtpPort, webPort, folder: folder.mail, logFile: log('mail') });
    },
  };
  const key = secrets?.PEC_PROVIDER_KEY ?? '';
  const pec = { folder: folder.pec, key, ports: pecPorts(ports), logFile: log('pec') };
  const pecImap = {
    label: "PEC provider's IMAP server (its first start downloads it)",
    start: (children: Children) => startPecImap(children, pec),
  };
  const pecProvider = { label: 'PEC provider', start: (children: Children) => startPecProvider(children, pec) };
  return [
    ...(embedded.postgres ? [postgres] : []),
    ...(embedded.temporal ? [temporal] : []),
    ...(embedded.mail ? [mail] : []),
    ...(embedded.pec ? [pecImap, pecProvider] : []),
  ];
}

/** A host as an address names it, given the one listened on: a wildcard means every address, this machine's too. */
export function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
}

/** Where the server and the worker come from. */
interface NodePart {
  readonly environment: PlatformEnvironment;
  readonly settings: Settings;
  readonly folder: DataFolder;
  /** What was built; `dist/` by default. */
  readonly dist?: string;
}

/** Strapi: ready once it has migrated and, the first time, seeded. */
export function serverPart({ environment, settings, folder, dist = inProject('dist') }: NodePart): Part {
  const args = [join(dist, 'src', 'server.js')];
  const spec = { name: 'The server', args, env: environment.env, logFile: join(folder.logs, 'server.log') };
  const health = `http://${reachable(settings.host)}:${settings.port}/readyz`;
  return { label: 'Server: migrations, seeds', start: (children) => startNode(children, spec, health) };
}

/** The worker: ready once it polls Temporal and the schema is the one it needs. `flags`: of its program. */
export function workerPart(
  { environment, settings, folder, dist = inProject('dist') }: NodePart,
  flags: readonly string[] = [],
): Part {
  const args = [join(dist, 'src', 'worker', 'index.js'), ...flags];
  const logFile = join(folder.logs, 'worker.log');
  const spec = { name: 'The worker', args, env: environment.env, logFile, background: true };
  const health = `http://${reachable(settings.host)}:${settings.workerPort}/readyz`;
  return { label: 'Worker', start: (children) => startNode(children, spec, health) };
}

type NodeSpec = Pick<ChildSpec, 'name' | 'args' | 'env' | 'logFile' | 'background'>;

async function startNode(children: Children, spec: NodeSpec, health: string): Promise<Child> {
  const child = children.start({ ...spec, command: process.execPath, cwd: inProject(), patience: 30_000 });
  const ready = async () => (await fetch(health, { signal: AbortSignal.timeout(5_000) })).ok;
  await waitUntilReady(child, ready, 300_000);
  return child;
}
