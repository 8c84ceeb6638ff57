import { dispatchAgenda, owedLegs } from '../domain/dispatch/dispatch';
import type { AnyHost } from './types';

/**
 * True when a process owes nothing any more, now or later: its own rules say so, no message of its is still to be handed
 * over, and none that left waits for a word of its delivery. A lost Temporal would forget what is called over.
 */
export function isOver(host: AnyHost, state: unknown): boolean {
  const dispatches = host.dispatches?.(state) ?? {};
  return host.process.over(state) && owedLegs(dispatches).length === 0 && dispatchAgenda(dispatches).length === 0;
}
