import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../../../scripts/platform/paths';

/** Where the pages under test are built, for the tests and the teardown. */
export const PAGES = 'INPS_TEST_PAGES';

/** jest's global setup of `web`: builds the pages as they are now, apart from those that may be being served. */
// biome-ignore lint/style/noDefaultExport: jest asks for it.
export default function buildPages(): void {
  const folder = mkdtempSync(join(tmpdir(), 'inps-per-tutti-pages-'));
  const vite = inProject('web', 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', inProject('web'), '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'];
  execFileSync(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  process.env[PAGES] = folder;
}
