import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { inProject } from '../../scripts/platform/paths';
import { makeHistories } from '../support/golden-histories';
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
  const folder = join(GOLDEN, RELEASE);
  mkdirSync(folder, { recursive: true });
  for (const [name, history] of await makeHistories()) {
    writeFileSync(join(folder, `${name}.binpb`), History.encode(history).finish());
  }
});

const histories = (): [string, temporal.api.history.v1.IHistory][] =>
  readdirSync(GOLDEN)
    .flatMap((release) => readdirSync(join(GOLDEN, release)).map((name) => join(release, name)))
    .map((name) => [name, History.decode(readFileSync(join(GOLDEN, name)))]);

test('every kind of history the worker writes is among them', () => {
  const kinds = new Set<string>();
  for (const [, { events }] of histories()) {
    kinds.add(events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? '');
    if (events?.some((event) => event.workflowExecutionContinuedAsNewEventAttributes)) kinds.add('continued');
    const deliveries = events?.filter(
      (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'deliver',
    );
    if ((deliveries?.length ?? 0) > 1) kinds.add('delivered again');
  }
  expect([...kinds].sort()).toEqual(['continued', 'delivered again', 'followCase', 'followDigest', 'takeCheckpoint']);
});

test('every release’s histories replay on the present code', async () => {
  const workflowBundle = { codePath: join(servers().dist, 'workflow-bundle.js') };
  for (const [, history] of histories()) await Worker.runReplayHistory({ workflowBundle }, history);
});

test('an incompatible change is caught in every one of them', async () => {
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: inProject('tests', 'support', 'incompatible', 'workflows.ts'),
    logger: { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  for (const [, history] of histories()) {
    await expect(Worker.runReplayHistory({ workflowBundle }, history)).rejects.toThrow(DeterminismViolationError);
  }
});
