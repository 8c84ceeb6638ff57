import { chainHash } from './hash';
import type { StoredEntry } from './read';

/** The first thing found wrong, and where. */
export interface Break {
  /** Empty where it is no stream's. */
  readonly stream: string;
  readonly version: number | null;
  readonly what: string;
}

/** A stream's own row, as stored. */
export interface StoredStream {
  readonly id: string;
  readonly version: number;
  readonly head: string;
  readonly over: boolean;
}

/** Recomputes one stream's chain; the first entry that doesn't follow, if any. */
export function verifyChain(
  { id: stream, version: last, head }: StoredStream,
  stored: readonly StoredEntry[],
): Break | null {
  let previous = '';
  for (const [index, entry] of stored.entries()) {
    if (entry.version !== index + 1) return { stream, version: index + 1, what: 'an entry is missing' };
    previous = chainHash(previous, {
      ...entry,
      at: entry.at.getTime(),
      commandId: entry.command_id,
      commandBody: entry.command_body,
      commandEntries: entry.command_entries,
    });
    if (previous !== entry.hash) {
      return { stream, version: entry.version, what: 'the entry is not what was written' };
    }
  }
  const version = stored.length;
  if (previous !== head) return { stream, version, what: 'the stream’s head is not its last entry' };
  return version === last ? null : { stream, version, what: `the stream says it has ${last} entries` };
}
