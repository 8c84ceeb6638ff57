import type { Knex } from 'knex';
import { z } from 'zod';
import type { Condition } from './scope';

/** A page asked for. */
export interface Paging {
  readonly page: number;
  readonly pageSize: number;
}

/** A page of a list. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly pagination: Paging & { readonly total: number };
}

/** The schema of a page of rows. */
export const pageOf = <S extends z.ZodType>(row: S) =>
  z.object({
    data: z.array(row),
    pagination: z.object({ page: z.int(), pageSize: z.int(), total: z.int() }),
  });

/** A list in SQL; `order` must end in something unique, or pages would overlap. */
export interface Listing {
  readonly select: string;
  readonly from: string;
  readonly where: Condition;
  readonly order: string;
}

/** Reads one page and counts the whole list: the same condition for both. */
export async function readPage<T>(db: Knex, { select, from, where, order }: Listing, asked: Paging): Promise<Page<T>> {
  const { page, pageSize } = asked;
  const bindings = [...where.bindings] as (string | number | Date)[];
  const counted = await db.raw<{ rows: { total: number }[] }>(
    `select count(*)::int as total from ${from} where ${where.sql}`,
    bindings,
  );
  const total = counted.rows[0]?.total ?? 0;
  const offset = (page - 1) * pageSize;
  if (offset >= total) return { data: [], pagination: { page, pageSize, total } };
  const { rows } = await db.raw<{ rows: T[] }>(
    `select ${select} from ${from} where ${where.sql} order by ${order} limit ? offset ?`,
    [...bindings, pageSize, offset],
  );
  return { data: rows, pagination: { page, pageSize, total } };
}
