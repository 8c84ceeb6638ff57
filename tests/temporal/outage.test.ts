import type { Child } from '../../scripts/platform/child';
import { look } from '../../src/journal/look';
import { verifyJournal } from '../../src/journal/verify';
import { wakeAll } from '../../src/journal/wake';
import { eventually } from '../support/eventually';
import { makeAvailability } from '../support/network';
import { makeOutageWorld, type OutageWorld } from '../support/outage-world';
import { timerOf } from '../support/sleeping';

const DAY = 86_400_000;
/** How many mails one worker hands over at once (`maxConcurrentActivityTaskExecutions`): no more can be in doubt. */
const IN_FLIGHT = 5;

let world: OutageWorld;
let temporal: Child;
beforeAll(async () => {
  world = await makeOutageWorld();
  temporal = await world.startTemporal();
  // Slow enough to be caught in the middle of.
  world.mail.delayMs = 400;
});
afterAll(() => world?.close());

const PURPOSES = { 'case-handling': true, reporting: false, 'further-contact': false };

/** Gives commands to a new case, each now or at a time of its own. */
async function tell(opened: number | undefined, ...steps: readonly [name: string, data: unknown, at?: number][]) {
  const stream = await world.open(opened);
  for (const [name, data, at] of steps) {
    const answer = await world.give(stream, world.network.operator, name, data, at === undefined ? {} : { at });
    expect([name, answer]).toMatchObject([name, { outcome: 'accepted' }]);
  }
  return stream;
}

const consent = () => ({
  noticeId: world.content.consentId,
  purposes: PURPOSES,
  signer: 'person',
  beneficiary: { givenName: 'Nome Inventato', familyName: 'Cognome Inventato' },
});

/** What a caseworker does to ask for a consult: three commands, and a mail to the referent. */
const askForConsult = () =>
  tell(undefined, ['record-consent', consent()], ['request-consult', { interpreterLanguage: null }]);

const mails = (streams: readonly string[]) =>
  world.db('mails').whereIn('stream', streams).select('message_id', 'status', 'attempts');
const allSent = async (streams: readonly string[]) => {
  const rows = await mails(streams);
  return rows.length >= streams.length && rows.every((mail) => mail.status === 'sent');
};
/** Some of their mails are out and some are not: the moment at which a kill tells something. */
async function halfOut(streams: readonly string[], before: number): Promise<void> {
  await eventually(() => world.mail.taken.length > before + 2);
  expect((await mails(streams)).map((mail) => mail.status)).toContain('queued');
}
const running = async (streams: readonly string[]) => {
  const known = await world.workflows();
  return streams.every((stream) => known.get(stream) === 'RUNNING');
};

/** One delivery a mail, unless the worker died between the server's yes and its record: then the log says so. */
async function expectOneDeliveryEach(streams: readonly string[]): Promise<number> {
  let repeats = 0;
  for (const mail of await mails(streams)) {
    const deliveries = world.mail.taken.filter((id) => id === mail.message_id).length;
    expect(deliveries).toBeGreaterThan(0);
    expect(deliveries).toBeLessThanOrEqual(mail.attempts);
    repeats += deliveries - 1;
  }
  return repeats;
}

test('the worker killed in the middle of its mails: nothing is lost, and only what was in flight may come twice', async () => {
  const before = world.mail.taken.length;
  const streams = await Promise.all(Array.from({ length: 12 }, askForConsult));
  let worker = await world.startWorker();
  await halfOut(streams, before);
  await world.kill(worker);
  worker = await world.startWorker();
  await eventually(() => allSent(streams));
  expect(await expectOneDeliveryEach(streams)).toBeLessThanOrEqual(IN_FLIGHT);
  await eventually(() => running(streams));
  await worker.stop();
});

test('Temporal killed in the middle of the mails: once it is back the others go out, and none comes twice', async () => {
  const before = world.mail.taken.length;
  const streams = await Promise.all(Array.from({ length: 12 }, askForConsult));
  const worker = await world.startWorker();
  await halfOut(streams, before);
  await world.kill(temporal);
  streams.push(await askForConsult());
  temporal = await world.startTemporal();
  await eventually(() => allSent(streams));
  expect(await expectOneDeliveryEach(streams)).toBe(0);
  await eventually(() => running(streams));
  await worker.stop();
});

/** Cases that have had their reminders: a deadline long past, and a consult about to begin. */
async function reminded(): Promise<readonly string[]> {
  const now = Date.now();
  const start = now + 40 * 60_000;
  await makeAvailability(world.db, world.network.consultant.consultantId ?? 0, start, start + 30 * 60_000);
  const asked = now - 2 * DAY;
  const consult = { start, siteId: world.network.siteId, interpreterLanguage: null };
  return [
    await tell(now - 18 * DAY),
    await tell(asked, ['record-consent', consent(), asked], ['book-consult', consult, asked]),
  ];
}

test('Temporal lost whole: every case is followed again, and no reminder comes a second time', async () => {
  const worker = await world.startWorker();
  const streams = await reminded();
  const templates = () => world.db('mails').whereIn('stream', streams).where({ status: 'sent' }).pluck('template');
  await eventually(async () => {
    const reminders = (await templates()).filter((one) => one === 'escalation' || one === 'consult-reminder');
    expect(reminders.sort()).toEqual(['consult-reminder', 'consult-reminder', 'escalation']);
  });
  const open = await world.db('journal_stream').where({ over: false }).pluck<string[]>('id');
  // An agreement whose last reminder is out waits for somebody, and for no date.
  const dated: string[] = [];
  for (const stream of open) {
    if ((await look(world.journal, stream, Date.now())).nextAt !== null) dated.push(stream);
  }
  expect(dated).toEqual(expect.arrayContaining(open.filter((stream) => stream.startsWith('case/'))));
  const done = async () => ({
    taken: [...world.mail.taken].sort(),
    heads: await world.db('journal_stream').where({ over: false }).orderBy('id').select('id', 'version', 'head'),
    mails: await world.db('mails').orderBy('id').select('id', 'status', 'attempts'),
  });
  const before = await done();

  await world.kill(temporal);
  world.loseTemporal();
  temporal = await world.startTemporal();
  // What `npm run rearm` does; the relay does the same by itself when it meets the new namespace.
  await wakeAll(world.db, 'rearm-test');
  // A workflow that sleeps until a date has looked at its case and found nothing to do.
  await eventually(async () => {
    expect(await running(open)).toBe(true);
    for (const stream of dated) expect([stream, await timerOf(world.temporalAddress, stream)]).not.toContain(null);
  });
  expect(await done()).toEqual(before);
  expect((await verifyJournal(world.journal)).firstBreak).toBeNull();
  await worker.stop();
});
