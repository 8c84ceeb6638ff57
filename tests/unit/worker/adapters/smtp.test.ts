import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createMailer, type OutgoingMail } from '../../../../src/worker/adapters/smtp';

const mail: OutgoingMail = {
  messageId: '<m1@piattaforma.invalid>',
  to: 'operatrice@associazione.invalid',
  subject: 'Scadenza: è oggi',
  text: 'Il caso TO-7K2M scade oggi.\n',
  correlation: 'c-42',
  attempt: 2,
};

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A real SMTP server on a free loopback port, and a mailer to it; `received` holds the messages as they came. */
async function world(options: SMTPServerOptions = {}, credentials = '') {
  const received: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    onData: (stream, _session, done) => void text(stream).then((message) => done(null, void received.push(message))),
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as { port: number };
  const mailer = createMailer({
    smtpUrl: `smtp://${credentials}127.0.0.1:${port}`,
    from: 'INPS per tutti <noreply@piattaforma.invalid>',
  });
  closers.push(
    () => new Promise<void>((resolve) => server.close(() => resolve())),
    () => mailer.close(),
  );
  return { mailer, received };
}

const refusal = (code: number, message: string) => Object.assign(new Error(message), { responseCode: code });

test('a mail arrives as it was given', async () => {
  const { mailer, received } = await world();
  expect(await mailer.deliver(mail)).toEqual({ accepted: true, response: expect.stringMatching(/^250 /) });
  const [message = ''] = received;
  expect(message).toMatch(/^Message-ID: <m1@piattaforma\.invalid>\r$/m);
  expect(message).toMatch(/^X-Correlation-Id: c-42\r$/im);
  expect(message).toMatch(/^X-Delivery-Attempt: 2\r$/m);
  expect(message).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(message).toMatch(/^To: operatrice@associazione\.invalid\r$/m);
  expect(message).toMatch(/^From: INPS per tutti <noreply@piattaforma\.invalid>\r$/m);
  expect(message).toContain('Il caso TO-7K2M scade oggi.');
});

test.each(['REQUEST', 'CANCEL'] as const)('a calendar %s is an alternative with its method', async (method) => {
  const { mailer, received } = await world();
  const content = `BEGIN:VCALENDAR\r\nMETHOD:${method}\r\nEND:VCALENDAR\r\n`;
  expect(await mailer.deliver({ ...mail, calendar: { method, content } })).toMatchObject({ accepted: true });
  expect(received[0]).toMatch(/Content-Type: multipart\/alternative/);
  expect(received[0]?.replace(/\r\n[ \t]+/g, ' ')).toMatch(
    new RegExp(`^Content-Type: text/calendar; charset=utf-8; method=${method}\r$`, 'm'),
  );
});

test('a second mail goes over the same connection', async () => {
  let connections = 0;
  const { mailer, received } = await world({
    onConnect: (_session, done) => {
      connections += 1;
      done();
    },
  });
  await mailer.deliver(mail);
  await mailer.deliver(mail);
  expect([received.length, connections]).toEqual([2, 1]);
});

test.each([
  [550, 'permanent'],
  [553, 'permanent'],
  [552, 'temporary'],
  [450, 'temporary'],
] as const)('a recipient refused with %i is %s, and no address is repeated', async (code, kind) => {
  const { mailer } = await world({
    onRcptTo: ({ address }, _session, done) =>
      done(refusal(code, `<${address}>: no such user ${address}; try altro@associazione.invalid`)),
  });
  const answer = await mailer.deliver(mail);
  expect(answer).toMatchObject({
    accepted: false,
    kind,
    code: String(code),
    message: expect.stringContaining('no such user'),
  });
  expect(JSON.stringify(answer)).not.toMatch(/@|operatrice|altro/);
});

test('a message refused after its data is permanent', async () => {
  const { mailer } = await world({
    onData: (stream, _session, done) => {
      stream.resume();
      stream.on('end', () => done(refusal(554, 'refused')));
    },
  });
  expect(await mailer.deliver(mail)).toMatchObject({ accepted: false, kind: 'permanent', code: '554' });
});

test('a wrong password is a setting to mend, and is not repeated', async () => {
  const { mailer } = await world({ onAuth: (_auth, _session, done) => done(refusal(535, 'no')) }, 'utente:segreto@');
  const answer = await mailer.deliver(mail);
  expect(answer).toMatchObject({ accepted: false, kind: 'temporary', code: '535' });
  expect(JSON.stringify(answer)).not.toMatch(/segreto|utente/);
});

test('a server that is not there is temporary', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as { port: number };
  await new Promise((resolve) => free.close(resolve));
  const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'noreply@piattaforma.invalid' });
  expect(await mailer.deliver(mail)).toMatchObject({
    accepted: false,
    kind: 'temporary',
    code: expect.stringMatching(/^E/),
  });
  mailer.close();
});

test('a connection that dies under a message is one temporary failure, not a silent second attempt', async () => {
  let attempts = 0;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 prova\r\n');
    socket.on('data', (chunk) => {
      if (chunk.toString().startsWith('MAIL')) {
        attempts += 1;
        socket.destroy();
      } else socket.write('250 prova\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'noreply@piattaforma.invalid' });
  expect(await mailer.deliver(mail)).toMatchObject({ accepted: false, kind: 'temporary' });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(attempts).toBe(1);
  mailer.close();
  await new Promise((resolve) => server.close(resolve));
});

test('an address that is none never leaves, for good', async () => {
  const { mailer, received } = await world();
  for (const to of ['', 'nessuno', 'a@b.invalid\r\nRCPT TO:<c@d.invalid>', 'a@b.invalid, c@d.invalid']) {
    expect([to, await mailer.deliver({ ...mail, to })]).toMatchObject([to, { accepted: false, kind: 'permanent' }]);
  }
  expect(received).toEqual([]);
});
