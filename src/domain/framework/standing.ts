import type { Actor } from '../network/actor';
import type { Standing } from './rules';

/** How an actor stands towards a framework agreement; empty when they have no command to give on it. */
export function standingsOf(actor: Actor): readonly Standing[] {
  if (actor.kind === 'system') return ['system'];
  return actor.role === 'directorate' ? ['directorate'] : [];
}
