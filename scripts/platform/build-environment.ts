import { databaseName } from './environment';
import { generateSecrets } from './secrets';

/**
 * The environment builds run in. Strapi reads its whole configuration to build the administration panel, and no secret
 * belongs in a build: it is given stand-ins, none of which enters what is built. Of the public address only the path
 * matters, and production makes the panel's bundle the small one.
 */
export function buildEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...generateSecrets(),
    NODE_ENV: 'production',
    DATABASE_URL: `postgresql://${databaseName}@127.0.0.1/${databaseName}`,
    TEMPORAL_ADDRESS: '127.0.0.1:7233',
    SMTP_URL: 'smtp://127.0.0.1',
    MAIL_FROM: 'build@example.org',
    PUBLIC_URL: publicUrl(),
    PEC_MAILBOXES: '[]',
    SIGNING_TRUST: 'none',
    PEC_TRUST: '',
    DEMO: 'false',
    STRAPI_TELEMETRY_DISABLED: 'true',
  };
}

/** The path at which browsers will reach the server, without a final slash: the one setting a build depends on. */
export function publicPath(): string {
  const url = publicUrl();
  return URL.canParse(url) ? new URL(url).pathname.replace(/\/+$/, '') : '';
}

function publicUrl(): string {
  return process.env.PUBLIC_URL || 'http://localhost:1337';
}
