/**
 * node scripts/complete-lock.mjs: names in package-lock.json the optional packages of other platforms that the registry
 * in use did not answer for. Without them `npm ci` calls the lock file out of step, on every machine. Run it after any
 * change of dependencies; it only adds, and what it adds is never fetched on a platform it is not for.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const SYSTEMS = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'aix',
  'wasi',
];
const PROCESSORS = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32'];

const file = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const isThere = (from, name) => {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[`${place}${place === '' ? '' : '/'}node_modules/${name}`]) return true;
    if (place === '') return false;
  }
};

let added = 0;
for (const [place, described] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(described.optionalDependencies ?? {})) {
    const words = name.split('/').at(-1).split('-');
    const os = SYSTEMS.find((one) => words.includes(one));
    const cpu = PROCESSORS.find((one) => words.includes(one));
    if (isThere(place, name) || !os || !cpu) continue;
    lock.packages[`node_modules/${name}`] = {
      version: version.replace(/^[^\d]*/, ''),
      cpu: [cpu],
      ...(described.dev ? { dev: true } : {}),
      ...(words.includes('musl') ? { libc: ['musl'] } : {}),
      optional: true,
      os: [os],
    };
    added += 1;
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a === '' ? -1 : a.localeCompare(b, 'en')));
lock.packages = Object.fromEntries(sorted);
if (added > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} packages of other platforms added to package-lock.json.\n`);
