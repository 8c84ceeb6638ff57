import type { Actor } from './actor';

/**
 * Which rows a person may see: the one answer every endpoint, list, count and export goes through (invariant 11).
 * Associations see their own cases and those referred to them; INPS's territories see theirs; consultants only the
 * cases they hold a consult of, unless it was called off; the central directorate sees all; communication sees no case.
 */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'territory'; readonly territoryId: number }
  | { readonly kind: 'association'; readonly associationId: number }
  | { readonly kind: 'consultant'; readonly consultantId: number }
  | { readonly kind: 'none' };

const NONE: Scope = { kind: 'none' };

/** The scope of an actor; a profile without its place sees nothing. */
export function scopeOf(actor: Actor): Scope {
  if (actor.kind === 'system') return { kind: 'all' };
  switch (actor.role) {
    case 'directorate':
      return { kind: 'all' };
    case 'communication':
      return NONE;
    case 'structure':
    case 'referent':
      return actor.territoryId === null ? NONE : { kind: 'territory', territoryId: actor.territoryId };
    case 'consultant':
      return actor.consultantId === null ? NONE : { kind: 'consultant', consultantId: actor.consultantId };
    case 'manager':
    case 'operator':
      return actor.associationId === null || actor.operatorId === null
        ? NONE
        : { kind: 'association', associationId: actor.associationId };
  }
}

/** Where a case stands, as far as visibility goes. */
export interface Placed {
  readonly territoryId: number;
  readonly associationId: number;
  readonly referredTo: { readonly territoryId: number; readonly associationId: number } | null;
  /** Whose consults it has; not those called off. */
  readonly consultantIds: readonly number[];
}

/** True when a row standing there is visible in the scope. */
export function sees(scope: Scope, placed: Placed): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'territory':
      return placed.territoryId === scope.territoryId || placed.referredTo?.territoryId === scope.territoryId;
    case 'association':
      return placed.associationId === scope.associationId || placed.referredTo?.associationId === scope.associationId;
    case 'consultant':
      return placed.consultantIds.includes(scope.consultantId);
  }
}
