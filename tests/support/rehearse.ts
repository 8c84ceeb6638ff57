import { FOLLOW } from '../../src/domain/network/actor';
import type { Command, Entry, Fact, Instant } from '../../src/domain/process';
import type { AnyHost } from '../../src/journal/types';

/** One entry in a line, as a rehearsal and a journal can be compared: what happened, on which clock, which mark; and when. */
export interface Told {
  readonly line: string;
  readonly at: Instant;
}

/** What following a state's agenda in memory would append, and the templates of the mails of their own it would owe. */
export interface Rehearsal {
  readonly told: readonly Told[];
  readonly mails: readonly string[];
}

/** What an entry says of itself, without the times it carries: those a few milliseconds move. */
export function toldBy({ type, data, at }: Fact & { readonly at: Instant }): Told {
  const { clock, sent, skipped, key, end, stage, by } = data as Readonly<Record<string, unknown>>;
  const mark = typeof sent === 'object' ? `sent ${(sent as { key: string } | null)?.key ?? 'nothing'}` : sent;
  const gone = Array.isArray(skipped) && skipped.length > 0 ? `skipped ${skipped.join(' ')}` : undefined;
  const words = [type, clock, key, mark, gone, end, by, stage && `→ ${stage}`];
  return { line: words.filter((word) => word !== undefined).join(' '), at };
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
): Rehearsal {
  const entries = [...past];
  const told: Told[] = [];
  const mails: string[] = [];
  for (let step = 0; step < 500; step += 1) {
    const state = process.fold(stream, entries);
    const [next] = process.agenda(state, given.agendaFacts);
    if (!next || next.at > given.until) return { told, mails };
    const now = Math.max(next.at, entries.at(-1)?.at ?? 0);
    const decision = process.decide(state, next.command, { actor: FOLLOW, facts: given.facts(next.command), now });
    if (!decision.accepted) throw new Error(`the agenda asked for ${next.key}, the rules refuse it: ${decision.rule}`);
    for (const fact of decision.entries) {
      const actor = { kind: 'system' as const, id: 'follow' };
      entries.push({ ...fact, version: entries.length + 1, schema: 1, at: now, actor });
      told.push(toldBy({ ...fact, at: now }));
    }
    mails.push(...decision.notices.filter((one) => one.channel === 'own').map((one) => one.template));
  }
  throw new Error('the agenda does not end');
}
