import type { Knex } from 'knex';
import type { StoredEntry } from './read';
import type { Break } from './verify-chain';

/** The documents that data cites under these fields, however deep. */
function cited(data: unknown, fields: readonly string[]): readonly string[] {
  if (data === null || typeof data !== 'object') return [];
  return Object.entries(data).flatMap(([field, value]) =>
    typeof value === 'string' ? (fields.includes(field) ? [value] : []) : cited(value, fields),
  );
}

/** The first entry that cites, under one of these fields, a document which is not there, whole; null when there is none. */
export async function verifyDocuments(
  db: Knex,
  stored: readonly StoredEntry[],
  fields: readonly string[],
): Promise<Break | null> {
  const all = stored.map((entry) => ({ entry, hashes: cited(JSON.parse(entry.data), fields) }));
  const hashes = [...new Set(all.flatMap((one) => one.hashes))];
  if (hashes.length === 0) return null;
  const { rows } = await db.raw<{ rows: { sha256: string }[] }>(
    `select sha256 from document where sha256 = any(?::text[]) and sha256 = encode(sha256(content), 'hex')`,
    [hashes],
  );
  const whole = new Set(rows.map((row) => row.sha256));
  const broken = all.find((one) => one.hashes.some((hash) => !whole.has(hash)));
  if (!broken) return null;
  const { stream, version } = broken.entry;
  return { stream, version, what: 'a document the entry cites is missing or not what was stored' };
}
