import { readSettings } from '../config/settings';
import type { Journal } from '../src/journal/types';
import { openDatabase } from '../src/worker/adapters/database';
import { openJournal as over } from '../src/worker/adapters/journal';
import { loadDotEnv, platformEnvironment } from './platform/environment';

/** The journal of the platform this folder's settings describe, for a program run beside it. Close `db` when done. */
export function openJournal(): Journal {
  loadDotEnv();
  const settings = readSettings(platformEnvironment().env);
  return over(openDatabase(settings.databaseUrl), settings.vault, settings.mail.from);
}
