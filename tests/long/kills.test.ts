import type { Child } from '../../scripts/platform/child';
import { look } from '../../src/journal/look';
import { verifyJournal } from '../../src/journal/verify';
import { eventually } from '../support/eventually';
import { makeOutageWorld, type OutageWorld } from '../support/outage-world';

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 20);

let world: OutageWorld;
beforeAll(async () => {
  world = await makeOutageWorld();
});
afterAll(() => world?.close());

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** A case asks for a consult and later gives up: four commands, every one of which must be taken at once. */
async function journey(): Promise<string> {
  const stream = await world.open();
  const { network, content } = world;
  for (const [name, data] of [
    ['refuse-consent', { noticeId: content.consentId, signer: 'person' }],
    ['request-consult', { interpreterLanguage: null }],
    ['record-need', { category: 'income' }],
  ] as const) {
    expect(await world.give(stream, network.operator, name, data)).toMatchObject({ outcome: 'accepted' });
    await pause(Math.random() * 60);
  }
  return stream;
}

/** All is done that was owed: no mail waits, no wake, nothing is due, and every open case is followed. */
async function settled(): Promise<void> {
  expect(await world.db('mails').distinct().pluck('status')).toEqual(['sent']);
  expect(await world.db('journal_wake').count()).toEqual([{ count: '0' }]);
  const known = await world.workflows();
  for (const stream of await world.db('journal_stream').where({ over: false }).pluck<string[]>('id')) {
    expect([stream, known.get(stream)]).toEqual([stream, 'RUNNING']);
    expect((await look(world.journal, stream, Date.now())).due).toEqual([]);
  }
}

test(`worker or Temporal killed ${ROUNDS} times at random moments while people work: nothing is lost`, async () => {
  let temporal: Child = await world.startTemporal();
  let worker: Child = await world.startWorker();
  let over = false;
  const people = Array.from({ length: 3 }, async () => {
    const mine: string[] = [];
    while (!over) mine.push(await journey());
    return mine;
  });
  const told: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await pause(500 + Math.random() * 2_500);
    const dice = Math.random();
    told.push(dice < 0.6 ? 'worker' : dice < 0.9 ? 'temporal' : 'temporal lost');
    if (dice < 0.6) {
      await world.kill(worker);
      await pause(Math.random() * 1_000);
      worker = await world.startWorker();
    } else {
      await world.kill(temporal);
      if (dice >= 0.9) world.loseTemporal();
      await pause(Math.random() * 3_000);
      temporal = await world.startTemporal();
    }
  }
  over = true;
  const streams = (await Promise.all(people)).flat();
  process.stdout.write(`  ${streams.length} journeys; killed: ${told.join(', ')}\n`);

  await eventually(settled, 300_000);
  const mails = await world.db('mails').select('stream', 'message_id', 'attempts', 'template');
  expect(
    mails
      .filter((mail) => mail.template === 'consult-requested')
      .map((mail) => mail.stream)
      .sort(),
  ).toEqual([...streams].sort());
  const deliveries = new Map<string, number>();
  for (const id of world.mail.taken) deliveries.set(id, (deliveries.get(id) ?? 0) + 1);
  let repeats = 0;
  for (const { message_id: id, attempts } of mails) {
    const came = deliveries.get(id) ?? 0;
    // A mail may come twice only where the worker died between the server's yes and its record, and the log says so.
    expect(came).toBeGreaterThan(0);
    expect(came).toBeLessThanOrEqual(attempts);
    repeats += came - 1;
  }
  expect(repeats).toBeLessThanOrEqual(told.filter((one) => one === 'worker').length * 5);
  expect((await verifyJournal(world.journal)).firstBreak).toBeNull();
  await worker.stop();
}, 3_600_000);
