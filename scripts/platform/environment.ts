import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';
import { type Environment, type PlatformSettings, readPlatformSettings, SettingsError } from '../../config/settings';
import { PLATFORM_MAILBOXES, TRUST_FILE } from '../../pec-provider/directory';
import { accessTo } from '../../pec-provider/passwords';
import { type DataFolder, dataFolder, inProject } from './paths';
import { pecPorts } from './pec-provider';
import { obtainSecrets, readSecrets, type Secrets } from './secrets';

/** Which parts `npm start` brings itself, because no setting says where they are. */
export interface Embedded {
  postgres: boolean;
  temporal: boolean;
  mail: boolean;
  /** The PEC provider for development. */
  pec: boolean;
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
 * @throws SettingsError when a part is one's own but a setting that belongs to it is missing
 */
export function platformEnvironment(
  given: NodeJS.ProcessEnv = process.env,
  { folder = dataFolder(), create = false }: { folder?: DataFolder; create?: boolean } = {},
): PlatformEnvironment {
  requireCompanions(given);
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));
  const embedded = {
    postgres: set.DATABASE_URL === undefined,
    temporal: set.TEMPORAL_ADDRESS === undefined,
    mail: set.SMTP_URL === undefined,
    pec: set.PEC_MAILBOXES === undefined,
  };
  const ports = readPlatformSettings(set);
  if (set.NODE_ENV === 'production') {
    return {
      env: set,
      embedded: { postgres: false, temporal: false, mail: false, pec: false },
      ports,
      secrets: undefined,
    };
  }
  const secrets = create ? obtainSecrets(folder) : readSecrets(folder);
  const {
    POSTGRES_PASSWORD,
    ADMIN_PASSWORD,
    PEC_PROVIDER_KEY = '',
    ...generated
  } = secrets ?? ({} as Partial<Secrets>);
  const defaults = {
    ...generated,
    NODE_ENV: 'development',
    DATABASE_URL: `postgresql://${databaseName}:${POSTGRES_PASSWORD}@127.0.0.1:${ports.POSTGRES_PORT}/${databaseName}`,
    TEMPORAL_ADDRESS: `127.0.0.1:${ports.TEMPORAL_PORT}`,
    SMTP_URL: `smtp://127.0.0.1:${ports.MAIL_SMTP_PORT}`,
    MAIL_FROM: 'INPS per tutti <inps-per-tutti@example.org>',
    ...(embedded.pec ? developmentPec(PEC_PROVIDER_KEY, ports, folder) : {}),
    // Invented data goes into our own database, never by itself into one somebody pointed us at.
    DEMO: String(embedded.postgres),
    STRAPI_TELEMETRY_DISABLED: 'true',
  };
  return { env: { ...defaults, ...set }, embedded, ports, secrets };
}

/**
 * What must be given together with a part of one's own. The generated keys live and die with `.data`, so they are for the
 * embedded database only: one that outlives it may hold nothing sealed under them. And settings of a Temporal, or of
 * mailboxes, that are not named would silently change nothing.
 * @throws SettingsError naming every variable at fault
 */
export function requireCompanions(given: Environment): void {
  const has = (name: string) => given[name] !== undefined && given[name] !== '';
  const missing = (...names: string[]) => names.filter((name) => !has(name)).join(' and ');
  const keys = has('DATABASE_URL') ? missing('MASTER_KEY', 'INDEX_KEY') : '';
  const orphans = ownPartOnly.filter(({ name, part }) => !has(part) && has(name) && given[name] !== 'false');
  const problems = [
    ...(keys === ''
      ? []
      : [
          `DATABASE_URL is given but ${keys} not: the personal data in that database is sealed under your own keys (an earlier start may have generated them: they are then in .data/secrets.json, to be copied from there)`,
        ]),
    ...orphans.map(
      ({ name, part, what }) => `${name} is given but ${part} is not: it is of use only with ${what} of yours`,
    ),
  ];
  if (problems.length > 0) {
    throw new SettingsError(
      ['The settings need attention (.env.example describes each of them):', ...problems].join('\n  - '),
    );
  }
}

/**
 * The platform's mailboxes at the embedded provider, and the authority its receipts are verified against; nothing before
 * `npm start` first made it, for a program that runs without.
 */
function developmentPec(key: string, ports: PlatformSettings, folder: DataFolder): NodeJS.ProcessEnv {
  const trust = join(folder.pec, TRUST_FILE);
  if (!existsSync(trust)) return {};
  const mailboxes = PLATFORM_MAILBOXES.map((address) => accessTo(address, key, pecPorts(ports)));
  return { PEC_MAILBOXES: JSON.stringify(mailboxes), PEC_TRUST: trust };
}

const ownPartOnly = [
  { name: 'TEMPORAL_TLS', part: 'TEMPORAL_ADDRESS', what: 'a Temporal' },
  { name: 'TEMPORAL_API_KEY', part: 'TEMPORAL_ADDRESS', what: 'a Temporal' },
  { name: 'PEC_TRUST', part: 'PEC_MAILBOXES', what: 'certified mailboxes' },
] as const;
