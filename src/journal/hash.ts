import { createHash } from 'node:crypto';

/** What of an entry is covered by its hash. `data` is the stored text, so erasing a sealed value elsewhere changes nothing. */
export interface HashedEntry {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schema: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly actor: string;
  readonly correlation: string;
  /** On a command's first entry: its id, what was asked (a keyed hash) and how many entries it made. */
  readonly commandId: string | null;
  readonly commandBody: string | null;
  readonly commandEntries: number | null;
  readonly data: string;
}

/** SHA-256 (hex) of the previous entry's hash and this entry: a changed, moved or missing entry breaks the chain. */
export function chainHash(previous: string, entry: HashedEntry): string {
  const { stream, version, type, schema, at, actor, correlation, data } = entry;
  const command = [entry.commandId, entry.commandBody, entry.commandEntries];
  const line = JSON.stringify([previous, stream, version, type, schema, at, actor, correlation, ...command, data]);
  return createHash('sha256').update(line).digest('hex');
}

/** A checkpoint's hash: the previous checkpoint and every head it took, in stream order. */
export function checkpointHash(
  previous: string,
  heads: readonly { readonly stream: string; readonly version: number; readonly hash: string }[],
): string {
  const hash = createHash('sha256').update(previous);
  for (const head of heads) hash.update(`\n${head.stream} ${head.version} ${head.hash}`);
  return hash.digest('hex');
}
