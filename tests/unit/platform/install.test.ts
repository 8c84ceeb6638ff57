import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../../../scripts/platform/paths';

const root = mkdtempSync(join(tmpdir(), 'inps-per-tutti-install-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('what builds is installed too, where NODE_ENV=production would leave it out', () => {
  // A copy of the project in which nothing is installed, and an npm that only tells how it was called.
  mkdirSync(join(root, 'scripts'));
  cpSync(inProject('scripts', 'install.mjs'), join(root, 'scripts', 'install.mjs'));
  const npm = join(root, 'npm.cjs');
  writeFileSync(npm, `require('node:fs').writeFileSync('asked.json', JSON.stringify(process.argv.slice(2)));`);
  const run = `import('./scripts/install.mjs').then(({ installIfStale }) => installIfStale())`;
  const env = { ...process.env, NODE_ENV: 'production', npm_execpath: npm };
  execFileSync(process.execPath, ['--eval', run], { cwd: root, env, stdio: 'ignore' });
  expect(JSON.parse(readFileSync(join(root, 'asked.json'), 'utf8'))).toEqual(['ci', '--include=dev']);
});
