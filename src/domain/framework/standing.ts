import type { Actor } from '../network/actor';
import type { Standing } from './rules';

/** How an actor stands towards a framework agreement; null when they have no command to give on it. */
export function standingOf(actor: Actor): Standing | null {
  if (actor.kind === 'system') return 'system';
  return actor.role === 'directorate' ? 'directorate' : null;
}
