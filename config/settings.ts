/**
 * The one validated reading of the environment, shared by Strapi's configuration, the worker and the scripts.
 * Nothing else reads `process.env`. `.env.example` documents every variable named here; a test compares the two.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

// Strapi's date columns hold no time zone: every process reads and writes them as UTC, whatever the machine's own zone.
process.env.TZ = 'UTC';

const flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
const port = z.coerce.number('must be a port number').int('must be a port number').min(1).max(65_535);
const text = z.string().trim().min(1);
const secret = z.string().min(16, 'must have at least 16 characters');
const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be an address beginning with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    );
const key = z
  .base64('must be base64')
  .transform((value) => Buffer.from(value, 'base64'))
  .refine((bytes) => bytes.length === 32, 'must be exactly 32 bytes in base64');

/** `[{ "address", "smtp", "imap" }]`: one message for whatever is wrong, so that no password is repeated. */
const MAILBOXES = 'must be a JSON array of { "address", "smtp", "imap" }, each address once';
const mailboxes = z.string().transform((value, context) => {
  try {
    return listOfMailboxes.parse(JSON.parse(value));
  } catch {
    context.addIssue({ code: 'custom', message: MAILBOXES });
    return z.NEVER;
  }
});
const listOfMailboxes = z
  .array(
    z.strictObject({
      address: z
        .string()
        .regex(/^[^\s<>@]+@[^\s<>@]+$/)
        .transform((address) => address.toLowerCase()),
      smtp: url(['smtp:', 'smtps:']),
      imap: url(['imap:', 'imaps:']),
    }),
  )
  .refine((list) => new Set(list.map(({ address }) => address)).size === list.length);

/** What every process of the platform needs. */
const shared = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug']).default('info'),
  HOST: text.default('127.0.0.1'),
  PORT: port.default(1337),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  SERVE_ADMIN: flag.default(true),
  WORKER_PORT: port.default(1338),
  DATABASE_URL: url(['postgres:', 'postgresql:']),
  TEMPORAL_ADDRESS: z.string().regex(/^[^\s:/]+:\d+$/, 'must be host:port'),
  TEMPORAL_NAMESPACE: text.default('default'),
  TEMPORAL_TLS: flag.default(false),
  TEMPORAL_API_KEY: text.optional(),
  SMTP_URL: url(['smtp:', 'smtps:']),
  MAIL_FROM: z.string().regex(/^(?:[^<>@\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, 'must be an address'),
  PEC_MAILBOXES: mailboxes.optional(),
  PEC_TRUST: text.optional(),
  SIGNING_TRUST: text.optional(),
  RELAY_INTERVAL_MS: z.coerce.number().int().min(20).max(60_000).default(1000),
  MASTER_KEY: key,
  INDEX_KEY: key,
  DEMO: flag.default(false),
  DEMO_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
});

/** Strapi's own secrets: kept apart so that the worker need not be given them. */
const strapi = z.object({
  APP_KEYS: z
    .string()
    .transform((value) => value.split(',').map((one) => one.trim()))
    .pipe(z.array(secret).min(1)),
  API_TOKEN_SALT: secret,
  ADMIN_JWT_SECRET: secret,
  TRANSFER_TOKEN_SALT: secret,
  ENCRYPTION_KEY: secret,
  JWT_SECRET: secret,
});

/** Where the parts started by `npm start` listen; of no use to a part that is replaced by its own setting. */
const platform = z.object({
  POSTGRES_PORT: port.default(54_329),
  TEMPORAL_PORT: port.default(17_233),
  MAIL_SMTP_PORT: port.default(11_025),
  MAIL_WEB_PORT: port.default(11_080),
  PEC_SMTP_PORT: port.default(12_025),
  PEC_IMAP_PORT: port.default(12_143),
  PEC_CONTROL_PORT: port.default(12_080),
});

type Shared = z.output<typeof shared>;

