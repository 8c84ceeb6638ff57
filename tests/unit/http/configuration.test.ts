import { settingNames } from '../../../config/settings';

const key = Buffer.alloc(32, 7).toString('base64');
const secrets = settingNames.filter((name) => /^(?:APP_KEYS|.*_SALT|.*_SECRET|ENCRYPTION_KEY)$/.test(name));
const environment = {
  ...process.env,
  // A developer's own settings change nothing.
  ...Object.fromEntries(settingNames.map((name) => [name, ''])),
  DATABASE_URL: 'postgresql://inps:secret@127.0.0.1:5432/inps',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  SMTP_URL: 'smtp://localhost:1025',
  MAIL_FROM: 'INPS per tutti <inps-per-tutti@example.org>',
  MASTER_KEY: key,
  INDEX_KEY: key,
  ...Object.fromEntries(secrets.map((name) => [name, 'a-secret-of-a-test'])),
};

/** One of Strapi's configuration files, read in this environment. */
async function configuration<T>(name: string, more: Readonly<Record<string, string>> = {}): Promise<T> {
  const before = process.env;
  process.env = { ...environment, ...more };
  try {
    jest.resetModules();
    return ((await import(`../../../config/${name}`)) as { default: T }).default;
  } finally {
    process.env = before;
  }
}

interface Plugins {
  readonly 'users-permissions': { readonly config: { readonly sessions: { readonly cookie: object } } };
}

test.each([
  ['https://inps.example', true],
  ['http://localhost:1337', false],
])('at %s cookies are secure and a proxy is believed: %s', async (PUBLIC_URL, secure) => {
  const plugins = await configuration<Plugins>('plugins', { PUBLIC_URL });
  expect(plugins['users-permissions'].config.sessions.cookie).toMatchObject({ secure });
  const server = await configuration<{ proxy: object }>('server', { PUBLIC_URL });
  expect(server.proxy).toEqual({ koa: secure, maxIpsCount: 1 });
});

test('the log repeats neither a refused row nor an unreadable body', async () => {
  const { format } = await configuration<{ format: { transform(info: object, options: object): unknown } }>('logger');
  let unreadable: unknown;
  try {
    JSON.parse(`{"password":'hunter2'}`);
  } catch (error) {
    unreadable = Object.assign(error as Error, { level: 'error', body: 'hunter2', detail: 'hunter2' });
  }
  for (const info of [unreadable, { level: 'error', message: unreadable }]) {
    const line = format.transform(info as object, {}) as Record<symbol, string>;
    const text = line[Symbol.for('message')] ?? '';
    expect(text).toContain('SyntaxError');
    expect(text).not.toContain('hunter2');
  }
});
