import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { createPecMailer, type PecMailer } from '../../../../../src/worker/adapters/pec/pec-smtp';

const MAILBOX = 'programma@pec.prova.example';
const OTHER = 'struttura@pec.prova.example';
const LETTER = { raw: Buffer.from('Subject: prova\r\n\r\nTesto.\r\n'), addresses: ['centrale@pec.prova.example'] };

/** What a server says to each command; undefined: the connection breaks. */
type Script = (command: string) => string | undefined;
const POLITE: Script = (command) => {
  if (command.startsWith('DATA')) return '354 go on';
  return command === '.' ? '250 taken' : '250 ok';
};

let server: Server;
let script: Script;
let port: number;
let mailer: PecMailer;

beforeAll(async () => {
  server = createServer((socket) => {
    let isData = false;
    socket.on('error', () => undefined);
    socket.write('220 prova\r\n');
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n')) {
        if (line === '' || (isData && line !== '.')) continue;
        const answer = script(line);
        isData = line === 'DATA';
        if (answer === undefined) socket.destroy();
        else socket.write(`${answer}\r\n`);
      }
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  ({ port } = server.address() as AddressInfo);
});
beforeEach(() => {
  script = POLITE;
  const at = (address: string, on: number) => ({ address, smtp: `smtp://127.0.0.1:${on}`, imap: 'imap://127.0.0.1:1' });
  mailer = createPecMailer([at(MAILBOX, port), at(OTHER, 1)]);
});
afterEach(() => mailer.close());
afterAll(() => new Promise((closed) => server.close(closed)));

test('an address without a mailbox writes from the programme’s; where there is none, from nowhere', () => {
  expect(mailer.mailboxFor(OTHER)).toBe(OTHER);
  expect(mailer.mailboxFor(null)).toBe(MAILBOX);
  expect(mailer.mailboxFor('ignota@pec.prova.example')).toBe(MAILBOX);
  expect(createPecMailer([]).mailboxFor(null)).toBeNull();
});

test('the bytes that leave are those that were handed over, to these addresses and no other', async () => {
  const received: { raw: Buffer; to: string[] }[] = [];
  const taking = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    authOptional: true,
    onData: (stream, { envelope }, done) =>
      void buffer(stream).then((raw) => {
        received.push({ raw, to: envelope.rcptTo.map(({ address }) => address) });
        done(null);
      }),
  });
  await new Promise<void>((ready) => taking.listen(0, '127.0.0.1', ready));
  const { port: on } = taking.server.address() as AddressInfo;
  const other = createPecMailer([{ address: MAILBOX, smtp: `smtp://127.0.0.1:${on}`, imap: 'imap://127.0.0.1:1' }]);
  const raw = Buffer.from('To: uno@pec.example\r\nCc: due@pec.example\r\nSubject: prova\r\n\r\n.Testo\r\n..\r\n');
  expect(await other.hand(MAILBOX, { raw, addresses: ['uno@pec.example'] })).toMatchObject({ accepted: true });
  expect(received.map(({ to }) => to)).toEqual([['uno@pec.example']]);
  expect(received[0]?.raw.equals(raw)).toBe(true);
  other.close();
  await new Promise<void>((closed) => taking.close(() => closed()));
});

test('what the server says repeats no address', async () => {
  script = (command) => (command.startsWith('RCPT') ? '550 no centrale@pec.prova.example' : POLITE(command));
  const delivery = await mailer.hand(MAILBOX, LETTER);
  expect(delivery).toMatchObject({ accepted: false, kind: 'permanent', code: '550' });
  expect(JSON.stringify(delivery)).not.toContain('@');
});

test('a mailbox that is not set up is refused for good', async () => {
  expect(await mailer.hand('altri@pec.prova.example', LETTER)).toMatchObject({ kind: 'permanent', code: 'EMAILBOX' });
});

test('a server that takes it says so', async () => {
  expect(await mailer.hand(MAILBOX, LETTER)).toMatchObject({ accepted: true });
});

test('a connection that breaks once the message was sent leaves it unknown', async () => {
  script = (command) => (command === '.' ? undefined : POLITE(command));
  expect(await mailer.hand(MAILBOX, LETTER)).toMatchObject({ accepted: 'unknown' });
});

test('an answer is believed: put off, or refused for good', async () => {
  for (const [code, kind] of [
    ['451', 'temporary'],
    ['554', 'permanent'],
  ]) {
    script = (command) => (command === '.' ? `${code} no` : POLITE(command));
    expect(await mailer.hand(MAILBOX, LETTER)).toMatchObject({ accepted: false, kind, code });
  }
});

test('a server that is not there took nothing: it is tried again', async () => {
  expect(await mailer.hand(OTHER, LETTER)).toMatchObject({ accepted: false, kind: 'temporary' });
});

test('what is too large for certified mail, or for nobody, never leaves', async () => {
  let asked = 0;
  script = (command) => {
    asked += 1;
    return POLITE(command);
  };
  const large = { raw: Buffer.alloc(16 * 1024 * 1024), addresses: ['uno@pec.example', 'due@pec.example'] };
  expect(await mailer.hand(MAILBOX, large)).toMatchObject({ accepted: false, kind: 'permanent', code: 'ETOOLARGE' });
  expect(await mailer.hand(MAILBOX, { ...LETTER, addresses: [] })).toMatchObject({ code: 'EENVELOPE' });
  expect(asked).toBe(0);
});
