import type { Recipient } from '../domain/process';

/** A statement's text and values. */
export type Query = readonly [sql: string, bindings: readonly (string | number)[]];

const WITH_ROLE = `from up_users u join up_users_role_lnk l on l.user_id = u.id join up_roles r on r.id = l.role_id`;

/** The SQL that names the users behind a recipient: one column `id`. Blocked users are told nothing. */
export function recipientQuery(to: Recipient): Query {
  const active = 'coalesce(u.blocked, false) = false';
  if ('user' in to) return [`select u.id from up_users u where u.id = ? and ${active}`, [to.user]];
  if ('operator' in to) {
    return [
      `select u.id from operators o join up_users u on u.id = o.user_id where o.id = ? and ${active}`,
      [to.operator],
    ];
  }
  if ('consultant' in to) {
    return [
      `select u.id from consultants c join up_users u on u.id = c.user_id where c.id = ? and ${active}`,
      [to.consultant],
    ];
  }
  if ('managersOf' in to) {
    return [
      `select u.id ${WITH_ROLE} join operators o on o.user_id = u.id
       where r.type = 'manager' and o.association_id = ? and o.active and ${active}`,
      [to.managersOf],
    ];
  }
  if ('referentsOf' in to) {
    return [
      `select u.id from referents f join up_users u on u.id = f.user_id where f.territory_id = ? and f.active and ${active}`,
      [to.referentsOf],
    ];
  }
  if ('structureOf' in to) {
    return [
      `select u.id ${WITH_ROLE} join structures s on s.id = u.structure_id
       where r.type = 'structure' and s.territory_id = ? and ${active}`,
      [to.structureOf],
    ];
  }
  return [`select u.id ${WITH_ROLE} where r.type = 'directorate' and ${active}`, []];
}

/** The next rung for whom there is nobody: a notice must reach somebody (manager → structure → directorate). */
export function fallbackQueries(to: Recipient): readonly Query[] {
  const structureOf = (territory: string): string =>
    `select u.id ${WITH_ROLE} join structures s on s.id = u.structure_id
     where r.type = 'structure' and s.territory_id = (${territory}) and coalesce(u.blocked, false) = false`;
  const managersOf = (association: string): string =>
    `select u.id ${WITH_ROLE} join operators o on o.user_id = u.id
     where r.type = 'manager' and o.association_id = (${association}) and o.active and coalesce(u.blocked, false) = false`;
  const directorate = recipientQuery({ directorate: true });
  if ('operator' in to) {
    const association = 'select association_id from operators where id = ?';
    const territory = `select a.territory_id from associations a where a.id = (${association})`;
    return [[managersOf(association), [to.operator]], [structureOf(territory), [to.operator]], directorate];
  }
  if ('managersOf' in to) {
    return [[structureOf('select territory_id from associations where id = ?'), [to.managersOf]], directorate];
  }
  if ('consultant' in to) {
    return [[structureOf('select territory_id from consultants where id = ?'), [to.consultant]], directorate];
  }
  if ('referentsOf' in to) return [recipientQuery({ structureOf: to.referentsOf }), directorate];
  if ('structureOf' in to) return [directorate];
  return [];
}
