import { createHash } from 'node:crypto';
import type { Knex } from 'knex';

/** A value a statement may be given. */
export type Binding = string | number | boolean | null | Date | Buffer | readonly number[] | readonly string[];

const names = new Map<string, string>();

/** A statement's name: of its text, so that one text has one name and never another. */
function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known) return known;
  const name = createHash('sha256').update(sql).digest('base64url').slice(0, 20);
  names.set(sql, name);
  return name;
}

/**
 * Runs a statement that is prepared once a connection: planning our joins costs PostgreSQL more than running them. The
 * text must come from the code alone (identifiers written in it, values as `?`), so that there are few of them.
 */
export async function run<Row>(
  db: Knex,
  sql: string,
  bindings: readonly Binding[] = [],
): Promise<{ readonly rows: readonly Row[]; readonly rowCount: number }> {
  return db.raw(sql, bindings as Knex.RawBinding[]).options({ name: nameOf(sql) });
}

/** The first row of a statement run as `run` does, or null. */
export async function one<Row>(db: Knex, sql: string, bindings: readonly Binding[] = []): Promise<Row | null> {
  const { rows } = await run<Row>(db, sql, bindings);
  return rows[0] ?? null;
}
