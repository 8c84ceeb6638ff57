import type { Knex } from 'knex';
import { checkpointHash } from './hash';
import type { Break } from './verify-chain';

interface Head {
  readonly stream: string;
  readonly version: number;
  readonly hash: string;
}

/** A checkpoint's number and hash: with them noted outside the database, nothing before it can change unseen. */
export interface Checkpoint {
  readonly id: number;
  readonly hash: string;
}

/**
 * Chains the heads of all streams that moved since the last checkpoint onto it, so that a tail cut off a stream later
 * shows. One at a time; null when nothing moved. `streams` is the number of heads taken.
 */
export function takeCheckpoint(db: Knex): Promise<(Checkpoint & { readonly streams: number }) | null> {
  return db.transaction(async (trx) => {
    await trx.raw('lock table journal_checkpoint in exclusive mode');
    const last = await trx('journal_checkpoint').orderBy('id', 'desc').first<Checkpoint | undefined>('id', 'hash');
    const { rows: heads } = await trx.raw<{ rows: Head[] }>(
      `select s.id as stream, s.version, s.head as hash from journal_stream s
       left join lateral (
         select version from journal_checkpoint_head h where h.stream = s.id order by checkpoint desc limit 1) t on true
       where s.version > coalesce(t.version, 0) order by s.id collate "C"`,
    );
    if (heads.length === 0) return null;
    const id = (last?.id ?? 0) + 1;
    const hash = checkpointHash(last?.hash ?? '', heads);
    await trx('journal_checkpoint').insert({ id, at: trx.raw('clock_timestamp()'), hash });
    await trx.batchInsert(
      'journal_checkpoint_head',
      heads.map((head) => ({ checkpoint: id, ...head })),
      500,
    );
    return { id, hash, streams: heads.length };
  });
}

/** What became of the checkpoints' verification. */
export interface CheckedCheckpoints {
  readonly count: number;
  readonly last: Checkpoint | null;
  readonly firstBreak: Break | null;
}

/**
 * Recomputes the checkpoints' own chain and holds the entries against the heads each of them took. `noted`, kept
 * outside the database, must be among them: checkpoints cut from the end show by nothing else.
 */
export async function verifyCheckpoints(db: Knex, noted?: Checkpoint): Promise<CheckedCheckpoints> {
  const checkpoints = await db('journal_checkpoint').orderBy('id').select<Checkpoint[]>('id', 'hash');
  const seen = { count: checkpoints.length, last: checkpoints.at(-1) ?? null };
  const broken = (stream: string, version: number | null, what: string) => ({
    ...seen,
    firstBreak: { stream, version, what },
  });
  let previous = '';
  for (const { id, hash } of checkpoints) {
    const { rows } = await db.raw<{ rows: (Head & { readonly entry_hash: string | null })[] }>(
      `select h.stream, h.version, h.hash, e.hash as entry_hash from journal_checkpoint_head h
       left join journal_entry e on e.stream = h.stream and e.version = h.version
       where h.checkpoint = ? order by h.stream collate "C"`,
      [id],
    );
    const lost = rows.find((head) => head.entry_hash !== head.hash);
    if (lost) return broken(lost.stream, lost.version, `checkpoint ${id} knew this entry, and it is gone or changed`);
    previous = checkpointHash(previous, rows);
    if (previous !== hash) return broken('', null, `checkpoint ${id} is not what was written`);
  }
  const held = noted === undefined || checkpoints.some(({ id, hash }) => id === noted.id && hash === noted.hash);
  return held
    ? { ...seen, firstBreak: null }
    : broken('', null, `checkpoint ${noted.id} is not the one that was noted`);
}
