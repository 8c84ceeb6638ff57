import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { kindOf, normalised, PROVIDER } from './directory';
import { isPasswordOf } from './passwords';

/** What came in by SMTP. */
export interface Handed {
  /** The mailbox that signed in; absent for ordinary mail of the outside world. */
  mailbox: string | undefined;
  /** The reverse path. */
  sender: string;
  recipients: string[];
  bytes: Buffer;
}

/**
 * The access point. A mailbox that signs in writes to whom it likes, in its own name; who does not sign in is the
 * outside world, and reaches mailboxes of the provider only.
 * @param take told of each message once it is whole; it answers before SMTP does
 */
export async function startSmtp(port: number, key: string, take: (handed: Handed) => Promise<void>) {
  const server = new SMTPServer({
    name: PROVIDER.domain,
    logger: false,
    disabledCommands: ['STARTTLS'],
    authMethods: ['PLAIN', 'LOGIN'],
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 1_000,
    size: SIZE,
    onAuth: ({ username = '', password }, _session, done) => {
      const address = normalised(username);
      if (kindOf(address) !== 'mailbox' || !isPasswordOf(key, address, password ?? ''))
        done(refused(535, 'credenziali errate'));
      else done(null, { user: address });
    },
    onMailFrom: ({ address }, { user }, done) =>
      done(user === undefined || user === normalised(address) ? null : refused(553, 'il mittente non è la casella')),
    onRcptTo: ({ address }, { user }, done) =>
      done(
        user !== undefined || kindOf(normalised(address)) === 'mailbox' ? null : refused(550, 'casella inesistente'),
      ),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(refused(552, 'messaggio troppo grande'));
        return take(handed(session, Buffer.concat(chunks))).then(() => done(null), done);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', ready);
  });
  return { stop: () => new Promise<void>((closed) => server.close(() => closed())) };
}

/** Of one message, whatever the number of its recipients; the limit with them is a formal check (RFC 6109 §3.1.1). */
const SIZE = 100 * 1024 * 1024;

function handed({ user, envelope }: SMTPServerSession, bytes: Buffer): Handed {
  return {
    mailbox: user,
    sender: normalised(envelope.mailFrom ? envelope.mailFrom.address : ''),
    recipients: [...new Set(envelope.rcptTo.map(({ address }) => normalised(address)))],
    bytes,
  };
}

function refused(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
