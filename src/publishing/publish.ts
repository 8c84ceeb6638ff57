import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Finding } from '../domain/questionnaire/finding';
import type { Snapshot } from '../domain/questionnaire/snapshot';
import { review } from './review';
import { readRows } from './rows';
import { inForce, type Version, versionNumbered } from './versions';

/** Who asks: an admin user's id; null for the platform itself. */
interface Asker {
  readonly by: number | null;
}

/** What came of it. `changed`: the working copy is not the one that was looked at. */
export type Answer =
  | { readonly outcome: 'published'; readonly number: number }
  | { readonly outcome: 'refused'; readonly findings: readonly Finding[] }
  | { readonly outcome: 'changed' | 'unchanged' | 'unknown' };

/**
 * Publishes the working copy: gathers it, checks it, runs every scenario, and freezes it into a new version, which is
 * the one in force from now on. `hash`: of the snapshot that was looked at, null for whatever there is.
 */
export async function publish(db: Knex, { by, hash }: Asker & { readonly hash: string | null }): Promise<Answer> {
  return alone(db, async (trx) => {
    const found = review(await readRows(trx));
    if (!found.snapshot || !found.hash || found.findings.length > 0) {
      return { outcome: 'refused', findings: found.findings };
    }
    if (hash !== null && hash !== found.hash) return { outcome: 'changed' };
    const current = await inForce(trx);
    if (current?.hash === found.hash) return { outcome: 'unchanged' };
    return put(trx, { by, hash: found.hash, snapshot: found.snapshot }, current);
  });
}

/**
 * Puts an earlier version in force again, as a new version with the same snapshot and hash: which version was in force
 * when is always what the rows say. The working copy stays as it is.
 */
export async function rollBack(db: Knex, { by, number }: Asker & { readonly number: number }): Promise<Answer> {
  return alone(db, async (trx) => {
    const [current, earlier] = [await inForce(trx), await versionNumbered(trx, number)];
    if (!earlier) return { outcome: 'unknown' };
    if (earlier.hash === current?.hash) return { outcome: 'unchanged' };
    return put(trx, { by, hash: earlier.hash, snapshot: earlier.snapshot }, current);
  });
}

/** One publication at a time: the next one sees what this one made. */
function alone<T>(db: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  return db.transaction(async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtext('inps.publishing'))`);
    return work(trx);
  });
}

async function put(
  trx: Knex,
  { by, hash, snapshot }: Asker & { readonly hash: string; readonly snapshot: Snapshot },
  current: Version | undefined,
): Promise<Answer> {
  if (current) await trx('questionnaire_versions').where({ id: current.id }).update({ status: 'retired' });
  const documentId = randomUUID().replaceAll('-', '').slice(0, 24);
  const { rows } = await trx.raw<{ rows: { number: number }[] }>(
    `insert into questionnaire_versions (document_id, questionnaire_id, number, status, frozen_at, hash, snapshot,
       created_at, updated_at, published_at, created_by_id, updated_by_id)
     select ?, q.id, coalesce((select max(number) from questionnaire_versions), 0) + 1, 'published', now(), ?, ?::jsonb,
       now(), now(), now(), who.id, who.id
     from questionnaires q, (select ?::int as id) who returning number`,
    [documentId, hash, JSON.stringify(snapshot), by] as string[],
  );
  const [made] = rows;
  if (!made) throw new Error('there is no questionnaire to publish a version of');
  return { outcome: 'published', number: made.number };
}
