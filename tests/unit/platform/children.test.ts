import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, Children, waitUntilReady } from '../../../scripts/platform/child';
import { dataFolder } from '../../../scripts/platform/paths';
import { birthOf } from '../../../scripts/platform/process-identity';
import { silent } from '../../../scripts/platform/progress';
import { isRunning, takeHold } from '../../../scripts/platform/running';

const folder = dataFolder(mkdtempSync(join(tmpdir(), 'inps-per-tutti-children-')));
afterAll(() => rmSync(folder.root, { recursive: true, force: true }));

function sh(children: Children, name: string, script: string, patience = 5_000): Child {
  const logFile = join(folder.logs, `${name}.log`);
  return children.start({ name, command: 'sh', args: ['-c', script], env: process.env, logFile, patience });
}

test('everything is stopped in the reverse order, the stubborn by force, and nothing starts afterwards', async () => {
  const children = new Children();
  const ends: string[] = [];
  const first = sh(children, 'first', 'exec sleep 100');
  const stubborn = sh(children, 'stubborn', 'trap "" TERM; echo ready; while :; do sleep 0.1; done', 400);
  for (const child of [first, stubborn]) void child.ended.then((how) => ends.push(`${child.name} ${how}`));
  await new Promise((next) => setTimeout(next, 200));
  await children.stopAll();
  expect(ends).toEqual(['stubborn was ended by SIGKILL', 'first was ended by SIGTERM']);
  expect(() => sh(children, 'late', 'true')).toThrow(/Stopped/);
});

test('a process that ends before it is ready is reported with the end of its log', async () => {
  const child = sh(new Children(), 'broken', 'echo the disk is full; exit 3');
  await expect(waitUntilReady(child, async () => false, 5_000)).rejects.toThrow(/ended with code 3[\s\S]*disk is full/);
});

test('a process that is never ready is stopped', async () => {
  const child = sh(new Children(), 'slow', 'exec sleep 100');
  await expect(waitUntilReady(child, async () => false, 200)).rejects.toThrow(/not ready/);
  expect(birthOf(child.pid)).toBeUndefined();
});

test('a folder has one holder at a time', async () => {
  const hold = await takeHold(folder, silent);
  expect(isRunning(folder)).toBe(true);
  await expect(takeHold(folder, silent)).rejects.toThrow(/already running/);
  hold.release();
  expect(isRunning(folder)).toBe(false);
});
