import type { Knex } from 'knex';
import type { Entry, Fact, Row } from '../domain/process';
import { hostOf } from './append';
import { type Checkpoint, verifyCheckpoints } from './checkpoint';
import { isOver } from './over';
import { readStream, toEntry } from './read';
import type { Journal } from './types';
import { type Break, type StoredStream, verifyChain } from './verify-chain';
import { verifyDocuments } from './verify-documents';
import { verifyNoOthers, verifyRow } from './verify-rows';

/** What was checked, and the first break if there is one. */
export interface Verification {
  readonly streams: number;
  readonly entries: number;
  readonly rows: number;
  readonly checkpoints: number;
  /** The newest checkpoint: kept elsewhere, it later shows whether checkpoints were cut from the end. */
  readonly lastCheckpoint: Checkpoint | null;
  readonly firstBreak: Break | null;
}

/** What a verification may be given. */
export interface VerifyOptions {
  /** A checkpoint noted earlier, outside the database, that must still be there. */
  readonly noted?: Checkpoint;
  /** Told how far it is, after each stream. */
  readonly progress?: (done: number, all: number) => void;
}

/**
 * Recomputes every stream's hash chain and every checkpoint, looks for the documents entries cite, compares every row with the
 * fold of its entries, and looks for rows no stream has (invariant 1). Stops at the first break and names it. All of it sees the database as it was at
 * one instant, so it may run while people work.
 */
export function verifyJournal(journal: Journal, options: VerifyOptions = {}): Promise<Verification> {
  return journal.db.transaction((trx) => verifyIn(trx, journal, options), {
    isolationLevel: 'repeatable read',
    readOnly: true,
  });
}

async function verifyIn(trx: Knex.Transaction, journal: Journal, options: VerifyOptions): Promise<Verification> {
  const streams = await trx('journal_stream').orderBy('id').select<StoredStream[]>('id', 'version', 'head', 'over');
  const seen = { streams: 0, entries: 0, rows: 0, checkpoints: 0, lastCheckpoint: null };
  const expected = new Map<string, Set<string>>();
  for (const stream of streams) {
    const { entries, rows, firstBreak } = await verifyStream(trx, journal, stream);
    seen.streams += 1;
    seen.entries += entries;
    seen.rows += rows.length;
    if (firstBreak) return { ...seen, firstBreak };
    for (const { table, key } of rows) expected.set(table, (expected.get(table) ?? new Set()).add(key));
    options.progress?.(seen.streams, streams.length);
  }
  const other = await verifyNoOthers(trx, expected);
  if (other) return { ...seen, firstBreak: { stream: '', version: null, what: other } };
  const { count, last, firstBreak } = await verifyCheckpoints(trx, options.noted);
  return { ...seen, checkpoints: count, lastCheckpoint: last, firstBreak };
}

async function verifyStream(
  trx: Knex.Transaction,
  journal: Journal,
  stream: StoredStream,
): Promise<{ readonly entries: number; readonly rows: readonly Row[]; readonly firstBreak: Break | null }> {
  const stored = await readStream(trx, stream.id);
  const entries = stored.length;
  const host = hostOf(journal, stream.id);
  const broken = verifyChain(stream, stored) ?? (await verifyDocuments(trx, stored, host.cites ?? []));
  if (broken) return { entries, rows: [], firstBreak: broken };
  const { process } = host;
  const state = process.fold(
    stream.id,
    stored.map((entry) => process.upcast(toEntry(entry)) as Entry & Fact),
  );
  const rows = process.rows(state);
  const at = { stream: stream.id, version: null };
  if (isOver(host, state) !== stream.over) {
    const what = `the stream says it is ${stream.over ? 'over' : 'open'}, and its entries do not`;
    return { entries, rows, firstBreak: { ...at, what } };
  }
  for (const row of rows) {
    const what = await verifyRow(trx, row);
    if (what) return { entries, rows, firstBreak: { ...at, what } };
  }
  return { entries, rows, firstBreak: null };
}
