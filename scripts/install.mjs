/**
 * What must hold before anything installed can be used: plain Node, no dependencies, because on a fresh machine there
 * are none yet.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const minimum = [20, 19];

/** Ends the process with one sentence. */
export function fail(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

/** Ends the process if this Node.js is older than the platform needs. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isEnough = major > minimum[0] || (major === minimum[0] && minor >= minimum[1]);
  if (!isEnough)
    fail(`Node.js ${minimum.join('.')} or later is needed; this is ${process.versions.node}: install a newer one.`);
}

/**
 * Whether what is installed is what package-lock.json asks for. npm records what it installed in a file of the same
 * shape; packages for other machines are rightly absent from it.
 */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, devOptional, link }]) => {
    if (path === '' || link) return true;
    if (present[path] === undefined) return optional === true || devOptional === true;
    return present[path].version === version;
  });
}

/** With NODE_ENV=production npm would leave out what builds and starts everything. */
const INSTALL = ['ci', '--include=dev'];

/** Installs the dependencies if they are absent or stale, showing npm's own progress. */
export function installIfStale() {
  if (isInstalled()) return;
  process.stderr.write(
    `  … Installing dependencies (npm ${INSTALL.join(' ')}): a minute or two, only the first time\n`,
  );
  // Run through npm, this is the very npm that was called; it may not be on PATH.
  const npm = process.env.npm_execpath;
  const [command, args] = npm === undefined ? ['npm', INSTALL] : [process.execPath, [npm, ...INSTALL]];
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0)
    fail('The dependencies could not be installed (npm says why above): check the connection and try again.');
}

/** Ends the process if the dependencies are not there. */
export function requireInstalled() {
  requireNode();
  if (isInstalled()) return;
  fail(`The dependencies are absent or stale: run npm ${INSTALL.join(' ')} first (npm start does it by itself).`);
}
