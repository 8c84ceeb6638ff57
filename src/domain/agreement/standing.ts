import type { Actor } from '../network/actor';
import type { Standing } from './rules';
import type { AgreementState } from './state';

/**
 * How an actor stands towards an agreement; empty when they have nothing to do with it. Before it begins any structure
 * does: the rule of opening asks whose it is. Associations and Comuni sign it and give no command here.
 */
export function standingsOf(actor: Actor, state: AgreementState): readonly Standing[] {
  if (actor.kind === 'system') return ['system'];
  switch (actor.role) {
    case 'structure':
      if (actor.territoryId === null) return [];
      return state.stage === null || actor.territoryId === state.territoryId ? ['structure'] : [];
    case 'directorate':
      return ['directorate'];
    case 'communication':
      return ['communication'];
    case 'referent':
    case 'consultant':
    case 'manager':
    case 'operator':
      return [];
  }
}
