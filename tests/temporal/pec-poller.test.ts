import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatherProof } from '../../scripts/pec-proof/gather';
import { verifyProof } from '../../scripts/pec-proof/verify';
import { readPec } from '../../src/evidence/pec/read-pec';
import { getDocument } from '../../src/journal/documents';
import { readPosition } from '../../src/journal/pec';
import { dismissIncoming, findIncoming } from '../../src/journal/pec-desk';
import { takeIn } from '../../src/worker/adapters/pec/intake';
import type { CertifiedMail } from '../../src/worker/ports';
import { eventually } from '../support/eventually';
import { mail } from '../support/pec/messages';
import { breakableWay, makePecWorld, type PecWorld } from '../support/pec/world';
import { startPecProvider } from '../support/pec-provider';

let world: PecWorld;
beforeAll(async () => {
  world = await makePecWorld();
});
afterAll(async () => {
  await world?.close();
});
afterEach(() => world.stopAll());
beforeEach(async () => {
  await world.provider.control.reset();
  world.filed.length = 0;
});

const [ONE, TWO, THREE] = ['uno@pec.example', 'due@pec.example', 'tre@pec.example'] as const;
type ReceiptMail = Extract<CertifiedMail, { what: 'receipt' }>;
/** The receipts handed on of one of our messages, as `kind recipient`, sorted. */
const receiptsOf = (messageId: string): string[] =>
  world.filed
    .filter((one): one is ReceiptMail => one.what === 'receipt' && one.messageId === messageId)
    .map(({ receipt }) => [receipt.kind, receipt.recipient ?? ''].join(' ').trim())
    .sort();
const incoming = () => world.db('pec_message').where({ direction: 'in' }).orderBy('id');
const ours = () => world.mailbox.address;

