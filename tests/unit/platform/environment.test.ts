import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readServerSettings } from '../../../config/settings';
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
  expect(first.embedded).toEqual({ postgres: true, temporal: true, mail: true });
  const settings = readServerSettings(first.env);
  expect(settings.demo.enabled).toBe(true);
  expect(platformEnvironment({}, { folder, create: true }).env).toEqual(first.env);
  expect(statSync(folder.secrets).mode & 0o777).toBe(0o600);
});

test('a part with a setting of its own is not brought, and a foreign database gets no demo data', () => {
  const given = { ...foreign, ...keys, TEMPORAL_ADDRESS: 'temporal.example.org:7233' };
  const { embedded, env } = platformEnvironment(given, { folder, create: true });
  expect(embedded).toEqual({ postgres: false, temporal: false, mail: true });
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

test('settings of a Temporal that is not named are an error, not forgotten', () => {
  const read = (given: NodeJS.ProcessEnv) => () => platformEnvironment(given, { folder, create: true });
  expect(read({ TEMPORAL_TLS: 'true', TEMPORAL_API_KEY: 'key' })).toThrow(
    /TEMPORAL_TLS is given[\s\S]*TEMPORAL_API_KEY is given/,
  );
  expect(read({ TEMPORAL_TLS: 'false', TEMPORAL_API_KEY: '' })).not.toThrow();
});
