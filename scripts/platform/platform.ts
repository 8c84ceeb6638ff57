import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readServerSettings, type ServerSettings } from '../../config/settings';
import { openAuthorities } from '../../pec-provider/authorities';
import { ensureAdminUser } from './admin-user';
import { buildStale } from './build';
import { Children } from './child';
import { type PlatformEnvironment, platformEnvironment, requireCompanions } from './environment';
import { once } from './interrupt';
import { foundations, reachable, requirePorts, serverPart, workerPart } from './parts';
import { type DataFolder, dataFolder, toolsFolder } from './paths';
import { onTerminal, type Say, step } from './progress';
import { takeHold } from './running';
import { wakeEverything } from './wake-everything';

/** A running platform. */
export interface Platform {
  settings: ServerSettings;
  environment: PlatformEnvironment;
  folder: DataFolder;
  /** Settles with a sentence if one of its processes ends by itself. */
  broken: Promise<string>;
  /** Stops everything it started, last started first. */
  stop(): Promise<void>;
}

/** How to bring a platform up. */
export interface PlatformOptions {
  /** Forget all data first. */
  fresh?: boolean;
  say?: Say;
  given?: NodeJS.ProcessEnv;
  folder?: DataFolder;
  /** Called as soon as there is something to stop, so that an interruption during the start is orderly too. */
  onStoppable?: (stop: () => Promise<void>) => void;
}

/**
 * Brings the platform up: builds what is stale, starts what no setting replaces, then the server, then the worker.
 * Returns when both say they are ready. If something fails, what was started is stopped first.
 * @throws Failure or SettingsError with a sentence for the person at the terminal
 */
export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const { say = onTerminal, folder = dataFolder(), given = process.env } = options;
  const hold = await takeHold(folder, say);
  const children = new Children(hold.note);
  const stop = once(() => children.stopAll().finally(hold.release));
  options.onStoppable?.(stop);
  try {
    // Before anything is forgotten: the only copy of keys somebody still needs may be in there.
    requireCompanions(given);
    if (options.fresh) forget(folder);
    // Made before the settings are read: the certificate receipts are verified against is one of them.
    const { embedded } = platformEnvironment(given, { folder, create: true });
    if (embedded.pec) await openAuthorities(folder.pec);
    const environment = platformEnvironment(given, { folder, create: true });
    const settings = readServerSettings(environment.env);
    const ends = await bringUp({ environment, settings, folder, children, say });
    return { settings, environment, folder, broken: Promise.race(ends), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Context {
  environment: PlatformEnvironment;
  settings: ServerSettings;
  folder: DataFolder;
  children: Children;
  say: Say;
}

/** @returns of each process, how it ended once it does: in an array, because awaiting would wait for the end itself */
async function bringUp({ environment, settings, folder, children, say }: Context): Promise<Promise<string>[]> {
  await requirePorts(environment, settings);
  const logFile = join(folder.logs, 'build.log');
  await buildStale({ children, logFile, admin: settings.serveAdmin }, say);
  const parts = [
    ...foundations(environment, settings, folder, say),
    serverPart({ environment, settings, folder }),
    workerPart({ environment, settings, folder }),
  ];
  const ends: Promise<string>[] = [];
  for (const part of parts) {
    const child = await step(say, part.label, () => part.start(children));
    ends.push(child.ended.then((how) => `${child.name} ${how}: see ${child.logFile}.`));
  }
  if (environment.embedded.temporal) await wakeEverything(settings.databaseUrl);
  const password = environment.secrets?.ADMIN_PASSWORD;
  if (environment.embedded.postgres && password !== undefined)
    await ensureAdminUser(`http://${reachable(settings.host)}:${settings.port}`, password);
  return ends;
}

/** Removes everything the platform keeps except the downloaded programs, which hold no data. */
function forget(folder: DataFolder): void {
  if (!existsSync(folder.root)) return;
  const kept = new Set([toolsFolder, folder.running]);
  for (const name of readdirSync(folder.root).map((one) => join(folder.root, one))) {
    if (!kept.has(name)) rmSync(name, { recursive: true, force: true });
  }
}
