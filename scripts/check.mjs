/** npm run check: everything that can be said about the code without running it, side by side. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from './audit.mjs';
import { requireInstalled, root } from './install.mjs';

requireInstalled();
const modules = join(root, 'node_modules');
const rooms = ['src', 'config', 'database', 'scripts', 'tests', 'bench', 'pec-provider', 'web'].filter((room) =>
  existsSync(join(root, room)),
);
const tsc = join(modules, 'typescript', 'bin', 'tsc');
const cruiser = join(modules, 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

const checks = [
  [
    'lint and format',
    () => node(join(modules, '@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'),
  ],
  ['types', () => node(tsc, '--project', 'tsconfig.check.json')],
  ['types of the rules, with no environment', () => node(tsc, '--project', 'tsconfig.domain.json')],
  ['types of the public pages', () => node(tsc, '--project', 'web/tsconfig.json')],
  ['types of their service worker', () => node(tsc, '--project', 'web/tsconfig.worker.json')],
  ['types of their build', () => node(tsc, '--project', 'web/tsconfig.build.json')],
  ['types of the panel', () => node(tsc, '--project', join('src', 'admin', 'tsconfig.json'))],
  ['imports between rooms', () => node(cruiser, '--config', '.dependency-cruiser.cjs', ...rooms)],
  ['known vulnerabilities', audit],
];

const outcomes = await Promise.all(
  checks.map(async ([name, run]) => {
    const began = performance.now();
    const { ok, text } = await run();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`${ok ? '✓' : '✗'} ${name} (${seconds} s)\n`);
    if (text !== '' && (!ok || text.startsWith('WARNING'))) process.stdout.write(`${text}\n`);
    return ok;
  }),
);
process.exitCode = outcomes.every(Boolean) ? 0 : 1;

/** Runs a Node.js program and resolves to whether it succeeded and all it said. */
async function node(program, ...args) {
  const env = { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' };
  const child = spawn(process.execPath, [program, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  const code = await new Promise((done) => child.once('close', done));
  return { ok: code === 0, text: Buffer.concat(chunks).toString('utf8').trim() };
}
