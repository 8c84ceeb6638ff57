import { z } from 'zod';
import { SOURCES } from '../../domain/case/rules';
import type { Person } from '../../domain/network/actor';
import { endpoint } from '../endpoint';
import { ApiError, notFound } from '../errors';
import { numberInUrl } from '../input';

/** Which operators a person may deactivate: a manager, those of the association; the directorate, any. */
function reach(actor: Person): { readonly sql: string; readonly bindings: readonly number[] } {
  if (actor.role === 'directorate') return { sql: 'true', bindings: [] };
  if (actor.role === 'manager' && actor.associationId !== null) {
    return { sql: 'association_id = ?', bindings: [actor.associationId] };
  }
  throw new ApiError('forbidden');
}

/**
 * An operator leaves: the profile is closed, every session ends, and the open cases are woken so that their agenda
 * finds them a new operator; all of it or nothing. Done again, it changes nothing more.
 */
export const deactivateOperator = endpoint(
  {
    name: 'deactivate',
    method: 'POST',
    path: '/operators/:id/deactivate',
    summary: 'Closes the profile of an operator who leaves; their open cases find another',
    status: 200,
    params: z.object({ id: numberInUrl }),
    answer: z.object({ data: z.object({ id: z.int(), active: z.literal(false), casesToReassign: z.int() }) }),
    errors: ['unauthenticated', 'forbidden', 'not-found', 'refused'],
  },
  async ({ strapi, params, correlation }, { actor }) => {
    const { sql, bindings } = reach(actor);
    if (params.id === actor.operatorId) {
      throw new ApiError('refused', {
        key: 'rule.not-oneself',
        rule: 'not-oneself',
        source: SOURCES.platform,
      });
    }
    return strapi.db.connection.transaction(async (trx) => {
      const { rows } = await trx.raw<{ rows: { userId: number; wasActive: boolean }[] }>(
        `with found as (select id, user_id, active from operators where id = ? and ${sql} for update),
         closed as (
           update operators set active = false, updated_at = now() at time zone 'UTC'
           from found where operators.id = found.id and found.active)
         select user_id as "userId", active as "wasActive" from found`,
        [params.id, ...bindings],
      );
      const [found] = rows;
      if (!found) throw notFound();
      await trx.raw(`delete from strapi_sessions where user_id = ? and origin = 'users-permissions'`, [
        String(found.userId),
      ]);
      const woken = found.wasActive
        ? await trx.raw<{ rowCount: number }>(
            `insert into journal_wake (stream, correlation)
             select 'case/' || document_id, ? from cases where operator_id = ? and open`,
            [correlation, params.id],
          )
        : { rowCount: 0 };
      return { data: { id: params.id, active: false, casesToReassign: woken.rowCount } };
    });
  },
);
