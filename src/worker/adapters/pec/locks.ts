import type { Knex } from 'knex';

/** A connection of the pool, kept: a lock of a session lives as long as it does. */
interface Session {
  query(sql: string, values: readonly string[]): Promise<{ readonly rows: readonly { readonly taken: boolean }[] }>;
}
interface Pool {
  acquireConnection(): Promise<Session>;
  releaseConnection(session: Session): Promise<void>;
}

/** Which mailboxes this process reads. */
export interface MailboxLocks {
  /** True while this process is the one that reads the mailbox; asked again it makes sure that it still is. */
  take(address: string): Promise<boolean>;
  release(): Promise<void>;
}

const LOCK = `select pg_try_advisory_lock(hashtextextended('pec/' || $1, 0)) as taken`;
const HELD = 'select true as taken where $1::text is not null';

/**
 * One active reader a mailbox, by advisory locks of one session: no transaction stays open while it waits for mail. A
 * session that broke lost all its locks; they are taken anew, perhaps by another process. Two readers for a moment would
 * do no harm: what they read twice is recorded once.
 */
export function mailboxLocks(db: Knex): MailboxLocks {
  const pool: Pool = db.client;
  const held = new Set<string>();
  let session: Session | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const drop = async (): Promise<void> => {
    const old = session;
    session = null;
    held.clear();
    if (old) await pool.releaseConnection(old).catch(() => undefined);
  };
  const ask = async (address: string): Promise<boolean> => {
    try {
      session ??= await pool.acquireConnection();
      const { rows } = await session.query(held.has(address) ? HELD : LOCK, [address]);
      if (rows[0]?.taken === true) held.add(address);
      return held.has(address);
    } catch (error) {
      await drop();
      throw error;
    }
  };
  return {
    take(address) {
      // A session answers one question at a time, and the mailboxes ask on their own.
      const answer = turn.then(() => ask(address));
      turn = answer.catch(() => undefined);
      return answer;
    },
    async release() {
      await turn;
      // The connection goes back to the pool and lives on: its locks must not.
      await session?.query('select pg_advisory_unlock_all() is null as taken', []).catch(() => undefined);
      await drop();
    },
  };
}
