import type { Knex } from 'knex';
import { type CaseState, consultantsOf } from '../../domain/case/state';
import type { Person } from '../../domain/network/actor';
import { type Placed, scopeOf, sees } from '../../domain/network/scope';
import { run } from '../../journal/sql';
import { casesSeen } from '../scope';

/** True when there is such a case and the person's scope holds it. */
export async function isVisible(db: Knex, actor: Person, id: string): Promise<boolean> {
  const { sql, bindings } = casesSeen(scopeOf(actor));
  const { rows } = await run<unknown>(db, `select 1 from cases c where c.document_id = ? and ${sql}`, [
    id,
    ...(bindings as number[]),
  ]);
  return rows.length > 0;
}

/** The same asked of a case already read. */
export function seesCase(actor: Person, state: CaseState): boolean {
  if (state.stage === null) return false;
  const placed: Placed = { ...state, consultantIds: consultantsOf(state) };
  return sees(scopeOf(actor), placed);
}
