import type { Instant, Recipient } from '../domain/process';

/** A statement's text and values. */
export type Query = readonly [sql: string, bindings: readonly (string | number | Date | null)[]];

/** When a recipient is asked for, and whether who has left is told too. */
export interface Occasion {
  readonly now: Instant;
  /** Whoever left is told nothing more about a case, but for what takes an appointment out of their own diary. */
  readonly leavers: boolean;
}

const WITH_ROLE = `from up_users u join up_users_role_lnk l on l.user_id = u.id join up_roles r on r.id = l.role_id`;
const ADMITTED = 'coalesce(u.blocked, false) = false';

/**
 * The SQL that names the users behind a recipient: one column `id`. Blocked users are told nothing, and so are those
 * whose profile is not in force: an operator or a consultant who left, an operator who moved to another association, a
 * referent before or after their time.
 */
export function recipientQuery(to: Recipient, { now, leavers }: Occasion): Query {
  if ('user' in to) return [`select u.id from up_users u where u.id = ? and ${ADMITTED}`, [to.user]];
  if ('operator' in to) {
    const all = `select u.id from operators o join up_users u on u.id = o.user_id where o.id = ? and ${ADMITTED}`;
    if (leavers) return [all, [to.operator]];
    return [
      `${all} and o.active and o.association_id = coalesce(?::int, o.association_id)`,
      [to.operator, to.of ?? null],
    ];
  }
  if ('consultant' in to) {
    return [
      `select u.id from consultants c join up_users u on u.id = c.user_id
       where c.id = ? and ${leavers ? '' : 'c.active and '}${ADMITTED}`,
      [to.consultant],
    ];
  }
  if ('managersOf' in to) return [managersOf('?'), [to.managersOf]];
  if ('referentsOf' in to) {
    return [
      `select u.id from referents f join up_users u on u.id = f.user_id
       cross join (select (?::timestamptz at time zone 'Europe/Rome')::date as day) today
       where f.territory_id = ? and f.active and f."from" <= today.day and (f.until is null or f.until >= today.day)
         and ${ADMITTED}`,
      [new Date(now), to.referentsOf],
    ];
  }
  if ('structureOf' in to) return [structureOf('?'), [to.structureOf]];
  return DIRECTORATE;
}

const structureOf = (territory: string): string =>
  `select u.id ${WITH_ROLE} join structures s on s.id = u.structure_id
   where r.type = 'structure' and s.territory_id = (${territory}) and ${ADMITTED}`;
const managersOf = (association: string): string =>
  `select u.id ${WITH_ROLE} join operators o on o.user_id = u.id
   where r.type = 'manager' and o.association_id = (${association}) and o.active and ${ADMITTED}`;
const DIRECTORATE: Query = [`select u.id ${WITH_ROLE} where r.type = 'directorate' and ${ADMITTED}`, []];

/** The next rung for whom there is nobody: a notice must reach somebody (manager → structure → directorate). */
export function fallbackQueries(to: Recipient): readonly Query[] {
  if ('operator' in to) {
    const association = 'select coalesce(?::int, (select association_id from operators where id = ?))';
    const territory = `select a.territory_id from associations a where a.id = (${association})`;
    const asked = [to.of ?? null, to.operator];
    return [[managersOf(association), asked], [structureOf(territory), asked], DIRECTORATE];
  }
  if ('managersOf' in to) {
    return [[structureOf('select territory_id from associations where id = ?'), [to.managersOf]], DIRECTORATE];
  }
  if ('consultant' in to) {
    return [[structureOf('select territory_id from consultants where id = ?'), [to.consultant]], DIRECTORATE];
  }
  if ('referentsOf' in to) return [[structureOf('?'), [to.referentsOf]], DIRECTORATE];
  if ('structureOf' in to) return [DIRECTORATE];
  return [];
}