test('each kind of receipt is filed with its recipient, its time, its checks and its bytes', async () => {
  const { control } = world.provider;
  await control.set(TWO, { outcome: 'fail', warn: true, takingCharge: true });
  await control.set(THREE, { outcome: 'virus' });
  const poller = world.poll();
  const began = Date.now();
  const first = await world.send([ONE, TWO], [THREE]);
  await control.set(ONE, { refuse: true });
  const second = await world.send([ONE]);
  const expected = [
    'accettazione',
    `avvenuta-consegna ${ONE}`,
    `errore-consegna ${THREE}`,
    `errore-consegna ${TWO}`,
    `preavviso-errore-consegna ${TWO}`,
  ];
  await eventually(() => {
    expect(receiptsOf(first)).toEqual(expect.arrayContaining(expected));
    expect(receiptsOf(second)).toEqual(['non-accettazione']);
  });
  await poller.stop();
  expect(new Set(receiptsOf(first).map((one) => one.split(' ')[0]))).toEqual(
    new Set([...expected.map((one) => one.split(' ')[0]), 'presa-in-carico', 'rilevazione-virus']),
  );
  for (const one of world.filed) {
    if (one.what !== 'receipt') throw new Error('a letter');
    const { receipt } = one;
    expect(one).toMatchObject({ stream: expect.stringMatching(/^agreement\//), dispatch: 'transmission-1' });
    expect(receipt.checks).toEqual({
      integrity: 'passed',
      signer: 'passed',
      chain: 'passed',
      revocation: 'not-checked',
    });
    expect(Math.abs(receipt.at - began)).toBeLessThan(60_000);
    const stored = await getDocument(world.db, receipt.document);
    expect(await readPec(stored!.content)).toMatchObject({ what: 'receipt', messageId: receipt.id });
  }
  expect(new Set((await incoming()).map((row) => row.standing))).toEqual(new Set(['filed']));
});

test('receipts that come twice, in another order, or late are each filed once', async () => {
  const { control } = world.provider;
  await control.set(ONE, { duplicate: true });
  await control.set(TWO, { outOfOrder: true });
  await control.set(THREE, { late: 3 });
  let poller = world.poll();
  const twice = await world.send([ONE]);
  const reversed = await world.send([TWO]);
  const late = await world.send([THREE]);
  await eventually(() => expect(receiptsOf(late)).toEqual(['accettazione']));
  await poller.stop();
  poller = world.poll();
  await eventually(() => {
    expect(receiptsOf(twice)).toEqual(['accettazione', `avvenuta-consegna ${ONE}`]);
    expect(receiptsOf(reversed)).toEqual(['accettazione', `avvenuta-consegna ${TWO}`]);
    expect(receiptsOf(late)).toEqual(['accettazione', `avvenuta-consegna ${THREE}`]);
  });
  await poller.stop();
});

test('the same receipt carried under other bytes is one receipt', async () => {
  const poller = world.poll();
  const messageId = await world.send([ONE]);
  await eventually(() => expect(receiptsOf(messageId)).toHaveLength(2));
  const again = await world.provider.control.read(ours(), (await world.provider.control.list(ours())).length);
  await world.provider.control.drop(ours(), Buffer.concat([Buffer.from('Received: by a forwarder\r\n'), again]));
  await eventually(async () => expect((await incoming()).at(-1)).toMatchObject({ reason: 'seen-before' }));
  await poller.stop();
  expect(receiptsOf(messageId)).toHaveLength(2);
});

test('a foreign signature is kept apart with its reason, stays whole and can be dismissed', async () => {
  await world.provider.control.set(ONE, { foreignSignature: true });
  const poller = world.poll();
  const messageId = await world.send([ONE]);
  await eventually(async () => {
    expect((await incoming()).map(({ reason }) => reason)).toContain('foreign-signature');
  });
  await poller.stop();
  expect(receiptsOf(messageId).filter((one) => one.startsWith('avvenuta'))).toEqual([]);
  const { id } = (await incoming()).filter(({ standing }) => standing === 'quarantined').at(-1);
  const kept = { checks: { integrity: 'passed', chain: 'failed' }, reason: 'foreign-signature' };
  expect(await findIncoming(world.db, id)).toMatchObject({
    ...kept,
    standing: 'quarantined',
    seenAt: expect.any(Date),
  });
  expect(await dismissIncoming(world.db, id)).toBe(true);
  expect(await dismissIncoming(world.db, id)).toBe(false);
  expect(await findIncoming(world.db, id)).toMatchObject({ ...kept, standing: 'dismissed' });
});

test('who answers finds their process by the id their provider showed them; who only writes is left to people', async () => {
  const { control } = world.provider;
  const poller = world.poll();
  const messageId = await world.send([ONE]);
  await eventually(() => expect(receiptsOf(messageId)).toHaveLength(2));
  const arrived = await readPec(await control.read(ONE, (await control.list(ONE)).length));
  const text = { to: [ours()], subject: 'R: Prova', text: 'Va bene.' };
  await control.send({ ...text, from: ONE, inReplyTo: `<${arrived.messageId}>` });
  await control.send({ ...text, from: TWO });
  await eventually(() => expect(world.filed.filter(({ what }) => what === 'letter')).toHaveLength(2));
  await poller.stop();
  const [own] = await world.db('pec_message').where({ message_id: messageId });
  expect(world.filed.filter(({ what }) => what === 'letter')).toEqual([
    expect.objectContaining({ stream: own.stream, letter: expect.objectContaining({ sender: ONE }) }),
    expect.objectContaining({ stream: null, mailbox: ours(), letter: expect.objectContaining({ sender: TWO }) }),
  ]);
  expect((await incoming()).slice(-2)).toMatchObject([
    { standing: 'proposed', reason: '', sender: ONE, stream: own.stream },
    { standing: 'unmatched', reason: 'answers-nothing', sender: TWO, stream: null },
  ]);
});

/** A limit for the tests, above any receipt. */
const SMALL = 100_000;

test('a message too large is kept apart by its header, and its content never read', async () => {
  const poller = world.poll({ maxBytes: SMALL });
  const large = Buffer.from(mail().replace('In allegato.', 'a'.repeat(2_000_000)));
  await world.provider.control.drop(ours(), large);
  await eventually(async () => expect((await incoming()).at(-1)).toMatchObject({ reason: 'too-large' }));
  await poller.stop();
  const row = (await incoming()).at(-1);
  expect(row).toMatchObject({ kind: 'unreadable', message_id: 'nota-1@comune.example' });
  expect((await getDocument(world.db, row.document))!.content.length).toBeLessThan(300_000);
});

test('stored but not yet handed on, as after a crash, it is handed on when it is met again', async () => {
  const messageId = await world.send([ONE]);
  const { control } = world.provider;
  await eventually(async () => expect((await control.list(ours())).at(-1)?.subject).toContain('CONSEGNA'));
  const raw = await control.read(ours(), (await control.list(ours())).length);
  const message = { raw, whole: true, arrivedAt: Date.now() };
  const options = { db: world.db, trust: world.trust };
  void takeIn({ ...options, file: () => new Promise<never>(() => undefined) }, ours(), message);
  await eventually(async () => expect((await incoming()).at(-1)).toMatchObject({ reason: 'being-filed' }));
  expect(await dismissIncoming(world.db, (await incoming()).at(-1).id)).toBe(false);
  const file = async (): Promise<'taken'> => 'taken';
  expect(await takeIn({ ...options, file }, ours(), message)).toMatchObject({ standing: 'filed', isNew: false });
  const never = async (): Promise<never> => Promise.reject(new Error('asked again'));
  expect(await takeIn({ ...options, file: never }, ours(), message)).toMatchObject({ standing: 'filed', isNew: false });
  const poller = world.poll();
  await eventually(() => expect(receiptsOf(messageId)).toEqual(['accettazione']));
  await poller.stop();
});

test('a process that fails leaves the message to people, and the next ones are taken', async () => {
  class Odd extends Error {}
  const poller = world.poll({ file: () => Promise.reject(new Odd('nobody@pec.example')) });
  await world.send([ONE]);
  await eventually(async () =>
    expect((await incoming()).slice(-2).map((row) => row.reason)).toEqual(Array(2).fill('unforeseen:Odd')),
  );
  await poller.stop();
});

test('of two readers one reads; the other takes over when it stops', async () => {
  const first = world.poll();
  const messageId = await world.send([ONE]);
  await eventually(() => expect(receiptsOf(messageId)).toHaveLength(2));
  const second = world.poll();
  const next = await world.send([ONE]);
  await eventually(() => expect(receiptsOf(next)).toHaveLength(2));
  expect(second.taken).toEqual([]);
  await first.stop();
  const last = await world.send([ONE]);
  await eventually(() => expect(receiptsOf(last)).toHaveLength(2));
  expect(second.taken).toHaveLength(2);
  await second.stop();
});

test('since when a mailbox is not read is told, until it is read again; and nothing of one that another process reads', async () => {
  const way = await breakableWay(world.mailbox.imap);
  const mailboxes = [{ ...world.mailbox, imap: way.url }];
  const poller = world.poll({ mailboxes, intervalMs: 200 });
  const unread = (): number => poller.unread()[0] ?? -1;
  const isRead = () => expect(unread()).toBeLessThan(500);
  await new Promise((done) => setTimeout(done, 1_000));
  await eventually(isRead);
  const other = world.poll({ intervalMs: 200 });
  await eventually(() => expect(other.unread()).toEqual([0]));
  await other.stop();
  await world.provider.stop();
  await eventually(() => expect(unread()).toBeGreaterThan(2_000));
  world.provider = await startPecProvider({ ...world, ports: world.provider.ports, key: world.provider.key });
  await eventually(isRead);
  await poller.stop();
  await way.close();
}, 120_000);

test('the proof of a message holds offline, by the provider’s store', async () => {
  const poller = world.poll();
  const messageId = await world.send([ONE, TWO]);
  await eventually(() => expect(receiptsOf(messageId)).toHaveLength(3));
  await poller.stop();
  const store = readFileSync(world.provider.trustPem, 'utf8');
  const proof = await gatherProof(world.db, `<${messageId}>`, store);
  expect(proof.receipts.map(({ kind, recipient }) => [kind, recipient]).sort()).toEqual([
    ['accettazione', null],
    ['avvenuta-consegna', TWO],
    ['avvenuta-consegna', ONE],
  ]);
  expect(proof.receipts.every(({ certificates, signers }) => certificates.length > 0 && signers.length === 1)).toBe(
    true,
  );
  const lines = await verifyProof(JSON.stringify(proof), store);
  expect(lines.filter(({ check }) => check === 'failed')).toEqual([]);
  await expect(gatherProof(world.db, 'nobody@prova.example', store)).rejects.toThrow('no such message');
});

/** What ends up in a mailbox besides mail that is meant for it. */
function junk(genuine: Buffer, number: number): Buffer {
  const text = genuine.toString('latin1').replace(/^Message-ID: .*$/im, `Message-ID: <junk-${number}@junk.example>`);
  const kinds = [
    () => mail([`X-Number: ${number}`]),
    () => text.slice(0, 400 + number),
    () => text.replace(/Content-Type: multipart\/signed[^\r]*(?:\r\n[ \t][^\r]*)*/, 'Content-Type: text/plain'),
    () => text.replace(/Content-Type: multipart\/mixed/g, 'Content-Type: multipart/x-mixed'),
    () => text.replace(/^X-Ricevuta: .*$/m, 'X-Ricevuta: accettazione\r\nX-Ricevuta: avvenuta-consegna'),
    () =>
      text.replace(/[A-Za-z0-9+/]{40}=*\r\n(?=\r?\n?--)/g, `${'A'.repeat(36)}${String(number).padStart(4, '0')}\r\n`),
    () => `Subject: ${number}\r\n\r\n${'\0\xff'.repeat(number)}`,
    () => `${number} no header at all`,
  ];
  return Buffer.from(kinds[number % kinds.length]!(), 'latin1');
}

test('fifty receipts among a thousand junk messages, the connection cut again and again, the server lost and under another validity', async () => {
  const before = (await incoming()).length;
  const { control } = world.provider;
  const way = await breakableWay(world.mailbox.imap);
  const sent = [await world.send([ONE])];
  await eventually(async () => expect((await control.list(ours())).at(-1)?.subject).toContain('CONSEGNA'));
  const genuine = await control.read(ours(), (await control.list(ours())).length);
  for (let number = 0; number < 1_000; number += 1) {
    if (number % 40 === 39 && sent.length < 25) sent.push(await world.send([ONE]));
    await control.drop(ours(), junk(genuine, number));
  }
  const mailboxes = [{ ...world.mailbox, imap: way.url }];
  let taken = 0;
  const cutNowAndThen = (): void => {
    taken += 1;
    // A moment later: in the middle of the next message, or of what is said about it.
    if (taken % 70 === 0) setTimeout(way.cut, taken % 9);
  };
  // The large message of before is read again too, and must be the same one.
  let poller = world.poll({ mailboxes, taken: cutNowAndThen, maxBytes: SMALL });
  await eventually(async () => expect((await incoming()).length - before).toBeGreaterThan(300), 120_000);
  const takenBefore = taken;
  // The server is lost in the middle and comes back under another validity: everything is there to be read again.
  await world.provider.stop();
  writeFileSync(join(world.folder, 'uid-validity'), '77');
  world.provider = await startPecProvider({ ...world, ports: world.provider.ports, key: world.provider.key });
  const complete = async (): Promise<void> => {
    for (const messageId of sent) expect(receiptsOf(messageId)).toHaveLength(2);
    expect((await incoming()).length - before).toBe(1_050);
  };
  await eventually(complete, 180_000);
  // Every message is met under the new validity too, and known.
  await eventually(() => expect(taken - takenBefore).toBeGreaterThanOrEqual(1_050), 180_000);
  expect(await readPosition(world.db, ours())).toMatchObject({ uidValidity: 77 });
  await poller.stop();
  const receipts = world.filed.flatMap((one) => (one.what === 'receipt' ? [one.receipt.id] : []));
  expect(new Set(receipts).size).toBe(50);
  expect(receipts).toHaveLength(50);
  expect((await incoming()).length - before).toBe(1_050);
  // A reader that finds nothing new takes nothing twice.
  poller = world.poll({ maxBytes: SMALL });
  await new Promise((done) => setTimeout(done, 1_500));
  expect(poller.taken).toEqual([]);
  await poller.stop();
  await way.close();
}, 600_000);
