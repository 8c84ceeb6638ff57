import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readServerSettings } from '../../../config/settings';
import { openAuthorities } from '../../../pec-provider/authorities';
import { platformEnvironment } from '../../../scripts/platform/environment';
import { dataFolder } from '../../../scripts/platform/paths';
import { startPlatform } from '../../../scripts/platform/platform';
import { silent } from '../../../scripts/platform/progress';

const folder = dataFolder(mkdtempSync(join(tmpdir(), 'inps-per-tutti-environment-')));
const foreign = { DATABASE_URL: 'postgresql://me@db.example.org/inps' };
const keys = {
  MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  INDEX_KEY: Buffer.alloc(32, 2).toString('base64'),
};
afterAll(() => rmSync(folder.root, { recursive: true, force: true }));

test('the embedded default needs no setting, keeps its secrets and hides them from others', () => {
  const first = platformEnvironment({}, { folder, create: true });
  expect(first.embedded).toEqual({ postgres: true, temporal: true, mail: true, pec: true });
  const settings = readServerSettings(first.env);
  expect(settings.demo.enabled).toBe(true);
  expect(platformEnvironment({}, { folder, create: true }).env).toEqual(first.env);
  expect(statSync(folder.secrets).mode & 0o777).toBe(0o600);
});

test('a part with a setting of its own is not brought, and a foreign database gets no demo data', () => {
  const given = { ...foreign, ...keys, TEMPORAL_ADDRESS: 'temporal.example.org:7233' };
  const { embedded, env } = platformEnvironment(given, { folder, create: true });
  expect(embedded).toEqual({ postgres: false, temporal: false, mail: true, pec: true });
  expect(env).toMatchObject({ ...given, DEMO: 'false' });
});

test('in production nothing is generated: every secret is asked for', () => {
  const { env, secrets } = platformEnvironment({ NODE_ENV: 'production' }, { folder, create: true });
  expect(secrets).toBeUndefined();
  expect(() => readServerSettings(env)).toThrow(/MASTER_KEY is missing/);
});

test('data whose secrets are lost is an error, not a reason for new secrets', () => {
  const orphan = dataFolder(join(folder.root, 'orphan'));
  mkdirSync(orphan.postgres, { recursive: true });
  expect(() => platformEnvironment({}, { folder: orphan, create: true })).toThrow(/secrets\.json is missing/);
});

test('a database of one’s own comes with one’s own keys, never with generated ones', () => {
  const read = (given: NodeJS.ProcessEnv) => () => platformEnvironment(given, { folder, create: true });
  expect(read(foreign)).toThrow(/MASTER_KEY and INDEX_KEY not/);
  expect(read({ ...foreign, MASTER_KEY: keys.MASTER_KEY, INDEX_KEY: '' })).toThrow(/but INDEX_KEY not/);
  expect(read({ ...foreign, ...keys })().env).toMatchObject(keys);
});

test('nothing is forgotten, keys least of all, while a setting is missing', async () => {
  const old = dataFolder(join(folder.root, 'old'));
  mkdirSync(old.root);
  writeFileSync(old.secrets, '{}');
  const start = startPlatform({ fresh: true, given: foreign, folder: old, say: silent });
  await expect(start).rejects.toThrow(/MASTER_KEY and INDEX_KEY/);
  expect(existsSync(old.secrets)).toBe(true);
  expect(existsSync(old.running)).toBe(false);
});

test('the PEC provider’s mailboxes are the programme’s and the structures’, once it has its certificate', async () => {
  const home = dataFolder(join(folder.root, 'pec'));
  const read = (given: NodeJS.ProcessEnv = {}) => platformEnvironment(given, { folder: home, create: true }).env;
  expect(read()).not.toHaveProperty('PEC_MAILBOXES');
  await openAuthorities(home.pec);
  const { PEC_MAILBOXES = '', PEC_TRUST = '' } = read({ PEC_SMTP_PORT: '20025', PEC_IMAP_PORT: '20143' });
  expect(readFileSync(PEC_TRUST, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----/);
  const mailboxes = JSON.parse(PEC_MAILBOXES) as { address: string; smtp: string; imap: string }[];
  const { territories } = JSON.parse(readFileSync('database/seeds/data/programme.json', 'utf8')) as {
    territories: { code: string }[];
  };
  expect(mailboxes.map(({ address }) => address)).toEqual([
    'programma@pec.inps.example',
    ...territories.map(({ code }) => `struttura.${code}@pec.inps.example`),
  ]);
  for (const { address, smtp, imap } of mailboxes) {
    const [out, back] = [new URL(smtp), new URL(imap)];
    expect([out.host, back.host, out.protocol, back.protocol]).toEqual([
      '127.0.0.1:20025',
      '127.0.0.1:20143',
      'smtp:',
      'imap:',
    ]);
    expect([decodeURIComponent(out.username), decodeURIComponent(back.username)]).toEqual([address, address]);
    expect([out.password, back.password.length]).toEqual([back.password, 64]);
  }
  expect(read().PEC_MAILBOXES).toContain('127.0.0.1:12143');
  expect(read({ PEC_MAILBOXES: '[]' })).toMatchObject({ PEC_MAILBOXES: '[]' });
  expect(read({ PEC_MAILBOXES: '[]' })).not.toHaveProperty('PEC_TRUST');
  expect(read({ NODE_ENV: 'production' })).not.toHaveProperty('PEC_MAILBOXES');
  expect(() => read({ PEC_TRUST: '/etc/pec.pem' })).toThrow(/PEC_TRUST is given but PEC_MAILBOXES is not/);
});

test('secrets written before there was a PEC provider get its key, and keep the others', () => {
  const older = dataFolder(join(folder.root, 'older'));
  const read = (create: boolean) => platformEnvironment({}, { folder: older, create }).secrets;
  const { PEC_PROVIDER_KEY: _key, ...before } = read(true) ?? {};
  writeFileSync(older.secrets, JSON.stringify(before));
  expect(read(false)).toEqual({ ...before, PEC_PROVIDER_KEY: '' });
  const after = read(true);
  expect(after).toEqual({ ...before, PEC_PROVIDER_KEY: expect.stringMatching(/.{16,}/) });
  expect(read(true)).toEqual(after);
  expect(statSync(older.secrets).mode & 0o777).toBe(0o600);
});

test('settings of a Temporal that is not named are an error, not forgotten', () => {
  const read = (given: NodeJS.ProcessEnv) => () => platformEnvironment(given, { folder, create: true });
  expect(read({ TEMPORAL_TLS: 'true', TEMPORAL_API_KEY: 'key' })).toThrow(
    /TEMPORAL_TLS is given[\s\S]*TEMPORAL_API_KEY is given/,
  );
  expect(read({ TEMPORAL_TLS: 'false', TEMPORAL_API_KEY: '' })).not.toThrow();
});
