import type { Knex } from 'knex';
import type { ActorRef, Entry, Instant } from '../domain/process';
import { run } from './sql';

/** An entry as stored: with its hash, command and correlation, and its data as the text that is hashed. */
export interface StoredEntry {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schema: number;
  readonly at: Date;
  readonly actor: string;
  readonly correlation: string;
  readonly command_id: string | null;
  readonly command_body: string | null;
  readonly command_entries: number | null;
  readonly data: string;
  readonly hash: string;
}

/** The actor's name in the journal (`user:7`, `system:follow`) as a reference. */
function actorRef(name: string): ActorRef {
  const [kind, id = ''] = name.split(':');
  return kind === 'user' ? { kind: 'person', id } : { kind: 'system', id };
}

/** A stored entry as rules read it. */
export function toEntry(stored: StoredEntry): Entry {
  return {
    version: stored.version,
    type: stored.type,
    schema: stored.schema,
    at: stored.at.getTime(),
    actor: actorRef(stored.actor),
    data: JSON.parse(stored.data),
  };
}

const STORED = `stream, version, type, schema, at, actor, correlation, command_id, command_body, command_entries, data, hash`;

/** A stream's entries, oldest first. */
export async function readStream(db: Knex, stream: string): Promise<readonly StoredEntry[]> {
  const { rows } = await run<StoredEntry>(db, `select ${STORED} from journal_entry where stream = ? order by version`, [
    stream,
  ]);
  return rows;
}

/** The entries of several streams, each oldest first. */
export async function readStreams(
  db: Knex,
  streams: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredEntry[]>> {
  const { rows } = await run<StoredEntry>(
    db,
    `select ${STORED} from journal_entry where stream = any(?::text[]) order by stream, version`,
    [streams],
  );
  const grouped = new Map<string, StoredEntry[]>(streams.map((stream) => [stream, []]));
  for (const row of rows) grouped.get(row.stream)?.push(row);
  return grouped;
}

/**
 * Locks a stream for this transaction (making it when it is new), marks the transaction as the journal's, and reads it,
 * in one call: the database's function takes its clock and the entries after the lock (invariant 2).
 */
export async function openStream(
  trx: Knex.Transaction,
  stream: string,
  process: string,
): Promise<{ readonly now: Instant; readonly head: string; readonly stored: readonly StoredEntry[] }> {
  const { rows } = await run<{ now: Date; head: string } & (StoredEntry | { version: null })>(
    trx,
    'select * from journal_open(?, ?)',
    [stream, process],
  );
  return {
    now: rows[0]?.now.getTime() ?? 0,
    head: rows[0]?.head ?? '',
    stored: rows.filter((row): row is { now: Date; head: string } & StoredEntry => row.version !== null),
  };
}
