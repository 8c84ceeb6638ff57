import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readServerSettings } from '../../../config/settings';
import { platformEnvironment } from '../../../scripts/platform/environment';
import { dataFolder } from '../../../scripts/platform/paths';

const folder = dataFolder(mkdtempSync(join(tmpdir(), 'inps-per-tutti-environment-')));
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
  const given = { DATABASE_URL: 'postgresql://me@db.example.org/inps', TEMPORAL_ADDRESS: 'temporal.example.org:7233' };
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
