import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { DocumentHash } from '../domain/evidence/checks';
import { run } from './sql';

/** A stored document: its media type and its bytes. */
export interface StoredDocument {
  readonly mediaType: string;
  readonly content: Buffer;
}

/** The hash a document is known by. */
export function documentHash(content: Uint8Array): DocumentHash {
  return createHash('sha256').update(content).digest('hex');
}

/** Stores a document, in the transaction given, and answers its hash; one that is there already is left as it is. */
export async function putDocument(db: Knex, mediaType: string, content: Uint8Array): Promise<DocumentHash> {
  const sha256 = documentHash(content);
  await run(
    db,
    `insert into document (sha256, media_type, size, content) values (?, ?, ?, ?) on conflict (sha256) do nothing`,
    [sha256, mediaType, content.byteLength, Buffer.from(content)],
  );
  return sha256;
}

/** The document of that hash, or null. */
export async function getDocument(db: Knex, sha256: DocumentHash): Promise<StoredDocument | null> {
  const { rows } = await run<{ media_type: string; content: Buffer }>(
    db,
    'select media_type, content from document where sha256 = ?',
    [sha256],
  );
  const row = rows[0];
  return row ? { mediaType: row.media_type, content: row.content } : null;
}
