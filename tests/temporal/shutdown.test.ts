import type { Child } from '../../scripts/platform/child';
import { verifyJournal } from '../../src/journal/verify';
import { eventually } from '../support/eventually';
import { makeOutageWorld, type OutageWorld } from '../support/outage-world';

let world: OutageWorld;
let temporal: Child;
beforeAll(async () => {
  world = await makeOutageWorld();
  temporal = await world.startTemporal();
});
afterAll(() => world?.close());

/** Asks for a consult on a new case: a mail to the referent. */
async function oweMail(): Promise<string> {
  const stream = await world.open();
  const { network, content } = world;
  for (const [name, data] of [
    ['refuse-consent', { noticeId: content.consentId, signer: 'person' }],
    ['request-consult', { interpreterLanguage: null }],
  ] as const) {
    expect(await world.give(stream, network.operator, name, data)).toMatchObject({ outcome: 'accepted' });
  }
  return stream;
}
const owe = (count: number) => Promise.all(Array.from({ length: count }, oweMail));
const statuses = async (): Promise<string[]> => world.db('mails').distinct().pluck('status');

/** Sends SIGTERM, and says how the worker ended and after how long. */
async function end(worker: Child): Promise<{ readonly how: string; readonly ms: number }> {
  const started = performance.now();
  process.kill(worker.pid, 'SIGTERM');
  const late = new Promise<string>((done) => setTimeout(done, 40_000, 'did not end').unref());
  return { how: await Promise.race([worker.ended, late]), ms: performance.now() - started };
}

/** Everything owed went out, each mail in one attempt and one delivery. */
async function expectEachSentOnce(): Promise<void> {
  await eventually(async () => expect(await statuses()).toEqual(['sent']));
  const mails = await world.db('mails').select('message_id', 'attempts');
  expect(mails.every((mail) => mail.attempts === 1)).toBe(true);
  expect([...world.mail.taken].sort()).toEqual(mails.map((mail) => mail.message_id).sort());
}

test('told to stop in the middle of its mails, the worker finishes what it began and loses nothing', async () => {
  const first = await world.startWorker();
  const before = world.mail.taken.length;
  await owe(80);
  await eventually(() => world.mail.taken.length > before + 3);
  expect((await end(first)).how).toBe('ended with code 0');
  const left = await statuses();
  // It was stopped while there was work, or this would say nothing.
  expect(left).toContain('queued');
  expect(left).not.toContain('sending');

  const second = await world.startWorker();
  await expectEachSentOnce();
  await end(second);
  expect((await verifyJournal(world.journal)).firstBreak).toBeNull();
});

test('told to stop while Temporal is down, it ends within twenty seconds, and what was owed goes out later', async () => {
  const worker = await world.startWorker();
  await owe(5);
  await expectEachSentOnce();
  await world.kill(temporal);
  await owe(20);
  // Long enough for the relay to be in the middle of an attempt.
  await new Promise((later) => setTimeout(later, 2_000));
  const { how, ms } = await end(worker);
  expect(how).toBe('ended with code 0');
  expect(ms).toBeLessThan(20_000);

  temporal = await world.startTemporal();
  const next = await world.startWorker();
  await expectEachSentOnce();
  await end(next);
});
