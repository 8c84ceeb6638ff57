import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { kindOf, normalised, STANDING_MAILBOXES } from './directory';
import { readLetter } from './letter';
import { type MailToSend, mailToSendShape, writeMail } from './outgoing-mail';
import type { PostOffice } from './post-office';
import type { Handed } from './smtp';
import { EVERYBODY, type SwitchBoard } from './switches';

/** What the endpoint works on. */
export interface Controlled {
  office: PostOffice;
  switches: SwitchBoard;
  take(handed: Handed): Promise<void>;
}

/** A message in a mailbox, by what its header says. */
export interface Listed {
  number: number;
  messageId: string;
  inReplyTo: string;
  subject: string;
  /** Of a receipt or an envelope: `X-Ricevuta` or `X-Trasporto`. */
  kind: string;
  /** `X-Riferimento-Message-ID` */
  about: string;
}

/** Listens on this machine only. What it takes is JSON and says so, which no page of a browser can without being asked. */
export async function startControl(port: number, controlled: Controlled) {
  const server = createServer((request, response) => {
    void answer(request, controlled).then(
      ({ status = 200, body, bytes }) => {
        response.writeHead(status, { 'content-type': bytes ? 'message/rfc822' : 'application/json' });
        response.end(bytes ?? JSON.stringify(body ?? {}));
      },
      (error: Error) => {
        response.writeHead('code' in error && error.code === 'ENOENT' ? 404 : 400, {
          'content-type': 'application/json',
        });
        response.end(JSON.stringify({ error: error.message }));
      },
    );
  });
  await new Promise<void>((ready, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', ready);
  });
  const stop = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return { stop };
}

interface Answer {
  status?: number;
  body?: unknown;
  bytes?: Buffer;
}

async function answer(request: IncomingMessage, { office, switches, take }: Controlled): Promise<Answer> {
  const [what = '', first, second] = (request.url ?? '').split('/').slice(1).map(decodeURIComponent);
  const route = `${request.method} /${what}${first === undefined ? '' : '/…'}${second === undefined ? '' : '/…'}`;
  switch (route) {
    case 'GET /healthz':
      return { body: { status: 'up' } };
    case 'GET /switches':
      return { body: switches.all() };
    case 'PUT /switches/…':
      switches.put(first === EVERYBODY ? EVERYBODY : normalised(first ?? ''), await json(request));
      return { body: switches.all() };
    case 'DELETE /switches':
      switches.reset();
      return {};
    case 'GET /mailboxes': {
      const known = [...new Set([...STANDING_MAILBOXES, ...office.addresses()])];
      return { body: known.map((address) => ({ address, messages: office.count(address) })) };
    }
    case 'GET /mailboxes/…':
      return { body: await Promise.all(office.list(normalised(first ?? '')).map(listed)) };
    case 'GET /mailboxes/…/…':
      return { bytes: office.read(normalised(first ?? ''), Number(second)) };
    case 'POST /mailboxes/…': {
      const { message } = rawShape.parse(await json(request));
      await office.deliver(normalised(first ?? ''), Buffer.from(message, 'base64'));
      return { status: 201 };
    }
    case 'POST /messages':
      return { status: 201, body: { messageId: await send(mailToSendShape.parse(await json(request)), take) } };
    default:
      return { status: 404, body: { error: 'no such thing' } };
  }
}

/** A message put into a mailbox as it is, whoever it says it is from. */
const rawShape = z.strictObject({ message: z.base64() });

/** Hands a message in as the mailbox would over SMTP. */
async function send(mail: MailToSend, take: Controlled['take']): Promise<string> {
  const sender = normalised(mail.from);
  if (kindOf(sender) !== 'mailbox') throw new Error('no such mailbox');
  const { messageId, bytes } = await writeMail(mail);
  await take({ mailbox: sender, sender, recipients: [...mail.to, ...mail.cc].map(normalised), bytes });
  return messageId;
}

async function listed({ number, bytes }: { number: number; bytes: Buffer }): Promise<Listed> {
  const { messageId, inReplyTo, subject, field } = await readLetter(bytes);
  const kind = field('x-ricevuta') || field('x-trasporto');
  return { number, messageId, inReplyTo, subject, kind, about: field('x-riferimento-message-id') };
}

async function json(request: IncomingMessage): Promise<unknown> {
  const isJson = request.headers['content-type']?.startsWith('application/json');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (isJson) return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  throw new Error('JSON is expected');
}
