import { readSettings, type Settings, SettingsError } from '../../config/settings';
import { loadDotEnv, type PlatformEnvironment, platformEnvironment } from '../platform/environment';
import { Failure } from '../platform/failure';
import { reachable } from '../platform/parts';
import { startPlatform } from '../platform/platform';
import type { Say } from '../platform/progress';

/** The platform a journey travels on. */
export interface Host {
  readonly settings: Settings;
  readonly url: string;
  /** The mail sink's inbox; null when mails go to another server. */
  readonly inboxUrl: string | null;
  readonly password: string;
}

/**
 * The running platform the settings describe, or one brought up for this journey. `onStoppable` is told how to stop
 * what was started, as soon as there is something. @throws Failure or SettingsError with a sentence for people
 */
export async function findHost(say: Say, onStoppable: (stop: () => Promise<void>) => void): Promise<Host> {
  loadDotEnv();
  const environment = platformEnvironment();
  const settings = settingsOf(environment);
  if (settings !== undefined && (await isUp(settings))) return hostOf(settings, environment);
  say('The platform is not running: it is brought up for this journey and stopped after it.');
  const platform = await startPlatform({ say, onStoppable });
  return hostOf(platform.settings, platform.environment);
}

/** Before the first start there are no secrets, and so no settings; what is wrong with them the start itself says. */
function settingsOf({ env }: PlatformEnvironment): Settings | undefined {
  try {
    return readSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return undefined;
    throw error;
  }
}

async function isUp({ host, port, workerPort }: Settings): Promise<boolean> {
  const isReady = async (on: number) => {
    const address = `http://${reachable(host)}:${on}/readyz`;
    return (await fetch(address, { signal: AbortSignal.timeout(3_000) })).ok;
  };
  try {
    return (await isReady(port)) && (await isReady(workerPort));
  } catch {
    return false;
  }
}

function hostOf(settings: Settings, { embedded, ports }: PlatformEnvironment): Host {
  const { password } = settings.demo;
  if (password === undefined) {
    throw new Failure('The journey signs in as the demo users: set DEMO to true and DEMO_PASSWORD to their password.');
  }
  const url = `http://${reachable(settings.host)}:${settings.port}`;
  const inboxUrl = embedded.mail ? `http://127.0.0.1:${ports.MAIL_WEB_PORT}` : null;
  return { settings, url, inboxUrl, password };
}
