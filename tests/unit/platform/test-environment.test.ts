import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, settingNames } from '../../../config/settings';
import { openSigningAuthority } from '../../../scripts/development-pki/signing-authority';
import { testEnvironment } from '../../support/environment';
import { publishServers } from '../../support/servers';

const { INPS_TEST_SERVERS } = process.env;
const folder = mkdtempSync(join(tmpdir(), 'inps-per-tutti-environment-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  if (INPS_TEST_SERVERS === undefined) delete process.env.INPS_TEST_SERVERS;
  else process.env.INPS_TEST_SERVERS = INPS_TEST_SERVERS;
});

test('a process under test is told every setting, so that a developer’s own change nothing', async () => {
  const signing = join(folder, 'signing');
  await openSigningAuthority(signing);
  publishServers({
    postgresUrl: 'postgresql://127.0.0.1/postgres',
    temporalAddress: '127.0.0.1:7233',
    timeSkippingServer: 'temporal-test-server',
    smtpUrl: 'smtp://127.0.0.1:1025',
    inboxUrl: 'http://127.0.0.1:1080',
    dist: 'dist',
    signing,
  });
  const env = testEnvironment('postgresql://127.0.0.1/test');
  expect(settingNames.filter((name) => env[name] === undefined)).toEqual([]);
  const exported = { PUBLIC_URL: 'https://example.org', TEMPORAL_TLS: 'true', DEMO: 'true', DEMO_PASSWORD: 'password' };
  expect(readSettings({ ...exported, ...env })).toEqual(readSettings(env));
});
