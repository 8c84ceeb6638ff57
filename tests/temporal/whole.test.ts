import { Connection } from '@temporalio/client';
import { signInCast } from '../../scripts/journey/cast';
import { Server } from '../../scripts/journey/client';
import { missingIn } from '../../scripts/journey/expected';
import { readReport } from '../../scripts/journey/report';
import { type Travelled, travel } from '../../scripts/journey/steps';
import { verifyJournal } from '../../src/journal/verify';
import { contentsOf } from '../support/contents';
import { eventually } from '../support/eventually';
import { makeOutageWorld, type OutageWorld } from '../support/outage-world';
import { DEMO_PASSWORD, demoDatabase } from '../support/platform-database';
import { withClient } from '../support/sleeping';

/** The whole platform on the demo, its parts started one after the other: the server, people at work, then Temporal. */
let world: OutageWorld;
let server: Server;
let cast: Awaited<ReturnType<typeof signInCast>>;
let travelled: Travelled;
/** The mails the demo's stories owed in their past. */
let past: readonly string[];
beforeAll(async () => {
  world = await makeOutageWorld(demoDatabase);
  past = await world.db('mails').pluck<string[]>('message_id');
});
afterAll(async () => {
  server?.close();
  await world?.close();
});

const RUN = 'whole';

test('a second start on the same database seeds nothing again, and changes nothing of what is there', async () => {
  const before = await contentsOf(world.db);
  expect(before['cases']?.rows).toBeGreaterThan(40);
  expect(before['journal_entry']?.rows).toBeGreaterThan(200);
  server = new Server(await world.startServer({ DEMO: 'true', DEMO_PASSWORD }));
  expect(await contentsOf(world.db)).toEqual(before);
});

test('with no Temporal anywhere, every human step of a whole journey answers over HTTP', async () => {
  await expect(Connection.connect({ address: world.temporalAddress, connectTimeout: 500 })).rejects.toThrow();
  cast = await signInCast(server, DEMO_PASSWORD);
  travelled = await travel(cast, RUN, () => undefined);
  const { data } = await cast.operator.client.get<{ data: { stage: string } }>(`/api/cases/${travelled.id}`);
  expect(data.stage).toBe('closed');
  expect(world.mail.taken).toEqual([]);
});

test('once Temporal and the worker are up, all that is owed arrives, each mail once, and the workflow finishes', async () => {
  await world.startTemporal();
  await world.startWorker();
  const operator = cast.operator.client;
  const report = await withClient(world.temporalAddress, (temporal) =>
    readReport({ operator, temporal, inboxUrl: null }, RUN, travelled.id),
  );
  expect(missingIn(report, cast, travelled.consultant)).toEqual([]);
  const mails = await world.db('mails').where({ stream: `case/${travelled.id}` });
  expect(mails.map((mail) => [mail.status, mail.attempts])).toEqual(mails.map(() => ['sent', 1]));
  expect(world.mail.taken).toEqual(expect.arrayContaining(mails.map((mail) => mail.message_id)));
});

test('the demo’s past is not sent: what the mail server took is what was owed since', async () => {
  await eventually(async () => {
    expect(await world.db('journal_wake').count()).toEqual([{ count: '0' }]);
    expect(await world.db('mails').whereIn('status', ['queued', 'sending']).count()).toEqual([{ count: '0' }]);
    const known = await world.workflows();
    const open = await world.db('journal_stream').where({ over: false }).pluck<string[]>('id');
    expect(open.filter((stream) => known.get(stream) !== 'RUNNING')).toEqual([]);
  });
  expect(past.length).toBeGreaterThan(50);
  const mails = await world.db('mails').whereIn('message_id', past).select('status', 'attempts');
  expect(mails.filter((mail) => mail.status !== 'not-sent' || mail.attempts !== 0)).toEqual([]);
  const owed = await world.db('mails').whereNotIn('message_id', past).pluck<string[]>('message_id');
  expect([...world.mail.taken].sort()).toEqual(owed.sort());
  expect((await verifyJournal(world.journal)).firstBreak).toBeNull();
});
