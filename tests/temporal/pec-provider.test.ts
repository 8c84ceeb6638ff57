import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ImapFlow } from 'imapflow';
import { type ParsedMail, simpleParser } from 'mailparser';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { MailboxAccess } from '../../pec-provider/passwords';
import { EVERYBODY, type SomeSwitches } from '../../pec-provider/switches';
import { inProject } from '../../scripts/platform/paths';
import type { PecPorts } from '../../scripts/platform/pec-provider';
import { eventually } from '../support/eventually';
import { type PecProvider, startPecProvider } from '../support/pec-provider';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'inps-per-tutti-pec-provider-'));
let provider: PecProvider;
beforeAll(async () => {
  provider = await startPecProvider({ folder });
});
beforeEach(() => provider.control.reset());
afterAll(async () => {
  await provider?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Read {
  uid: number;
  source: Buffer;
  mail: ParsedMail;
  /** `X-Ricevuta` or `X-Trasporto` */
  kind: unknown;
  about: unknown;
}

async function open({ imap }: MailboxAccess): Promise<ImapFlow> {
  const { hostname, port, username, password } = new URL(imap);
  const auth = { user: decodeURIComponent(username), pass: password };
  const client = new ImapFlow({
    host: hostname,
    port: Number(port),
    secure: false,
    doSTARTTLS: false,
    auth,
    logger: false,
  });
  await client.connect();
  return client;
}

/** All that a mailbox holds, over IMAP. */
async function read(access: MailboxAccess): Promise<{ uidValidity: bigint; messages: Read[] }> {
  const client = await open(access);
  try {
    const { uidValidity, exists } = await client.mailboxOpen('INBOX');
    const found = exists === 0 ? [] : await client.fetchAll('1:*', { uid: true, source: true });
    const messages = found.map(async ({ uid, source = Buffer.alloc(0) }) => {
      const mail = await simpleParser(source);
      const kind = mail.headers.get('x-ricevuta') ?? mail.headers.get('x-trasporto');
      return { uid, source, mail, kind, about: mail.headers.get('x-riferimento-message-id') };
    });
    return { uidValidity, messages: await Promise.all(messages) };
  } finally {
    await client.logout();
  }
}

/** What a mailbox holds that is of interest, once there is so much of it. */
async function awaited(access: MailboxAccess, count: number, isIt: (message: Read) => boolean): Promise<Read[]> {
  let found: Read[] = [];
  await eventually(async () => {
    found = (await read(access)).messages.filter(isIt);
    expect(kinds(found)).toHaveLength(count);
  });
  return found;
}

/** What a mailbox holds about a message of that Message-ID. */
const about = (access: MailboxAccess, messageId: string, count: number) =>
  awaited(access, count, (one) => one.about === messageId);

async function send({ address, smtp }: MailboxAccess, mail: SendMailOptions): Promise<string> {
  return (await createTransport(smtp).sendMail({ from: address, text: 'Testo di prova: è così', ...mail })).messageId;
}

const kinds = (messages: readonly Read[]) => messages.map(({ kind }) => kind);
const recipients = (messages: readonly Read[]) =>
  messages.map(({ mail }) => {
    const data = mail.attachments.find(({ filename }) => filename === 'daticert.xml')?.content.toString('utf8') ?? '';
    return /<(?:consegna|ricezione)>(.*?)</.exec(data)?.[1];
  });
const verified = (message: Buffer) => {
  const file = join(folder, 'verify.eml');
  writeFileSync(file, message);
  const args = ['smime', '-verify', '-in', file, '-CAfile', provider.trustPem, '-out', join(folder, 'content')];
  return run('openssl', args).then(
    () => 'holds',
    ({ stderr }: { stderr: string }) => (/certificate verify error/i.test(stderr) ? 'foreign' : stderr),
  );
};
/** Everybody writes in their own name here: mailboxes are shared by the tests, messages are not. */
const programme = () => provider.mailboxes[0] as MailboxAccess;
const anci = 'anci@pec.anci.example';
const comune = 'protocollo@comune-prova.pec.example';

test('a message to several: accepted once, delivered to each, and each receipt verifies byte for byte', async () => {
  const cc = ['caritas@pec.caritas.example', 'nessuno@pec.inps.example', 'tizio@posta.example'];
  const subject = 'Nota è firmata';
  const messageId = await send(programme(), { to: [anci, comune], cc, subject });
  const receipts = await about(programme(), messageId, 5);
  expect(kinds(receipts)).toEqual([
    'accettazione',
    'avvenuta-consegna',
    'avvenuta-consegna',
    'avvenuta-consegna',
    'errore-consegna',
  ]);
  expect(recipients(receipts)).toEqual([undefined, anci, comune, cc[0], cc[1]]);
  for (const { source } of receipts) expect(await verified(source)).toBe('holds');
  // Who was named in To is proven with the message, who got a copy without (RFC 6109 §3.3.2.1).
  const carries = receipts.map(({ source }) => source.includes('filename="postacert.eml"'));
  expect(carries).toEqual([false, true, true, false, false]);
  expect(new Set(receipts.map(({ mail }) => mail.messageId)).size).toBe(5);

  const names: unknown[] = [];
  for (const address of [anci, comune, 'caritas@pec.caritas.example']) {
    const [envelope] = await about(provider.access(address), messageId, 1);
    expect([envelope?.kind, envelope?.mail.subject]).toEqual(['posta-certificata', `POSTA CERTIFICATA: ${subject}`]);
    expect(envelope?.mail.from?.text).toContain('Per conto di: programma@pec.inps.example');
    expect(await verified(envelope?.source as Buffer)).toBe('holds');
    names.push(envelope?.mail.messageId);
  }
  expect(new Set(names).size).toBe(1);
  // Ordinary mail leaves, and no receipt comes of it.
  expect(await provider.control.list('tizio@posta.example')).toHaveLength(1);
});

test.each<[SomeSwitches, string[]]>([
  [{ refuse: true }, ['non-accettazione']],
  [{ outcome: 'fail' }, ['accettazione', 'errore-consegna']],
  [{ outcome: 'virus' }, ['accettazione', 'rilevazione-virus', 'errore-consegna']],
  [{ outcome: 'lost' }, ['accettazione']],
  [{ warn: true }, ['accettazione', 'preavviso-errore-consegna', 'avvenuta-consegna']],
  [{ takingCharge: true }, ['accettazione', 'presa-in-carico', 'avvenuta-consegna']],
  [{ outOfOrder: true }, ['avvenuta-consegna', 'accettazione']],
])('%j', async (switches, expected) => {
  const structure = provider.mailboxes[1] as MailboxAccess;
  await provider.control.set(anci, switches);
  const messageId = await send(structure, { to: anci, subject: 'Prova' });
  expect(kinds(await about(structure, messageId, expected.length))).toEqual(expected);
  const arrives = expected.includes('avvenuta-consegna');
  const listed = await provider.control.list(anci);
  expect(listed.filter((one) => one.about === messageId)).toHaveLength(arrives ? 1 : 0);
});

test('silent: the message arrives and nothing comes back', async () => {
  await provider.control.set(EVERYBODY, { outcome: 'silent' });
  const messageId = await send(programme(), { to: anci, subject: 'Prova' });
  await about(provider.access(anci), messageId, 1);
  const listed = await provider.control.list(programme().address);
  expect(listed.filter((one) => one.about === messageId)).toEqual([]);
});

test('a receipt twice is the same to the byte; a foreign one is whole but nobody’s', async () => {
  await provider.control.set(anci, { duplicate: true });
  const twice = await about(programme(), await send(programme(), { to: anci, subject: 'Due volte' }), 4);
  expect(kinds(twice)).toEqual(['accettazione', 'accettazione', 'avvenuta-consegna', 'avvenuta-consegna']);
  expect(twice[1]?.source.equals(twice[0]?.source as Buffer)).toBe(true);
  expect(twice[3]?.source.equals(twice[2]?.source as Buffer)).toBe(true);

  await provider.control.set(anci, { foreignSignature: true });
  const foreign = await about(programme(), await send(programme(), { to: anci, subject: 'Estranea' }), 2);
  for (const { source } of foreign) expect(await verified(source)).toBe('foreign');
});

test('a receipt that is put off comes when it is due, and others do not wait for it', async () => {
  await provider.control.set(anci, { late: 2 });
  const began = performance.now();
  const late = await send(programme(), { to: anci, subject: 'Tardi' });
  const soon = await send(programme(), { to: comune, subject: 'Presto' });
  expect(kinds(await about(programme(), soon, 2))).toEqual(['accettazione', 'avvenuta-consegna']);
  expect(kinds(await about(programme(), late, 2))).toEqual(['accettazione', 'avvenuta-consegna']);
  expect(performance.now() - began).toBeGreaterThan(2_000);
});

test('a hidden recipient, or somebody else’s name, is not accepted', async () => {
  const hidden = await send(programme(), {
    to: anci,
    subject: 'Nascosto',
    envelope: { from: programme().address, to: [anci, comune] },
  });
  const [notice] = await about(programme(), hidden, 1);
  expect([notice?.kind, notice?.mail.subject]).toEqual(['non-accettazione', 'AVVISO DI NON ACCETTAZIONE: Nascosto']);
  expect(notice?.mail.text).toContain('destinatari nascosti');
  await expect(send(programme(), { from: anci, to: comune, subject: 'Altrui' })).rejects.toMatchObject({
    responseCode: 553,
  });
  const wrong = programme().smtp.replace(/:[0-9a-f]{64}@/, ':sbagliata@');
  await expect(send({ ...programme(), smtp: wrong }, { to: anci })).rejects.toMatchObject({ responseCode: 535 });
});

test('the outside world’s mail arrives as an anomaly, and goes nowhere else', async () => {
  const outside = { address: 'tizio@posta.example', smtp: `smtp://127.0.0.1:${provider.ports.smtp}`, imap: '' };
  const messageId = await send(outside, { to: anci, subject: 'Offerta' });
  const isIt = ({ mail }: Read) => mail.subject === 'ANOMALIA MESSAGGIO: Offerta';
  const [found] = await awaited(provider.access(anci), 1, isIt);
  expect(found?.kind).toBe('errore');
  expect(found?.mail.from?.text).toContain('Per conto di: tizio@posta.example');
  expect(found?.source.toString('latin1')).toContain(messageId);
  expect(await verified(found?.source as Buffer)).toBe('holds');
  await expect(send(outside, { to: 'caio@posta.example' })).rejects.toMatchObject({ responseCode: 550 });
});

test('a Comune is made to answer, with its file; and anything can be put into a mailbox', async () => {
  const asked = await send(programme(), { to: comune, subject: 'Accordo locale' });
  const [envelope] = await about(provider.access(comune), asked, 1);
  const content = Buffer.from('%PDF-1.7 prova').toString('base64');
  const answer = await provider.control.send({
    from: comune,
    to: [programme().address],
    subject: 'Re: Accordo locale',
    text: 'In allegato.',
    inReplyTo: envelope?.mail.messageId,
    attachments: [{ filename: 'nota.pdf', contentType: 'application/pdf', content }],
  });
  const [came] = await about(programme(), answer, 1);
  // `inline`, the carried message is taken apart by a MIME parser: its file shows beside those of the envelope.
  expect(came?.mail.attachments.map(({ filename }) => filename)).toEqual(['daticert.xml', 'nota.pdf', 'smime.p7s']);
  const unfolded = came?.source.toString('latin1').replace(/\r\n\s+/g, ' ');
  expect(unfolded).toContain(`In-Reply-To: ${envelope?.mail.messageId}`);
  expect(kinds(await about(provider.access(comune), answer, 2))).toEqual(['accettazione', 'avvenuta-consegna']);

  const junk = Buffer.from('Subject: spazzatura\r\n\r\n\x00\xff senza fine', 'latin1');
  await provider.control.drop(anci, junk);
  const { messages } = await read(provider.access(anci));
  expect(messages.at(-1)?.source.equals(junk)).toBe(true);
  const { number = 0 } = (await provider.control.list(anci)).at(-1) ?? {};
  expect((await provider.control.read(anci, number)).equals(junk)).toBe(true);
  await expect(provider.control.set(anci, { outcome: 'explode' as 'fail' })).rejects.toThrow(/400/);
  await expect(provider.control.read(anci, 999_999)).rejects.toThrow(/404/);
});

test('who waits with IDLE is told at once', async () => {
  const catania = provider.mailboxes.at(-1) as MailboxAccess;
  const client = await open(catania);
  await client.mailboxOpen('INBOX');
  const told = new Promise((done) => client.once('exists', done));
  const idling = client.idle();
  await send(programme(), { to: catania.address, subject: 'Arriva' });
  await told;
  client.close();
  await idling.catch(() => undefined);
});

test('started again it has the same mail under the same UIDs, the same passwords and certificate', async () => {
  const before = await read(programme());
  const trust = readFileSync(provider.trustPem, 'utf8');
  expect(before.messages.length).toBeGreaterThan(10);
  const { ports, key } = provider;
  await provider.stop();
  for (const port of Object.values(ports)) await expect(canListen(port)).resolves.toBe(true);
  provider = await startPecProvider({ folder, ports, key });
  const after = await read(programme());
  expect(after.uidValidity).toBe(before.uidValidity);
  expect(after.messages.map(({ uid, source }) => [uid, source.toString('latin1')])).toEqual(
    before.messages.map(({ uid, source }) => [uid, source.toString('latin1')]),
  );
  expect(readFileSync(provider.trustPem, 'utf8')).toBe(trust);
  const messageId = await send(programme(), { to: anci, subject: 'Dopo' });
  const [first] = await about(programme(), messageId, 2);
  expect(first?.uid).toBeGreaterThan(before.messages.at(-1)?.uid ?? 0);
});

test('it ends with who started it, however that ended', async () => {
  const source = `
    const { startPecProvider } = require('./tests/support/pec-provider');
    startPecProvider({ folder: ${JSON.stringify(join(folder, 'orphan'))} }).then(({ ports }) => console.log(JSON.stringify(ports)));`;
  const args = ['--require', 'tsx/cjs', '--eval', source];
  const parent = spawn(process.execPath, args, { cwd: inProject(), stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const ports = Object.values(JSON.parse(line.toString()) as PecPorts);
  for (const port of ports) await expect(canListen(port)).resolves.toBe(false);
  parent.kill('SIGKILL');
  for (const port of ports) await eventually(() => canListen(port), 20_000);
});

test('in production it does not start', async () => {
  const args = [inProject('scripts', 'run.mjs'), inProject('pec-provider', 'main.ts')];
  await expect(run(process.execPath, args, { env: { ...process.env, NODE_ENV: 'production' } })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('does not run in production'),
  });
});

function canListen(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
