import type { Knex } from 'knex';

/**
 * Every request looks its session up by id, and whoever leaves is signed out by user: Strapi promises the first to be
 * unique but makes no index for either. Run in bootstrap, once its table is there.
 */
export async function indexSessions(db: Knex): Promise<void> {
  await db.raw('create index if not exists strapi_sessions_by_session_id on strapi_sessions (session_id)');
  await db.raw('create index if not exists strapi_sessions_by_user_id on strapi_sessions (user_id)');
}
