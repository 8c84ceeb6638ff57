import { FOLLOW } from '../../src/domain/network/actor';
import type { Command, Entry, Fact, Instant } from '../../src/domain/process';
import type { AnyHost } from '../../src/journal/types';

/** What following a state's agenda in memory appends: entry type and time. */
export interface Rehearsed {
  readonly type: string;
  readonly at: Instant;
}

/**
 * Follows a process's agenda in memory from the entries it has, giving each command exactly when it is due, until
 * nothing is owed or `until`. The facts are given once: they stand for a world that does not change.
 */
export function rehearse(
  { process }: AnyHost,
  stream: string,
  past: readonly (Entry & Fact)[],
  given: { readonly facts: (command: Command) => unknown; readonly agendaFacts: unknown; readonly until: Instant },
): readonly Rehearsed[] {
  const entries = [...past];
  const log: Rehearsed[] = [];
  for (let step = 0; step < 500; step += 1) {
    const state = process.fold(stream, entries);
    const [next] = process.agenda(state, given.agendaFacts);
    if (!next || next.at > given.until) return log;
    const now = Math.max(next.at, entries.at(-1)?.at ?? 0);
    const decision = process.decide(state, next.command, { actor: FOLLOW, facts: given.facts(next.command), now });
    if (!decision.accepted) throw new Error(`the agenda asked for ${next.key}, the rules refuse it: ${decision.rule}`);
    for (const fact of decision.entries) {
      const actor = { kind: 'system' as const, id: 'follow' };
      entries.push({ ...fact, version: entries.length + 1, schema: 1, at: now, actor });
      log.push({ type: fact.type, at: now });
    }
  }
  throw new Error('the agenda does not end');
}
