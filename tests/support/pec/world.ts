import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import MailComposer from 'nodemailer/lib/mail-composer';
import { readTrustStore, type TrustStore } from '../../../src/evidence/cms';
import { putDocument } from '../../../src/journal/documents';
import { recordSent } from '../../../src/journal/pec';
import { openDatabase } from '../../../src/worker/adapters/database';
import type { Taken } from '../../../src/worker/adapters/pec/intake';
import type { PecMailbox } from '../../../src/worker/adapters/pec/mailboxes';
import { createPecMailer, type PecMailer } from '../../../src/worker/adapters/pec/pec-smtp';
import { type PecPoller, type PecPollerOptions, runPecPoller } from '../../../src/worker/adapters/pec/poller';
import type { CertifiedMail } from '../../../src/worker/ports';
import { createDatabase, type TestDatabase } from '../databases';
import { type PecProvider, startPecProvider } from '../pec-provider';
import { documentTables } from './tables';

/** A provider, a database and what certified mail needs of the platform; processes are stood in for by `filed`. */
export interface PecWorld {
  readonly folder: string;
  provider: PecProvider;
  readonly databaseUrl: string;
  readonly db: Knex;
  readonly trust: TrustStore;
  /** The programme's mailbox. */
  readonly mailbox: PecMailbox;
  readonly mailer: PecMailer;
  /** What was handed on, each time. */
  readonly filed: CertifiedMail[];
  /** Sends from the programme's mailbox, recorded as a process would; the Message-ID, without angle brackets. */
  send(to: readonly string[], cc?: readonly string[]): Promise<string>;
  /** Reads the mailbox until stopped, at the latest by `stopAll`: what a test that failed left behind is ended. */
  poll(change?: Partial<PecPollerOptions>): PecPoller & { readonly taken: Taken[] };
  stopAll(): Promise<void>;
  close(): Promise<void>;
}

let sent = 0;

/** Makes the world. */
export async function makePecWorld(): Promise<PecWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'pec-'));
  const database: TestDatabase = await createDatabase();
  const db = openDatabase(database.url);
  await documentTables(db);
  const provider = await startPecProvider({ folder });
  const [mailbox] = provider.mailboxes;
  if (!mailbox) throw new Error('the provider has no mailbox of ours');
  const mailer = createPecMailer(provider.mailboxes);
  const filed: CertifiedMail[] = [];
  const pollers = new Set<{ stop(): Promise<void> }>();
  const world: PecWorld = {
    folder,
    provider,
    databaseUrl: database.url,
    db,
    trust: readTrustStore(readFileSync(provider.trustPem, 'utf8')),
    mailbox,
    mailer,
    filed,
    async send(to, cc = []) {
      sent += 1;
      const messageId = `trasmissione-${sent}.${process.pid}@prova.example`;
      const raw = await new MailComposer({
        from: mailbox.address,
        to: [...to],
        cc: [...cc],
        messageId: `<${messageId}>`,
        subject: `Prova ${sent}`,
        text: 'Testo.',
        newline: 'windows',
      })
        .compile()
        .build();
      const document = await putDocument(db, 'message/rfc822', raw);
      const row = { mailbox: mailbox.address, messageId, stream: `agreement/${sent}`, dispatch: 'transmission-1' };
      await recordSent(db, { ...row, document });
      const delivery = await mailer.hand(mailbox.address, { raw, addresses: [...to, ...cc] });
      if (delivery.accepted !== true) throw new Error(delivery.code);
      return messageId;
    },
    poll(change = {}) {
      const taken: Taken[] = [];
      const poller = runPecPoller({
        db,
        mailboxes: [mailbox],
        trust: world.trust,
        log: { info: () => undefined, warn: () => undefined },
        intervalMs: 500,
        taken: (one) => taken.push(one),
        file: async (mail) => {
          filed.push(mail);
          return mail.what === 'receipt' || mail.stream !== null ? 'taken' : 'unknown';
        },
        ...change,
      });
      pollers.add(poller);
      return { ...poller, taken };
    },
    async stopAll() {
      await Promise.all([...pollers].map((one) => one.stop()));
      pollers.clear();
    },
    async close() {
      await world.stopAll();
      mailer.close();
      await world.provider.stop();
      await db.destroy();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

/** A way to a server of this machine that can be cut: every connection under way is, in the middle of whatever it says. */
export async function breakableWay(url: string): Promise<{ url: string; cut(): void; close(): Promise<void> }> {
  const target = new URL(url);
  const { hostname: host, port } = target;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = createConnection({ host, port: Number(port) });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  target.port = String((server.address() as { port: number }).port);
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: target.href,
    cut,
    async close() {
      cut();
      await new Promise((done) => server.close(done));
    },
  };
}
