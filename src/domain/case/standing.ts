import type { Actor } from '../network/actor';
import type { Standing } from './rules';
import { type CaseState, consultantsOf } from './state';

/** How an actor stands towards a case; empty when they have nothing to do with it. A new case has its opener only. */
export function standingsOf(actor: Actor, state: CaseState): readonly Standing[] {
  if (actor.kind === 'system') return ['system'];
  const target = state.referredTo;
  switch (actor.role) {
    case 'operator':
    case 'manager':
      if (actor.operatorId === null) return [];
      if (state.stage === null || actor.associationId === state.associationId) return [actor.role];
      return target && actor.associationId === target.associationId ? ['target'] : [];
    case 'structure':
      if (actor.territoryId === null) return [];
      // Both at once when a case moves between two associations of its territory.
      return [
        ...(actor.territoryId === state.territoryId ? (['structure'] as const) : []),
        ...(actor.territoryId === target?.territoryId ? (['target'] as const) : []),
      ];
    case 'referent':
      return actor.territoryId !== null && actor.territoryId === state.territoryId ? ['referent'] : [];
    case 'consultant':
      return actor.consultantId !== null && consultantsOf(state).includes(actor.consultantId) ? ['consultant'] : [];
    case 'directorate':
      return ['directorate'];
    case 'communication':
      return [];
  }
}
