import type { Person } from '../domain/network/actor';
import type { Scope } from '../domain/network/scope';

/** A condition in SQL and its bindings. */
export interface Condition {
  readonly sql: string;
  readonly bindings: readonly (string | number | Date | null)[];
}

/** Whether cases that only wait to be taken over are among those seen. */
export type Reach = 'with-referrals' | 'own';

/**
 * Which cases a scope sees, as a condition on `cases c`: the SQL of `sees`, and the only one (invariant 11). Every list,
 * count and search of cases, consults, mails goes through it. `own` leaves out cases that are only being referred there:
 * until it accepts, the other side is shown no person.
 */
export function casesSeen(scope: Scope, reach: Reach = 'with-referrals'): Condition {
  switch (scope.kind) {
    case 'all':
      return { sql: 'true', bindings: [] };
    case 'none':
      return { sql: 'false', bindings: [] };
    case 'territory':
      return either('territory_id', 'referred_territory_id', scope.territoryId, reach);
    case 'association':
      return either('association_id', 'referred_association_id', scope.associationId, reach);
    case 'consultant':
      return {
        sql: `exists (select 1 from consults held
          where held.case_id = c.id and held.consultant_id = ? and held.status <> 'cancelled')`,
        bindings: [scope.consultantId],
      };
  }
}

function either(own: string, referred: string, id: number, reach: Reach): Condition {
  if (reach === 'own') return { sql: `c.${own} = ?`, bindings: [id] };
  return { sql: `(c.${own} = ? or c.${referred} = ?)`, bindings: [id, id] };
}

/**
 * What a person sees of agreements and of what they oblige to: both directorates all of it (the signed ones are transmitted to
 * both), INPS's people what is of their territory, an association's what is of it, each as a condition with its id open.
 */
export function seenOf(actor: Person, of: { readonly territory: string; readonly association: string }): Condition {
  switch (actor.role) {
    case 'directorate':
    case 'communication':
      return { sql: 'true', bindings: [] };
    case 'structure':
    case 'referent':
    case 'consultant':
      return { sql: of.territory, bindings: [actor.territoryId ?? 0] };
    case 'manager':
    case 'operator':
      return { sql: of.association, bindings: [actor.associationId ?? 0] };
  }
}

/** Which local agreements a person sees, as a condition on `agreements a`: an association's those it is or was bound by. */
export const agreementsSeen = (actor: Person): Condition =>
  seenOf(actor, {
    territory: 'a.territory_id = ?',
    association:
      'exists (select 1 from agreement_members member where member.agreement_id = a.id and member.association_id = ?)',
  });

/** True for who reads certified mail that came in: the central directorate that of every mailbox, a structure its own. */
export function readsMailboxes(actor: Person): boolean {
  return actor.role === 'directorate' || actor.role === 'structure';
}

/** All the conditions together. */
export function allOf(conditions: readonly (Condition | undefined)[]): Condition {
  const given = conditions.filter((one) => one !== undefined);
  return { sql: given.map((one) => one.sql).join(' and ') || 'true', bindings: given.flatMap((one) => one.bindings) };
}

/** A condition, when the value it is about was given. */
export function when<T extends string | number | Date>(value: T | undefined, sql: string): Condition | undefined {
  return value === undefined ? undefined : { sql, bindings: [value] };
}
