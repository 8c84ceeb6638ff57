import { type Actor, FOLLOW } from '../network/actor';
import type { Command, Entry, Fact, Instant, Notice, Process } from '../process';

/**
 * What would happen to a process if nobody did anything: its agenda, walked in memory by the same rules and in the same
 * manner as the follow loop walks it (`workflows/follow.ts`; a test holds the two equal under the time-skipping server).
 */

// biome-ignore lint/suspicious/noExplicitAny: any process can be rehearsed; who asks knows which one it is.
type AnyProcess = Process<any, any, any, any, any, Actor>;

/** One step of a rehearsal: what was given and when, and what came of it. */
export interface RehearsedStep {
  readonly at: Instant;
  readonly command: Command;
  readonly entries: readonly (Entry & Fact)[];
  readonly notices: readonly Notice[];
}

/** The world a rehearsal asks: the facts of a decision and of the agenda at a moment to come. */
export interface RehearsedWorld {
  facts(state: unknown, command: Command, now: Instant): Promise<unknown>;
  agendaFacts(state: unknown, now: Instant): Promise<unknown>;
  /** What the world outside does by itself, and when, now or later: messages that leave, receipts that come. */
  outside(
    state: unknown,
    now: Instant,
  ): readonly { readonly at: Instant; readonly command: Command; readonly actor: Actor }[];
}

/** A rehearsal: its steps in order, and whether it came to its end or was cut short at `MOST` steps. */
export interface Rehearsal {
  readonly steps: readonly RehearsedStep[];
  readonly entries: readonly (Entry & Fact)[];
  readonly complete: boolean;
}

/** More steps than any agreement's or case's life has: beyond them something goes round in a circle. */
const MOST = 2_000;

/** Walks from `from` to `until`, both instants, on top of the entries there are; `first`: what somebody does before, if rules let them. */
export async function rehearse(
  process: AnyProcess,
  stream: string,
  past: readonly (Entry & Fact)[],
  world: RehearsedWorld,
  {
    from,
    until,
    first,
  }: {
    readonly from: Instant;
    readonly until: Instant;
    readonly first?: { readonly command: Command; readonly actor: Actor };
  },
): Promise<Rehearsal> {
  const entries = [...past];
  const steps: RehearsedStep[] = [];
  /** As in the follow loop: what a rule refused is not asked again until something changes. */
  const refused = new Map<string, number>();
  const give = async (command: Command, actor: Actor, now: Instant): Promise<boolean> => {
    const state: unknown = process.fold(stream, entries);
    const facts = await world.facts(state, command, now);
    const decision = process.decide(state, command, { actor, facts, now });
    if (!decision.accepted) return false;
    const added = decision.entries.map((fact: Fact, index: number) => ({
      ...fact,
      version: entries.length + index + 1,
      schema: process.schemaOf(fact.type),
      at: now,
      actor: { kind: 'system' as const, id: actor.kind === 'system' ? actor.part : 'follow' },
    }));
    entries.push(...added);
    steps.push({ at: now, command, entries: added, notices: decision.notices });
    return true;
  };
  let now = Math.max(from, entries.at(-1)?.at ?? from);
  if (first) await give(first.command, first.actor, now);
  while (steps.length < MOST) {
    const version = entries.length;
    const state: unknown = process.fold(stream, entries);
    const agenda = process.agenda(state, await world.agendaFacts(state, now));
    const due = agenda.filter((item) => item.at <= now && refused.get(`${item.since}/${item.key}`) !== version);
    // As the follow loop does: what it saw to leave leaves after what is due.
    const outside = world.outside(state, now);
    for (const item of due) {
      if (!(await give(item.command, FOLLOW, now))) refused.set(`${item.since}/${item.key}`, version);
    }
    for (const { command, actor } of outside.filter((one) => one.at <= now)) await give(command, actor, now);
    if (due.length > 0 || entries.length > version) continue;
    const next = Math.min(...[...agenda, ...outside].map((one) => one.at).filter((at) => at > now));
    if (next > until) return { steps, entries, complete: true };
    now = next;
    refused.clear();
  }
  return { steps, entries, complete: false };
}
