import type { Knex } from 'knex';
import type { Actor } from '../domain/network/actor';
import { commandId } from './append';
import { run } from './sql';

/** A command that was given: the first entry it made, and the version of its process after it. */
export interface GivenBefore {
  readonly stream: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * What somebody gave before under this key; null when nothing. For commands whose data the server works out anew at each
 * request, such as what was examined of a file: their bodies differ however alike the requests are.
 */
export async function givenBefore(db: Knex, actor: Actor, key: string): Promise<GivenBefore | null> {
  const { rows } = await run<{ stream: string; version: number; entries: number | null; data: string }>(
    db,
    `select stream, version, command_entries as entries, data from journal_entry where command_id = ?`,
    [commandId(actor, key)],
  );
  const [row] = rows;
  if (!row) return null;
  const { stream, version, entries, data } = row;
  return { stream, version: version + (entries ?? 1) - 1, data: JSON.parse(data) };
}
