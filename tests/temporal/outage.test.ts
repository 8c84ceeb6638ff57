import type { Child } from '../../scripts/platform/child';
import { foldStream } from '../../src/journal/look';
import { verifyJournal } from '../../src/journal/verify';
import { wakeAll } from '../../src/journal/wake';
import { eventually } from '../support/eventually';
import { makeOutageWorld, type OutageWorld } from '../support/outage-world';

let world: OutageWorld;
let temporal: Child;
beforeAll(async () => {
  world = await makeOutageWorld();
});
afterAll(() => world?.close());

const PURPOSES = { 'case-handling': true, reporting: false, 'further-contact': false };

/** What a caseworker does to ask for a consult: three commands, and a mail to the referent. */
async function askForConsult(): Promise<string> {
  const stream = await world.open();
  const { network, content } = world;
  const beneficiary = { givenName: 'Nome Inventato', familyName: 'Cognome Inventato' };
  const consent = { noticeId: content.consentId, purposes: PURPOSES, signer: 'person', beneficiary };
  for (const [name, data] of [
    ['record-consent', consent],
    ['request-consult', { interpreterLanguage: null }],
  ] as const) {
    expect(await world.give(stream, network.operator, name, data)).toMatchObject({ outcome: 'accepted' });
  }
  return stream;
}

const mails = (streams: readonly string[]) =>
  world.db('mails').whereIn('stream', streams).select('message_id', 'status', 'attempts');
const allSent = async (streams: readonly string[]) => {
  const rows = await mails(streams);
  return rows.length === streams.length && rows.every((mail) => mail.status === 'sent');
};
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

test('with Temporal down every human step answers; once it is up, everything owed is done', async () => {
  const streams = [await askForConsult(), await askForConsult()];
  expect(world.mail.taken).toHaveLength(0);
  temporal = await world.startTemporal();
  const worker = await world.startWorker();
  await eventually(() => allSent(streams));
  await eventually(() => running(streams));
  expect(await expectOneDeliveryEach(streams)).toBe(0);
  await worker.stop();
});

test('the worker killed in the middle of its work: nothing is lost, and no mail comes twice unseen', async () => {
  let worker = await world.startWorker();
  const streams = await Promise.all(Array.from({ length: 12 }, askForConsult));
  const before = world.mail.taken.length;
  await eventually(() => world.mail.taken.length > before + 2);
  await world.kill(worker);
  worker = await world.startWorker();
  await eventually(() => allSent(streams));
  await expectOneDeliveryEach(streams);
  await eventually(() => running(streams));
  await worker.stop();
});

test('Temporal killed, and then lost whole: every case is followed again and no reminder repeats', async () => {
  const worker = await world.startWorker();
  const streams = [await askForConsult(), await askForConsult(), await askForConsult()];
  await eventually(() => allSent(streams));
  await world.kill(temporal);
  const late = await askForConsult();
  temporal = await world.startTemporal();
  await eventually(() => allSent([late]));

  await world.kill(temporal);
  world.loseTemporal();
  temporal = await world.startTemporal();
  const sent = world.mail.taken.length;
  const opened = (await world.db('journal_stream').where({ over: false }).select('id')).map((row) => row.id as string);
  // What `npm run rearm` does; the relay does the same by itself when it meets the new namespace.
  await wakeAll(world.db, 'rearm-test');
  await eventually(() => running(opened));
  for (const stream of opened) {
    const { state } = await foldStream(world.journal, stream);
    expect(state).toMatchObject({ stage: 'consult-requested' });
  }
  expect(world.mail.taken).toHaveLength(sent);
  expect((await verifyJournal(world.journal)).firstBreak).toBeNull();
  await worker.stop();
});
