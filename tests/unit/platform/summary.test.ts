import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../../config/settings';
import { platformEnvironment } from '../../../scripts/platform/environment';
import { dataFolder } from '../../../scripts/platform/paths';
import { generateSecrets } from '../../../scripts/platform/secrets';
import { summary } from '../../../scripts/platform/summary';

const folder = dataFolder(join(tmpdir(), 'inps-per-tutti-summary-that-is-never-made'));

test('the table names every address, the users and what to do first', () => {
  const secrets = generateSecrets();
  const environment = platformEnvironment({ ...secrets, PUBLIC_URL: 'https://inps.example.org' }, { folder });
  const text = summary(readSettings(environment.env), { ...environment, secrets }, folder);
  for (const address of [
    'https://inps.example.org/admin',
    'https://inps.example.org/operatori/',
    'https://inps.example.org/api/openapi.json',
    'https://inps.example.org/readyz',
    'http://127.0.0.1:1337/metrics',
    'http://127.0.0.1:1338/readyz',
    'http://127.0.0.1:1338/metrics',
    'http://localhost:11080',
    'http://127.0.0.1:12080',
    'direzione@inps.example',
    secrets.DEMO_PASSWORD,
    secrets.ADMIN_PASSWORD,
    'npm run journey (',
    'npm run journey -- agreement (',
  ]) {
    expect(text).toContain(address);
  }
});
