import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import type { Child } from '../../scripts/platform/child';
import { inProject } from '../../scripts/platform/paths';
import { look } from '../../src/journal/look';
import { eventually } from '../support/eventually';
import { makeOutageWorld, type OutageWorld } from '../support/outage-world';
import { servers } from '../support/servers';

const run = promisify(execFile);
const START = `require('@strapi/strapi').createStrapi({ appDir: process.argv[1], distDir: process.argv[2] })
  .load().then((strapi) => strapi.destroy()).catch((error) => { console.error(error); process.exit(1); });`;

let world: OutageWorld;
let temporal: Child;
let worker: Child;
let open: readonly string[];

beforeAll(async () => {
  world = await makeOutageWorld();
  // The server's start tells the demo's stories: cases in every stage, whose mails of the past were not sent.
  const env = { ...world.environment, DEMO: 'true', DEMO_PASSWORD: 'Prova-2026-prova' };
  await run(process.execPath, ['-e', START, inProject(), servers().dist], { env, cwd: inProject() });
  open = await world.db('journal_stream').where({ over: false }).where('id', 'like', 'case/%').pluck('id');
  temporal = await world.startTemporal();
  worker = await world.startWorker();
  await eventually(followed);
});
afterAll(() => world?.close());

async function client<T>(use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: world.temporalAddress });
  try {
    return await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

/** When the timer a workflow waits on fires; null when it waits for a wake alone. */
async function timerOf(stream: string): Promise<number | null> {
  const { events } = await client(({ workflow }) => workflow.getHandle(stream).fetchHistory());
  const pending = new Map<string, number>();
  for (const event of events ?? []) {
    const started = event.timerStartedEventAttributes;
    const ended = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    const { seconds, nanos } = started?.startToFireTimeout ?? {};
    const at = Number(event.eventTime?.seconds ?? 0) * 1000;
    if (started) pending.set(started.timerId ?? '', at + Number(seconds ?? 0) * 1000 + Number(nanos ?? 0) / 1e6);
    if (ended) pending.delete(ended.timerId ?? '');
  }
  expect(pending.size).toBeLessThanOrEqual(1);
  return [...pending.values()][0] ?? null;
}

async function running(): Promise<boolean> {
  const known = await world.workflows();
  return open.every((stream) => known.get(stream) === 'RUNNING');
}

/** Every open case has its workflow, and each sleeps until exactly what its agenda says is next. */
async function followed(): Promise<void> {
  expect(await running()).toBe(true);
  for (const stream of open) {
    const { due, mails, nextAt } = await look(world.journal, stream, Date.now());
    expect({ stream, due, mails }).toEqual({ stream, due: [], mails: [] });
    const timer = await timerOf(stream);
    if (nextAt === null) expect({ stream, timer }).toEqual({ stream, timer: null });
    else expect({ stream, off: Math.abs((timer ?? 0) - nextAt) < 5_000 }).toEqual({ stream, off: true });
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
  const timers = await Promise.all(open.map(timerOf));
  expect(timers.filter((timer) => timer !== null).length).toBeGreaterThan(10);
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
  const id = await client(async ({ workflowService }) => {
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
