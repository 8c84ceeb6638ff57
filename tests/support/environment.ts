import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Environment, settingNames } from '../../config/settings';
import { SIGNING_TRUST_FILE } from '../../scripts/development-pki/signing-authority';
import { servers } from './servers';

const key = (seed: number): string => Buffer.alloc(32, seed).toString('base64');
const secret = randomBytes(24).toString('base64url');

/**
 * The environment of a server or a worker under test, on the run's servers and a database of its own. Every setting is
 * named, if only to be left empty: what a developer has exported or written into `.env` must change nothing.
 */
export function testEnvironment(databaseUrl: string, more: Environment = {}): Environment {
  const { temporalAddress, smtpUrl, signing } = servers();
  return {
    ...Object.fromEntries(settingNames.map((name) => [name, ''])),
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'INPS per tutti <inps-per-tutti@prova.example>',
    SIGNING_TRUST: join(signing, SIGNING_TRUST_FILE),
    SERVE_ADMIN: 'false',
    // Invented keys, the same for every process of a test, so that they read each other's rows.
    MASTER_KEY: key(1),
    INDEX_KEY: key(2),
    APP_KEYS: secret,
    API_TOKEN_SALT: secret,
    ADMIN_JWT_SECRET: secret,
    TRANSFER_TOKEN_SALT: secret,
    ENCRYPTION_KEY: secret,
    JWT_SECRET: secret,
    STRAPI_TELEMETRY_DISABLED: 'true',
    ...more,
  };
}
