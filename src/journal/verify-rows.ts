import type { Knex } from 'knex';
import type { Row, Value } from '../domain/process';

function plain(value: Value): unknown {
  if (value === null || typeof value !== 'object') return value;
  if ('at' in value) return new Date(value.at).toISOString();
  if ('json' in value) return canonical(value.json);
  return `${value.ref[0]} ${value.ref[1]}`;
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** A database value as the projection would have written it. */
function found(column: unknown, value: Value): unknown {
  if (column === null || value === null) return column;
  if (typeof value === 'object' && 'json' in value) return canonical(column);
  if (column instanceof Date) return column.toISOString();
  return typeof value === 'number' ? Number(column) : column;
}

/** Compares one row with what the entries say of it; what is wrong, if anything. */
export async function verifyRow(db: Knex, row: Row): Promise<string | null> {
  const columns = Object.entries(row.columns);
  const { rows } = await db.raw<{ rows: Record<string, unknown>[] }>(
    `select ${columns
      .map(([name, value], i) => {
        if (value !== null && typeof value === 'object' && 'ref' in value) {
          return `(select '${value.ref[0]} ' || document_id from ${value.ref[0]} where id = r."${name}") as c${i}`;
        }
        if (value !== null && typeof value === 'object' && 'json' in value) return `r."${name}"::json as c${i}`;
        return typeof value === 'string' ? `r."${name}"::text as c${i}` : `r."${name}" as c${i}`;
      })
      .join(', ')} from ?? r where r.document_id = ?`,
    [row.table, row.key],
  );
  const actual = rows[0];
  if (!actual) return `row ${row.table} ${row.key} is missing`;
  for (const [i, [name, value]] of columns.entries()) {
    if (found(actual[`c${i}`], value) !== plain(value)) {
      return `row ${row.table} ${row.key}: column ${name} is not what the entries say`;
    }
  }
  return null;
}

/** The keys of the rows that streams have, by table. */
export type ExpectedRows = ReadonlyMap<string, ReadonlySet<string>>;

/** Guarded like the processes' tables, but written beside the projections: persons, and what is owed to readers. */
const BESIDE: readonly string[] = ['beneficiaries', 'households', 'mails', 'notices'];

/**
 * Looks for a row in the processes' tables that no stream has; which, if any. The tables are those the journal guards
 * (database/schema/constraints.sql), and those that streams have rows in.
 */
export async function verifyNoOthers(db: Knex, expected: ExpectedRows): Promise<string | null> {
  const { rows: guarded } = await db.raw<{ rows: { name: string }[] }>(
    `select c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where t.tgname = 'journal_only' and c.relnamespace = current_schema()::regnamespace order by c.relname`,
  );
  const owned = guarded.map((one) => one.name).filter((name) => !BESIDE.includes(name));
  for (const table of new Set([...owned, ...expected.keys()])) {
    const known = expected.get(table);
    const present = await db(table).orderBy('id').pluck<string[]>('document_id');
    const other = present.find((key) => !known?.has(key));
    if (other !== undefined) return `row ${table} ${other} belongs to no stream`;
  }
  return null;
}
