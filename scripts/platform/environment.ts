import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { type PlatformSettings, readPlatformSettings } from '../../config/settings';
import { type DataFolder, dataFolder, inProject } from './paths';
import { obtainSecrets, readSecrets, type Secrets } from './secrets';

/** Which parts `npm start` brings itself, because no setting says where they are. */
export interface Embedded {
  postgres: boolean;
  temporal: boolean;
  mail: boolean;
}

/** The environment of every process of the platform, and how it came about. */
export interface PlatformEnvironment {
  env: NodeJS.ProcessEnv;
  embedded: Embedded;
  ports: PlatformSettings;
  /** Absent in production, where nothing is generated. */
  secrets: Secrets | undefined;
}

/** Name of the embedded PostgreSQL's user and database. */
export const databaseName = 'inps';

/** Reads `.env` into the process's environment, where what is already set wins. */
export function loadDotEnv(): void {
  const file = inProject('.env');
  if (existsSync(file)) loadEnvFile(file);
}

/**
 * Completes the environment with the embedded parts' addresses and the generated secrets. What the environment already
 * says always wins; in production nothing is added, so that what is missing is an error.
 * @param create whether secrets may be generated when there are none yet
 */
export function platformEnvironment(
  given: NodeJS.ProcessEnv = process.env,
  { folder = dataFolder(), create = false }: { folder?: DataFolder; create?: boolean } = {},
): PlatformEnvironment {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));
  const embedded = {
    postgres: set.DATABASE_URL === undefined,
    temporal: set.TEMPORAL_ADDRESS === undefined,
    mail: set.SMTP_URL === undefined,
  };
  const ports = readPlatformSettings(set);
  if (set.NODE_ENV === 'production') {
    return { env: set, embedded: { postgres: false, temporal: false, mail: false }, ports, secrets: undefined };
  }
  const secrets = create ? obtainSecrets(folder) : readSecrets(folder);
  const { POSTGRES_PASSWORD, ADMIN_PASSWORD, ...generated } = secrets ?? ({} as Partial<Secrets>);
  const defaults = {
    ...generated,
    NODE_ENV: 'development',
    DATABASE_URL: `postgresql://${databaseName}:${POSTGRES_PASSWORD}@127.0.0.1:${ports.POSTGRES_PORT}/${databaseName}`,
    TEMPORAL_ADDRESS: `127.0.0.1:${ports.TEMPORAL_PORT}`,
    SMTP_URL: `smtp://127.0.0.1:${ports.MAIL_SMTP_PORT}`,
    MAIL_FROM: 'INPS per tutti <inps-per-tutti@example.org>',
    // Invented data goes into our own database, never by itself into one somebody pointed us at.
    DEMO: String(embedded.postgres),
    STRAPI_TELEMETRY_DISABLED: 'true',
  };
  return { env: { ...defaults, ...set }, embedded, ports, secrets };
}
