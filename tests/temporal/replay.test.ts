import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { inProject } from '../../scripts/platform/paths';
import { TASK_QUEUE } from '../../src/domain/followers';
import { makeFollowWorld, startTimeSkipping } from '../support/follow-world';
import { servers } from '../support/servers';

/**
 * Workflows live for years: the histories they wrote under a release must replay on the code of every later one
 * (invariant 9). `UPDATE_GOLDEN=1 npm test -- tests/temporal/replay` adds this release's, once, when it is made.
 */
const { History } = temporal.api.history.v1;
const RELEASE = (JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as { version: string }).version;
const GOLDEN = inProject('tests', 'golden', 'workflows');

beforeAll(async () => {
  if (process.env.UPDATE_GOLDEN === undefined) return;
  const world = await makeFollowWorld();
  const { environment, stop } = await startTimeSkipping(world);
  const stream = await world.open(await environment.currentTimeMs());
  const handle = await environment.client.workflow.signalWithStart('followCase', {
    workflowId: stream,
    taskQueue: TASK_QUEUE,
    args: [stream],
    signal: 'wake',
    signalArgs: ['golden'],
  });
  await environment.sleep('2 days');
  await handle.signal('wake', 'golden-again');
  await handle.result();
  const folder = join(GOLDEN, RELEASE);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'lapsed-case.binpb'), History.encode(await handle.fetchHistory()).finish());
  await stop();
  await world.close();
});

const histories = (): [string, temporal.api.history.v1.IHistory][] =>
  readdirSync(GOLDEN)
    .flatMap((release) => readdirSync(join(GOLDEN, release)).map((name) => join(release, name)))
    .map((name) => [name, History.decode(readFileSync(join(GOLDEN, name)))]);

test('every release’s histories replay on the present code', async () => {
  expect(existsSync(GOLDEN)).toBe(true);
  const workflowBundle = { codePath: join(servers().dist, 'workflow-bundle.js') };
  const golden = histories();
  expect(golden.length).toBeGreaterThan(0);
  for (const [, history] of golden) await Worker.runReplayHistory({ workflowBundle }, history);
});

test('an incompatible change is caught', async () => {
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: inProject('tests', 'support', 'incompatible', 'workflows.ts'),
    logger: { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  for (const [, history] of histories()) {
    await expect(Worker.runReplayHistory({ workflowBundle }, history)).rejects.toThrow(DeterminismViolationError);
  }
});
