import type { Knex } from 'knex';
import type { Snapshot } from '../domain/questionnaire/snapshot';
import type { PastVersion } from './shown';

/** A published version with its content. */
export interface Version {
  readonly id: number;
  readonly number: number;
  readonly hash: string;
  readonly snapshot: Snapshot;
}

// As `json`: Strapi turns off the reading of `jsonb`.
const ONE = 'select id, number, hash, snapshot::json as snapshot from questionnaire_versions';

/** The version in force. */
export async function inForce(db: Knex): Promise<Version | undefined> {
  const { rows } = await db.raw<{ rows: Version[] }>(`${ONE} where status = 'published'`);
  return rows[0];
}

/** A version by its number. */
export async function versionNumbered(db: Knex, number: number): Promise<Version | undefined> {
  const { rows } = await db.raw<{ rows: Version[] }>(`${ONE} where number = ?`, [number]);
  return rows[0];
}

/** Every version, the newest first. */
export async function pastVersions(db: Knex): Promise<readonly PastVersion[]> {
  const { rows } = await db.raw<{ rows: PastVersion[] }>(`
    select v.number, v.hash, to_char(v.frozen_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "from",
      nullif(trim(concat_ws(' ', u.firstname, u.lastname)), '') as "by", v.status = 'published' as "inForce"
    from questionnaire_versions v left join admin_users u on u.id = v.created_by_id order by v.number desc`);
  return rows;
}
