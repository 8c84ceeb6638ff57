import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { passwordOf } from './passwords';

/** A message in a mailbox, known by its number. */
export interface Kept {
  number: number;
  bytes: Buffer;
}

/**
 * The mailboxes: a file a message, which outlives a restart, and the same message in the IMAP server, which is filled
 * anew from the files at every start. What clients flag, move or delete there is forgotten when it stops.
 */
export class PostOffice {
  private readonly connections = new Map<string, Promise<ImapFlow>>();
  /** A mailbox takes one message after the other, so that files and UIDs are in the same order. */
  private readonly lines = new Map<string, Promise<unknown>>();

  constructor(
    private readonly folder: string,
    private readonly key: string,
    private readonly imapPort: number,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** Fills the IMAP server with all that is kept. To be called once, before anything is delivered. */
  async open(): Promise<void> {
    for (const address of this.addresses())
      for (const { bytes } of this.list(address)) await this.append(address, bytes);
  }

  /** Puts a message into a mailbox, made if it is new. Settles when IMAP shows it; rejects when it does not. */
  deliver(address: string, bytes: Buffer): Promise<void> {
    const work = async () => {
      const folder = this.folderOf(address);
      mkdirSync(folder, { recursive: true });
      const file = join(folder, `${String((this.numbers(address).at(-1) ?? 0) + 1).padStart(6, '0')}.eml`);
      writeFileSync(file, bytes, { flag: 'wx' });
      try {
        await this.append(address, bytes);
      } catch (error) {
        // One that IMAP never showed would shift the UIDs of all later ones at the next start.
        rmSync(file);
        throw error;
      }
    };
    const turn = (this.lines.get(address) ?? Promise.resolve()).catch(() => undefined).then(work);
    this.lines.set(address, turn);
    return turn;
  }

  /** The addresses that have got something. */
  addresses(): string[] {
    return readdirSync(this.folder);
  }

  /** What a mailbox got, in the order of its arrival. */
  list(address: string): Kept[] {
    return this.numbers(address).map((number) => ({ number, bytes: this.read(address, number) }));
  }

  /** How many messages a mailbox got. */
  count(address: string): number {
    return this.numbers(address).length;
  }

  /** One message as it was delivered. @throws when there is none of that number */
  read(address: string, number: number): Buffer {
    return readFileSync(join(this.folderOf(address), `${String(number).padStart(6, '0')}.eml`));
  }

  /** Waits for what is being delivered and closes the connections. */
  async close(): Promise<void> {
    await Promise.allSettled(this.lines.values());
    for (const connection of this.connections.values()) (await connection.catch(() => undefined))?.close();
  }

  private numbers(address: string): number[] {
    if (!this.addresses().includes(address)) return [];
    const names = readdirSync(this.folderOf(address));
    return names.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
  }

  private folderOf(address: string): string {
    if (!/^[\w.+-]+@[\w.-]+$/.test(address)) throw new Error('not an address a mailbox can have');
    return join(this.folder, address);
  }

  /** A connection may have been cut since it was last used: then a new one is tried, once. */
  private async append(address: string, bytes: Buffer): Promise<void> {
    try {
      await (await this.connection(address)).append('INBOX', bytes);
    } catch {
      this.connections.delete(address);
      await (await this.connection(address)).append('INBOX', bytes);
    }
  }

  private connection(address: string): Promise<ImapFlow> {
    const open = this.connections.get(address) ?? this.connect(address);
    this.connections.set(address, open);
    return open;
  }

  private async connect(address: string): Promise<ImapFlow> {
    const auth = { user: address, pass: passwordOf(this.key, address) };
    const server = { host: '127.0.0.1', port: this.imapPort, secure: false, doSTARTTLS: false };
    const client = new ImapFlow({ ...server, auth, logger: false });
    client.on('error', () => this.connections.delete(address));
    await client.connect();
    return client;
  }
}
