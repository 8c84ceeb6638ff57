import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Child } from '../../scripts/platform/child';
import { inProject } from '../../scripts/platform/paths';
import { look } from '../../src/journal/look';
import { eventually } from '../support/eventually';
import { makeOutageWorld, type OutageWorld } from '../support/outage-world';
import { demoDatabase } from '../support/platform-database';
import { timerOf, withClient } from '../support/sleeping';

const run = promisify(execFile);
let world: OutageWorld;
let temporal: Child;
let worker: Child;
let open: readonly string[];

beforeAll(async () => {
  world = await makeOutageWorld(demoDatabase);
  open = await world.db('journal_stream').where({ over: false }).pluck('id');
  temporal = await world.startTemporal();
  worker = await world.startWorker();
  await eventually(followed);
});
afterAll(() => world?.close());

const timer = (stream: string) => timerOf(world.temporalAddress, stream);

async function running(): Promise<boolean> {
  const known = await world.workflows();
  return open.every((stream) => known.get(stream) === 'RUNNING');
}

/** Every open process has its workflow, and each sleeps until exactly what its agenda says is next. */
async function followed(): Promise<void> {
  expect(await running()).toBe(true);
  for (const stream of open) {
    const { due, mails, nextAt } = await look(world.journal, stream, Date.now());
    expect({ stream, due, mails }).toEqual({ stream, due: [], mails: [] });
    const at = await timer(stream);
    if (nextAt === null) expect({ stream, at }).toEqual({ stream, at: null });
    else expect({ stream, off: Math.abs((at ?? 0) - nextAt) < 5_000 }).toEqual({ stream, off: true });
  }
}

/** What must not happen again: deliveries, mails, entries. */
const done = async () => ({
  taken: [...world.mail.taken].sort(),
  mails: await world.db('mails').orderBy('id').select('id', 'status', 'attempts'),
  entries: await world.db('journal_entry').count(),
});

async function loseTemporal(): Promise<void> {
  await world.kill(temporal);
  world.loseTemporal();
  temporal = await world.startTemporal();
}

test('the demo has open cases in every open stage, or this would say little', async () => {
  const stages = await world.db('cases').where({ open: true }).distinct().pluck('stage');
  expect(stages).toEqual(
    expect.arrayContaining([
      'opened',
      'consented',
      'screened',
      'consult-requested',
      'consult-booked',
      'consult-held',
      'claim-in-preparation',
      'claim-submitted',
      'decided',
      'referred',
    ]),
  );
  const timers = await Promise.all(open.map(timer));
  expect(timers.filter((at) => at !== null).length).toBeGreaterThan(10);
});

test('Temporal lost under a running worker: the relay meets the new one and rebuilds every workflow by itself', async () => {
  const before = await done();
  await loseTemporal();
  await eventually(followed, 90_000);
  expect(await done()).toEqual(before);
});

test('npm run rearm rebuilds the same where the relay sees nothing new', async () => {
  const before = await done();
  await worker.stop();
  await loseTemporal();
  const id = await withClient(world.temporalAddress, async ({ workflowService }) => {
    const { namespaceInfo } = await workflowService.describeNamespace({ namespace: 'default' });
    return namespaceInfo?.id;
  });
  await world.db('relay_state').update({ namespace_id: id });
  worker = await world.startWorker();
  await new Promise((later) => setTimeout(later, 1_500));
  expect([...(await world.workflows()).keys()].filter((one) => open.includes(one))).toEqual([]);

  const { stdout } = await run(process.execPath, ['scripts/run.mjs', 'scripts/rearm.ts'], {
    cwd: inProject(),
    env: world.environment,
  });
  expect(stdout).toContain(`${open.length} streams are to be woken`);
  await eventually(followed);
  expect(await done()).toEqual(before);
  await worker.stop();
});
