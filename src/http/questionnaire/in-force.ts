import type { Knex } from 'knex';
import { run } from '../../journal/sql';

/** A published version, as pages and cases name it. */
export interface Version {
  readonly id: number;
  readonly number: number;
  readonly hash: string;
}

/** The version published last; null before the first. */
export async function versionInForce(db: Knex): Promise<Version | null> {
  const { rows } = await run<Version>(
    db,
    `select id, number, hash from questionnaire_versions where status = 'published' order by frozen_at desc, id desc limit 1`,
  );
  return rows[0] ?? null;
}

/** A version that was ever published, by its hash: what was answered before a newer one came can still be brought. */
export async function versionByHash(
  db: Knex,
  hash: string,
): Promise<(Version & { readonly benefits: readonly string[] }) | null> {
  const { rows } = await run<Version & { readonly benefits: readonly string[] }>(
    db,
    `select id, number, hash,
       (select coalesce(json_agg(one ->> 'code'), '[]') from jsonb_array_elements(snapshot -> 'benefits') one) as benefits
     from questionnaire_versions where hash = ? and status in ('published', 'retired') order by id desc limit 1`,
    [hash],
  );
  return rows[0] ?? null;
}

/** A version's frozen contents. */
export async function snapshotOf(db: Knex, id: number): Promise<unknown> {
  const { rows } = await run<{ readonly snapshot: unknown }>(
    db,
    'select snapshot::json as snapshot from questionnaire_versions where id = ?',
    [id],
  );
  return rows[0]?.snapshot;
}