/** A certified mailbox of the platform's, its address in lower case; sign-in is in the addresses of its servers. */
export type PecMailbox = z.output<typeof listOfMailboxes>[number];

/** The settings of a process; keys are bytes, durations milliseconds. */
export interface Settings {
  environment: Shared['NODE_ENV'];
  logLevel: Shared['LOG_LEVEL'];
  /** Address both processes listen on, and their ports. */
  host: string;
  port: number;
  workerPort: number;
  /** Where browsers reach the server, without a final slash. */
  publicUrl: string;
  serveAdmin: boolean;
  databaseUrl: string;
  temporal: { address: string; namespace: string; tls: boolean; apiKey: string | undefined };
  mail: { url: string; from: string };
  /** The first mailbox is the programme's. `trust`: PEM text of the certificates a provider's signature goes back to. */
  pec: { mailboxes: readonly PecMailbox[]; trust: string };
  /** `trust`: PEM text of the certificates a signature of a document goes back to; empty: no chain is checked. */
  signing: { trust: string };
  relayIntervalMs: number;
  /** `master` wraps the beneficiaries' keys, `index` keys the searchable digests; 32 bytes each. */
  vault: { master: Buffer; index: Buffer };
  demo: { enabled: boolean; password: string | undefined };
}

/** Settings of the Strapi process: the shared ones and its own secrets. */
export interface ServerSettings extends Settings {
  strapi: z.output<typeof strapi>;
}

/** Ports of the embedded parts. */
export type PlatformSettings = z.output<typeof platform>;

/** The environment as a process receives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown when a variable is missing or malformed; the message has one line a variable. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** Every variable the platform understands, for the test that compares them with `.env.example`. */
export const settingNames: readonly string[] = [shared, strapi, platform].flatMap((schema) =>
  Object.keys(schema.shape),
);

/** Reads the settings every process shares. @throws SettingsError */
export function readSettings(env: Environment = process.env): Settings {
  return toSettings(parse(shared, env));
}

/** Reads the settings of the Strapi process. @throws SettingsError */
export function readServerSettings(env: Environment = process.env): ServerSettings {
  const values = parse(shared.extend(strapi.shape), env);
  const { APP_KEYS, API_TOKEN_SALT, ADMIN_JWT_SECRET, TRANSFER_TOKEN_SALT, ENCRYPTION_KEY, JWT_SECRET } = values;
  return {
    ...toSettings(values),
    strapi: { APP_KEYS, API_TOKEN_SALT, ADMIN_JWT_SECRET, TRANSFER_TOKEN_SALT, ENCRYPTION_KEY, JWT_SECRET },
  };
}

/** Reads the ports of the embedded parts. @throws SettingsError */
export function readPlatformSettings(env: Environment = process.env): PlatformSettings {
  return parse(platform, env);
}

function toSettings(values: Shared): Settings {
  const broken = rules.filter((rule) => rule.broken(values));
  if (broken.length > 0) throw new SettingsError(wording(broken.map((rule) => rule.message)));
  return {
    environment: values.NODE_ENV,
    logLevel: values.LOG_LEVEL,
    host: values.HOST,
    port: values.PORT,
    workerPort: values.WORKER_PORT,
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    serveAdmin: values.SERVE_ADMIN,
    databaseUrl: values.DATABASE_URL,
    temporal: {
      address: values.TEMPORAL_ADDRESS,
      namespace: values.TEMPORAL_NAMESPACE,
      tls: values.TEMPORAL_TLS,
      apiKey: values.TEMPORAL_API_KEY,
    },
    mail: { url: values.SMTP_URL, from: values.MAIL_FROM },
    pec: { mailboxes: values.PEC_MAILBOXES ?? [], trust: readTrust('PEC_TRUST', values.PEC_TRUST) },
    signing: { trust: readTrust('SIGNING_TRUST', values.SIGNING_TRUST) },
    relayIntervalMs: values.RELAY_INTERVAL_MS,
    vault: { master: values.MASTER_KEY, index: values.INDEX_KEY },
    demo: { enabled: values.DEMO, password: values.DEMO_PASSWORD },
  };
}

