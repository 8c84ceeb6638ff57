import type { Row, Value } from '../domain/process';
import type { Part } from './parts';
import type { Binding } from './sql';

/** A name of our own schema, written into a statement; anything else is a mistake in a projection. */
function identifier(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new RangeError(`not a name of the schema: ${name}`);
  return `"${name}"`;
}

/** The parts that insert rows of the same statement, by table and key. */
type Made = ReadonlyMap<string, string>;
const keyOf = (table: string, key: string): string => `${table} ${key}`;

/** A column's SQL expression and its bindings. */
function expression(value: Value, made: Made): readonly [sql: string, bindings: readonly Binding[]] {
  if (value === null || typeof value !== 'object') return ['?', [value]];
  if ('at' in value) return ['?::timestamptz', [new Date(value.at)]];
  if ('json' in value) return ['?::jsonb', [JSON.stringify(value.json)]];
  const [table, key] = value.ref;
  const part = made.get(keyOf(table, key));
  if (part !== undefined) return [`(select id from ${part})`, []];
  return [`(select id from ${identifier(table)} where document_id = ?)`, [key]];
}

function insert(name: string, row: Row, at: Date, made: Made): Part {
  const columns = Object.keys(row.columns);
  const values = Object.values(row.columns).map((value) => expression(value, made));
  const own = ['document_id', 'created_at', 'updated_at', 'published_at'];
  return {
    name,
    sql: `insert into ${identifier(row.table)} (${[...own, ...columns].map(identifier).join(', ')})
     values (${[...own.map(() => '?'), ...values.map(([sql]) => sql)].join(', ')}) returning id`,
    bindings: [row.key, at, at, at, ...values.flatMap(([, bindings]) => bindings)],
  };
}

function update(name: string, row: Row, changed: readonly string[], at: Date, made: Made): Part {
  const parts = changed.map((column) => [column, ...expression(row.columns[column] ?? null, made)] as const);
  const sets = parts.map(([column, sql]) => `${identifier(column)} = ${sql}`);
  return {
    name,
    sql: `update ${identifier(row.table)} set ${['updated_at = ?', ...sets].join(', ')} where document_id = ?`,
    bindings: [at, ...parts.flatMap(([, , bindings]) => bindings), row.key],
  };
}

/**
 * What changed between two projections of a process, as writes: new rows, and the changed columns of the others. Rows
 * are never deleted by a process. They must run in a transaction that the journal opened, or the tables' triggers
 * refuse them; a row may refer to a new one that stands before it in the projection.
 */
export function rowParts(before: readonly Row[], after: readonly Row[], now: number): readonly Part[] {
  const old = new Map(before.map((row) => [keyOf(row.table, row.key), row]));
  const made = new Map<string, string>();
  const at = new Date(now);
  return after.flatMap((row, index): Part[] => {
    const id = keyOf(row.table, row.key);
    const known = old.get(id);
    if (!known) {
      const part = insert(`row${index}`, row, at, made);
      made.set(id, part.name);
      return [part];
    }
    const changed = Object.keys(row.columns).filter(
      (column) => JSON.stringify(row.columns[column]) !== JSON.stringify(known.columns[column]),
    );
    return changed.length === 0 ? [] : [update(`row${index}`, row, changed, at, made)];
  });
}
