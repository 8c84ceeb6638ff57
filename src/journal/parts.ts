import type { Knex } from 'knex';
import { type Binding, run } from './sql';

/** One write of a command: a named part of the one statement that holds them all. */
export interface Part {
  readonly name: string;
  readonly sql: string;
  readonly bindings: readonly Binding[];
}

/**
 * Runs every write of a command as one statement, so that a human step waits for the database once and not once a row.
 * Parts run together on what was there before: none sees what another writes, except by its name. Answers how many rows
 * each of the `counted` parts returned.
 */
export async function writeParts(
  trx: Knex.Transaction,
  parts: readonly Part[],
  counted: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const counts = counted.map((name) => `(select count(*)::int from ${name}) as ${name}`);
  const { rows } = await run<Record<string, number>>(
    trx,
    `with ${parts.map(({ name, sql }) => `${name} as (${sql})`).join(',\n')}\nselect ${counts.join(', ') || '1'}`,
    parts.flatMap((part) => part.bindings),
  );
  return rows[0] ?? {};
}
