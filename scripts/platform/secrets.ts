import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Failure } from './failure';
import type { DataFolder } from './paths';

const shape = z.object({
  APP_KEYS: z.string(),
  API_TOKEN_SALT: z.string(),
  ADMIN_JWT_SECRET: z.string(),
  TRANSFER_TOKEN_SALT: z.string(),
  ENCRYPTION_KEY: z.string(),
  JWT_SECRET: z.string(),
  MASTER_KEY: z.string(),
  INDEX_KEY: z.string(),
  DEMO_PASSWORD: z.string(),
  /** Of the embedded PostgreSQL's only user. */
  POSTGRES_PASSWORD: z.string(),
  /** Of the first user of Strapi's administration panel. */
  ADMIN_PASSWORD: z.string(),
  /** What the passwords of the PEC provider's mailboxes are made from; a start adds it to secrets older than it. */
  PEC_PROVIDER_KEY: z.string().default(''),
});

/** Secrets of the embedded default, by the name of the variable each stands for. */
export type Secrets = z.output<typeof shape>;

const secret = (): string => randomBytes(24).toString('base64url');

/** A fresh set of secrets. */
export function generateSecrets(): Secrets {
  const key = () => randomBytes(32).toString('base64');
  // Strapi asks a password for a small letter, a capital and a digit.
  const password = () => `${randomBytes(9).toString('base64url')}-aA1`;
  return {
    APP_KEYS: `${secret()},${secret()}`,
    API_TOKEN_SALT: secret(),
    ADMIN_JWT_SECRET: secret(),
    TRANSFER_TOKEN_SALT: secret(),
    ENCRYPTION_KEY: secret(),
    JWT_SECRET: secret(),
    MASTER_KEY: key(),
    INDEX_KEY: key(),
    DEMO_PASSWORD: password(),
    POSTGRES_PASSWORD: secret(),
    ADMIN_PASSWORD: password(),
    PEC_PROVIDER_KEY: secret(),
  };
}

/** The secrets kept in a data folder, if it has any. @throws Failure when the file is damaged */
export function readSecrets(folder: DataFolder): Secrets | undefined {
  if (!existsSync(folder.secrets)) return undefined;
  try {
    return shape.parse(JSON.parse(readFileSync(folder.secrets, 'utf8')));
  } catch {
    throw new Failure(`${folder.secrets} is damaged: put back a good copy, or start anew with npm start -- --fresh.`);
  }
}

/**
 * The secrets of a data folder, generated the first time.
 * @throws Failure when data exists whose secrets are lost: new ones could never read it
 */
export function obtainSecrets(folder: DataFolder): Secrets {
  const kept = readSecrets(folder);
  if (kept !== undefined)
    return kept.PEC_PROVIDER_KEY === '' ? keep(folder, { ...kept, PEC_PROVIDER_KEY: secret() }) : kept;
  if (existsSync(folder.postgres)) {
    throw new Failure(
      `${folder.postgres} holds data but its ${folder.secrets} is missing: put it back, or start anew with npm start -- --fresh.`,
    );
  }
  mkdirSync(folder.root, { recursive: true });
  return keep(folder, generateSecrets());
}

/** Written beside and renamed, so that an interruption loses none. */
function keep(folder: DataFolder, secrets: Secrets): Secrets {
  const draft = `${folder.secrets}.new`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, folder.secrets);
  return secrets;
}