/** The file of certificates, read once at the start; empty when none is named, or `none`. @throws SettingsError */
function readTrust(name: string, path: string | undefined): string {
  if (path === undefined || path === 'none') return '';
  try {
    const pem = readFileSync(path, 'utf8');
    if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
  } catch {
    throw new SettingsError(wording([`${name} names a file that cannot be read`]));
  }
  throw new SettingsError(wording([`${name} names a file without a certificate in PEM`]));
}

/** Rules over several variables together. */
const rules: readonly { broken: (values: Shared) => boolean; message: string }[] = [
  {
    // No mail may reach the world from a developer's machine or a test: only a sink on this machine is accepted.
    broken: (values) => values.NODE_ENV !== 'production' && !isLoopback(new URL(values.SMTP_URL).hostname),
    message: 'SMTP_URL must point to a mail sink on this machine (localhost) unless NODE_ENV is production',
  },
  {
    broken: (values) =>
      values.NODE_ENV !== 'production' &&
      (values.PEC_MAILBOXES ?? []).some(
        ({ smtp, imap }) => ![smtp, imap].every((at) => isLoopback(new URL(at).hostname)),
      ),
    message: 'PEC_MAILBOXES must be on a provider on this machine (localhost) unless NODE_ENV is production',
  },
  {
    broken: (values) => values.NODE_ENV === 'production' && values.PEC_MAILBOXES === undefined,
    message: 'PEC_MAILBOXES is missing: it is required in production, [] where there is no certified mail',
  },
  {
    // Without a store every receipt would be quarantined, and nobody would know why.
    broken: (values) => (values.PEC_MAILBOXES ?? []).length > 0 && values.PEC_TRUST === undefined,
    message: 'PEC_TRUST is missing: it is required when PEC_MAILBOXES names a mailbox',
  },
  {
    // A chain that is never checked would look like one that was forgotten.
    broken: (values) => values.NODE_ENV === 'production' && values.SIGNING_TRUST === undefined,
    message:
      'SIGNING_TRUST is missing: it is required in production, for the signatures of agreements; none says that no chain is checked',
  },
  {
    broken: (values) => values.NODE_ENV === 'production' && values.PUBLIC_URL === undefined,
    message: 'PUBLIC_URL is missing: it is required in production',
  },
  {
    broken: (values) => values.NODE_ENV === 'production' && values.DEMO,
    message: 'DEMO must be false in production: it creates users with a known password',
  },
  {
    broken: (values) => values.DEMO && values.DEMO_PASSWORD === undefined,
    message: 'DEMO_PASSWORD is missing: it is required when DEMO is true',
  },
  {
    broken: (values) => values.TEMPORAL_API_KEY !== undefined && !values.TEMPORAL_TLS,
    message: 'TEMPORAL_TLS must be true when TEMPORAL_API_KEY is given, or the key would travel in the clear',
  },
];

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** An empty variable counts as absent, so that a copied `.env.example` keeps its defaults. */
function parse<T extends z.ZodObject>(schema: T, env: Environment): z.output<T> {
  const given = Object.fromEntries(
    Object.keys(schema.shape)
      .filter((name) => env[name] !== undefined && env[name] !== '')
      .map((name) => [name, env[name]]),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = new Map<string, string>();
  for (const issue of result.error.issues) {
    const name = String(issue.path[0]);
    problems.set(name, name in given ? `${name} is malformed: ${issue.message}` : `${name} is missing`);
  }
  throw new SettingsError(wording([...problems.values()]));
}

function wording(problems: readonly string[]): string {
  return ['The settings need attention (.env.example describes each of them):', ...problems].join('\n  - ');
}
