import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

/** What a row holds, by column; JSON columns are given with `json`, instants with `instant`. */
export type Columns = Readonly<Record<string, string | number | boolean | null | Knex.Raw>>;

/**
 * The id of the row with this natural key, written first if it is missing. A row that is there is left as it is: what
 * the directorate edited survives every start.
 */
export async function ensureRow(db: Knex, table: string, key: Columns, rest: Columns = {}): Promise<number> {
  return (await findOrWrite(db, table, key, rest)).id;
}

/** As `ensureRow`, and whether the row was written just now: what hangs on a row is written with it and never again. */
export async function findOrWrite(
  db: Knex,
  table: string,
  key: Columns,
  rest: Columns = {},
): Promise<{ readonly id: number; readonly isNew: boolean }> {
  const known = await db(table).where(key).first<{ id: number } | undefined>('id');
  if (known) return { id: known.id, isNew: false };
  const [made] = await db(table)
    .insert({ ...key, ...rest, ...ownColumns(db) })
    .returning<{ id: number }[]>('id');
  if (!made) throw new Error(`no row was written into ${table}`);
  return { id: made.id, isNew: true };
}

/** Links two rows in a join table, unless they are linked already; `order` is the place in the first one's list. */
export async function ensureLink(db: Knex, table: string, link: Columns, order: Columns): Promise<void> {
  await db(table)
    .insert({ ...link, ...order })
    .onConflict(Object.keys(link))
    .ignore();
}

/** A value for a JSON column. */
export function json(db: Knex, value: unknown): Knex.Raw {
  return db.raw('?::jsonb', [JSON.stringify(value)]);
}

/** A value for a column of instants: those have no time zone, and sessions speak UTC. */
export function instant(db: Knex, at: number | string): Knex.Raw {
  return db.raw('?::timestamptz', [new Date(at)]);
}

/** The columns Strapi fills by itself and expects in every row. */
function ownColumns(db: Knex): Columns {
  const now = db.raw('now()');
  const documentId = randomUUID().replaceAll('-', '').slice(0, 24);
  return { document_id: documentId, created_at: now, updated_at: now, published_at: now };
}
