import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createPecMailer, type PecLetter } from '../../../../src/worker/adapters/pec/pec-smtp';

const OURS = 'programma@pec.prova.example';
const letter: PecLetter = {
  messageId: 'm1@prova.example',
  to: ['uno@pec.example'],
  cc: ['due@pec.example'],
  subject: 'Trasmissione: è firmato',
  text: 'In allegato.\n',
  attachments: [{ name: 'accordo.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF-1.7') }],
  correlation: 'c-1',
};

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A real SMTP server on a free loopback port, and a mailer with one mailbox on it. */
async function world(options: SMTPServerOptions = {}) {
  const received: { raw: Buffer; to: string[] }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    authOptional: true,
    onData: (stream, { envelope }, done) =>
      void buffer(stream).then((raw) => {
        received.push({ raw, to: envelope.rcptTo.map(({ address }) => address) });
        done(null);
      }),
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as { port: number };
  const mailer = createPecMailer([{ address: OURS, smtp: `smtp://127.0.0.1:${port}`, imap: 'imap://127.0.0.1' }]);
  closers.push(
    () => new Promise<void>((resolve) => server.close(() => resolve())),
    () => mailer.close(),
  );
  return { mailer, received };
}

test('the bytes are there before anything leaves, and are those that leave', async () => {
  const { mailer, received } = await world();
  const ready = await mailer.hand(null, letter);
  if (!ready.ready) throw new Error('refused');
  expect(received).toEqual([]);
  expect(ready.mailbox).toBe(OURS);
  expect(await ready.send()).toMatchObject({ accepted: true });
  expect(received.map(({ to }) => to)).toEqual([['uno@pec.example', 'due@pec.example']]);
  expect(received[0]!.raw.equals(ready.raw)).toBe(true);
});

test('everybody is named, under one Message-ID, with CRLF throughout', async () => {
  const { mailer } = await world();
  const ready = await mailer.hand(OURS, letter);
  const text = ready.ready ? ready.raw.toString('latin1') : '';
  const [head = ''] = text.split('\r\n\r\n', 1);
  expect(head).toContain(`From: ${OURS}`);
  expect(head).toContain('To: uno@pec.example');
  expect(head).toContain('Cc: due@pec.example');
  expect(head).toContain('Message-ID: <m1@prova.example>');
  expect(head).not.toMatch(/^bcc:/im);
  expect(text).not.toMatch(/(?<!\r)\n/);
});

test.each([
  ['an unknown mailbox', 'EMAILBOX', 'altri@pec.prova.example', letter],
  ['nobody to send to', 'EENVELOPE', null, { ...letter, to: [], cc: [] }],
  [
    'more than 30 MB for all recipients together',
    'ETOOLARGE',
    null,
    { ...letter, attachments: [{ name: 'a', mediaType: 'application/pdf', content: Buffer.alloc(12 * 1024 * 1024) }] },
  ],
])('%s is refused for good, and nothing leaves', async (_what, code, from, one) => {
  const { mailer } = await world();
  expect(await mailer.hand(from, one)).toEqual({
    ready: false,
    delivery: { accepted: false, kind: 'permanent', code, message: expect.not.stringContaining('@') },
  });
});

test('what the server says is told apart, and no address repeated', async () => {
  const { mailer } = await world({
    onRcptTo: ({ address }, _session, done) => done(Object.assign(new Error(`no ${address}`), { responseCode: 550 })),
  });
  const ready = await mailer.hand(null, letter);
  const delivery = ready.ready ? await ready.send() : null;
  expect(delivery).toMatchObject({ accepted: false, kind: 'permanent', code: '550' });
  expect(JSON.stringify(delivery)).not.toContain('@');
});
