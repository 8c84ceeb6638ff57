import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
});

/** Secrets of the embedded default, by the name of the variable each stands for. */
export type Secrets = z.output<typeof shape>;

/** A fresh set of secrets. */
export function generateSecrets(): Secrets {
  const secret = () => randomBytes(24).toString('base64url');
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
  if (kept !== undefined) return kept;
  if (existsSync(folder.postgres)) {
    throw new Failure(
      `${folder.postgres} holds data but its ${folder.secrets} is missing: put it back, or start anew with npm start -- --fresh.`,
    );
  }
  const secrets = generateSecrets();
  mkdirSync(folder.root, { recursive: true });
  writeFileSync(folder.secrets, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return secrets;
}
