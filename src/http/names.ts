import type { Knex } from 'knex';
import { run } from '../journal/sql';

/** What a process refers to by row id and screens show by name. */
const SOURCES = {
  user: 'select id, full_name as name from up_users',
  operator: 'select o.id, u.full_name as name from operators o join up_users u on u.id = o.user_id',
  consultant: 'select c.id, u.full_name as name from consultants c join up_users u on u.id = c.user_id',
  territory: 'select id, name from territories',
  association: 'select id, name from associations',
  site: 'select id, name from sites',
  benefit: 'select id, name from benefits',
  structure: 'select id, name from structures',
  municipality: 'select id, name from municipalities',
  party: 'select id, name from parties',
  framework: 'select id, title as name from framework_agreements',
} as const;

export type Kind = keyof typeof SOURCES;

/** Finds a name read before; null for a row that is gone. */
export type Names = (kind: Kind, id: number) => string | null;

/** The names of many rows of different kinds, in one query; none when nothing is asked. */
export async function namesOf(db: Knex, wanted: Readonly<Partial<Record<Kind, readonly number[]>>>): Promise<Names> {
  const kinds = (Object.keys(wanted) as Kind[]).filter((kind) => (wanted[kind] ?? []).length > 0);
  const found = new Map<string, string>();
  if (kinds.length > 0) {
    const parts = kinds.map(
      (kind) => `select '${kind}' as kind, id, name from (${SOURCES[kind]}) t where id = any(?::int[])`,
    );
    const { rows } = await run<{ kind: Kind; id: number; name: string }>(
      db,
      parts.join(' union all '),
      kinds.map((kind) => [...new Set(wanted[kind])]) as unknown as string[],
    );
    for (const row of rows) found.set(`${row.kind} ${row.id}`, row.name);
  }
  return (kind, id) => found.get(`${kind} ${id}`) ?? null;
}
