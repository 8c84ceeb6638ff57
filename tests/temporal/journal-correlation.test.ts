import { readFileSync } from 'node:fs';
import { Client, Connection, defaultPayloadConverter } from '@temporalio/client';
import { append } from '../../src/journal/append';
import { eventually } from '../support/eventually';
import { makeOutageWorld, type OutageWorld } from '../support/outage-world';

let world: OutageWorld;
beforeAll(async () => {
  world = await makeOutageWorld();
  await world.startTemporal();
  await world.startWorker({ LOG_LEVEL: 'info' });
});
afterAll(() => world?.close());

/** The arguments of every wake in a workflow's history. */
async function wakes(stream: string): Promise<unknown[]> {
  const connection = await Connection.connect({ address: world.temporalAddress });
  try {
    const { events } = await new Client({ connection }).workflow.getHandle(stream).fetchHistory();
    const signals = (events ?? []).flatMap((event) => event.workflowExecutionSignaledEventAttributes ?? []);
    return signals.map(({ input }) => defaultPayloadConverter.fromPayload((input?.payloads ?? [])[0] ?? {}));
  } finally {
    await connection.close();
  }
}

test('one request’s id is found in its entry, its workflow, its mail, the mail as it came, and the worker’s lines', async () => {
  const { db, network, content, mail } = world;
  // A worker that has just met its Temporal wakes everything: together with that the request's own wake would be coalesced.
  await eventually(async () => (await db('relay_state').first('namespace_id'))?.namespace_id != null);
  await eventually(async () => (await db('journal_wake')).length === 0);
  const stream = await world.open();
  const consent = { noticeId: content.consentId, signer: 'person' };
  expect(await world.give(stream, network.operator, 'refuse-consent', consent)).toMatchObject({ outcome: 'accepted' });
  const correlation = 'request-to-be-found-7f3a';
  const command = { name: 'request-consult', data: { interpreterLanguage: null } };
  const answer = await append(world.journal, { stream, command, actor: network.operator, key: 'found', correlation });
  if (answer.outcome !== 'accepted') throw new Error(JSON.stringify(answer));
  await eventually(async () => (await db('mails').where({ stream }).first('status')).status === 'sent');

  const entries = await db('journal_entry').where({ correlation }).select('stream', 'version', 'type');
  expect(entries).toEqual([{ stream, version: answer.version, type: 'consult-requested' }]);
  expect(await wakes(stream)).toContain(correlation);
  const row = await db('mails').where({ stream }).first('correlation', 'document_id', 'message_id');
  expect(row.correlation).toBe(correlation);
  const received = mail.messages.find((message) => message.includes(row.message_id)) ?? '';
  expect(/^x-correlation-id: (.+)\r$/im.exec(received)?.[1]).toBe(correlation);

  await eventually(() => {
    const lines = readFileSync(world.workerLog, 'utf8').trim().split('\n');
    const ours = lines.filter((line) => line.includes(correlation)).map((line) => JSON.parse(line));
    expect(ours).toContainEqual(
      expect.objectContaining({ message: 'mail sent', service: 'worker', stream, mail: row.document_id, correlation }),
    );
  });
});
