/**
 * npm test [-- --long] [-- jest arguments]: the suite in three runs of jest, so that what can run side by side does and
 * what shares servers does not. The last line is for machines: `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireInstalled, root } from './install.mjs';

requireInstalled();
const given = process.argv.slice(2);
const isLong = given.includes('--long');
const args = given.filter((arg) => arg !== '--long');
const results = mkdtempSync(join(tmpdir(), 'inps-per-tutti-results-'));

const runs = [
  { projects: ['unit'], options: ['--maxWorkers=2'] },
  // One browser at a time: what it measures and waits for is not to be slowed down by another.
  { projects: ['web'], options: ['--maxWorkers=1'] },
  // The memory limit also keeps the tests out of jest's own process, which holds the servers.
  {
    projects: ['temporal', 'api', ...(isLong ? ['long'] : [])],
    options: ['--maxWorkers=1', '--workerIdleMemoryLimit=1500MB'],
  },
];

// An interrupted jest stops the servers it started: the signal is passed on and waited for, and no further run begins.
let jest;
let isInterrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    isInterrupted = true;
    jest?.kill(signal);
  });
}

let passed = 0;
let failed = 0;
for (const [index, { projects, options }] of runs.entries()) {
  if (isInterrupted) break;
  const outcome = await runJest(projects, options, join(results, `${index}.json`));
  passed += outcome.passed;
  failed += outcome.failed;
}
rmSync(results, { recursive: true, force: true });
if (passed + failed === 0) process.stderr.write('No test matches: nothing was run.\n');
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = isInterrupted ? 130 : failed > 0 || passed === 0 ? 1 : 0;

/** Runs some projects and counts; a run without a result, or a file that could not be loaded, is a failure too. */
async function runJest(projects, options, outputFile) {
  const program = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const fixed = ['--selectProjects', ...projects, '--passWithNoTests', '--json', `--outputFile=${outputFile}`];
  jest = spawn(process.execPath, [program, ...fixed, ...options, ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'test' },
    // With --json jest writes the result to standard output as well, and what people read to standard error.
    stdio: ['inherit', 'ignore', 'inherit'],
  });
  const code = await new Promise((done) => jest.once('exit', done));
  try {
    const result = JSON.parse(readFileSync(outputFile, 'utf8'));
    const broken = result.numRuntimeErrorTestSuites;
    const counted = result.numFailedTests + broken;
    return { passed: result.numPassedTests, failed: code !== 0 && counted === 0 ? 1 : counted };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
