import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback that remembers what it took, and can be told to refuse. */
export interface MailServer {
  readonly url: string;
  /** Message-IDs in the order of their arrival, repeats included. */
  readonly taken: string[];
  /** The same messages as they came, headers first. */
  readonly messages: string[];
  /** How long it thinks before it says it took a message. */
  delayMs: number;
  /** Called for every recipient; an error refuses it with its `responseCode`. */
  refuse: ((recipient: string) => { readonly code: number; readonly text: string } | undefined) | undefined;
  close(): Promise<void>;
}

/** Starts one on a free port. */
export async function startMailServer(delayMs = 0): Promise<MailServer> {
  const taken: string[] = [];
  const messages: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const refusal = mail.refuse?.(address);
      done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null);
    },
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const message = Buffer.concat(parts).toString();
        const id = /^message-id:\s*(\S+)/im.exec(message)?.[1];
        messages.push(message);
        taken.push(id ?? 'none');
        setTimeout(() => done(null), mail.delayMs);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address() as AddressInfo;
  const mail: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    messages,
    delayMs,
    refuse: undefined,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
  return mail;
}
