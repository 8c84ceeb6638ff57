import { messageIdOf, owedLegs } from '../../../src/domain/dispatch/dispatch';
import { frameworkAgenda } from '../../../src/domain/framework/agenda';
import type { FrameworkCommand, FrameworkCommandName, FrameworkDataOf } from '../../../src/domain/framework/commands';
import { decideFramework } from '../../../src/domain/framework/decide/index';
import type { FrameworkFact } from '../../../src/domain/framework/entries';
import { applyFrameworkEntry, emptyFramework } from '../../../src/domain/framework/fold';
import { RULES } from '../../../src/domain/framework/rules';
import type { FrameworkFacts, FrameworkState } from '../../../src/domain/framework/state';
import { type Actor, actorId } from '../../../src/domain/network/actor';
import type { Decision, Entry, Instant, Notice } from '../../../src/domain/process';
import { hash, receipt } from '../dispatch/receipts';
import { ACTORS, type ActorName } from '../domain/actors';
import { deepFreeze } from '../domain/freeze';
import { rome, shown } from '../domain/time';
import { frameworkFacts, pecOf } from './facts';
import { SAMPLES } from './samples';

export type FrameworkEntry = Entry & FrameworkFact;

/** Who gives a command, when and under which facts; what is left out is its usual giver, now, and benign facts. */
export interface Giving {
  readonly by?: ActorName;
  /** 'YYYY-MM-DD HH:mm' in Rome, or an instant; time stands still otherwise. */
  readonly at?: string | Instant;
  readonly facts?: Partial<FrameworkFacts>;
}

/** A framework agreement told by giving it commands, in memory: what the journal does, without the journal. */
export class FrameworkStory {
  readonly stream = 'framework/quadro-inventato-0001';
  readonly entries: FrameworkEntry[] = [];
  readonly notices: Notice[] = [];
  state: FrameworkState = emptyFramework('quadro-inventato-0001');
  now: Instant = rome('2021-06-04 09:00');
  /** Facts that hold from now on, unless a command says otherwise. */
  facts: Partial<FrameworkFacts> = {};

  /** What the rules say to a command, without adding anything to the story. Everything they are given is frozen. */
  ask<C extends FrameworkCommandName>(
    name: C,
    data: Partial<FrameworkDataOf<C>> = {},
    giving: Giving = {},
  ): Decision<FrameworkFact> {
    const command = { name, data: { ...SAMPLES[name], ...data } } as unknown as FrameworkCommand;
    return decideFramework(deepFreeze(this.state), deepFreeze(command), {
      actor: this.actor(name, giving),
      facts: deepFreeze(frameworkFacts({ ...this.facts, ...giving.facts })),
      now: this.instant(giving),
    });
  }

  /** The rule that refuses a command, with the field at fault; undefined when it is accepted. */
  refusal<C extends FrameworkCommandName>(
    name: C,
    data: Partial<FrameworkDataOf<C>> = {},
    giving: Giving = {},
  ): string | undefined {
    const decision = this.ask(name, data, giving);
    return decision.accepted ? undefined : [decision.rule, decision.field].filter(Boolean).join(' ');
  }

  /** Gives a command. Throws Error when it is refused. Answers the notices it owes. */
  give<C extends FrameworkCommandName>(
    name: C,
    data: Partial<FrameworkDataOf<C>> = {},
    giving: Giving = {},
  ): readonly Notice[] {
    const decision = this.ask(name, data, giving);
    if (!decision.accepted) throw new Error(`${name} in ${this.state.stage}: ${decision.rule} ${decision.field ?? ''}`);
    this.append(decision, this.actor(name, giving), this.instant(giving));
    return decision.notices;
  }

  /** Adds what a decision says, as the journal would. */
  append(decision: Extract<Decision<FrameworkFact>, { accepted: true }>, actor: Actor, at: Instant): void {
    this.now = at;
    for (const fact of decision.entries) {
      const entry: FrameworkEntry = {
        ...fact,
        version: this.state.version + 1,
        schema: 1,
        at,
        actor: { kind: actor.kind, id: actorId(actor) },
      };
      this.entries.push(deepFreeze(entry));
      this.state = applyFrameworkEntry(this.state, entry);
    }
    this.notices.push(...decision.notices);
  }

  /** Hands over every message that may leave now, as the loop does. Answers the keys of those that left. */
  carry(): readonly string[] {
    const legs = owedLegs(this.state.dispatches).filter((leg) => leg.notBefore <= this.now);
    return legs.flatMap(({ dispatch, channel, attempt }) => {
      const leg = { dispatch, channel, attempt };
      const messageId = messageIdOf(this.stream, leg, 'inps-per-tutti.example');
      const begin = { ...leg, document: hash('f'), messageId };
      if (this.refusal('begin-dispatch', begin) !== undefined) return [];
      this.give('begin-dispatch', begin);
      this.give('hand-over-dispatch', leg);
      return [dispatch];
    });
  }

  /** A provider's receipt of a message's last try for one Party. */
  receive(kind: 'avvenuta-consegna' | 'errore-consegna', dispatch: string, party: string, giving: Giving = {}): void {
    const state = this.state.dispatches[dispatch];
    const leg = state?.legs.filter((one) => one.recipients.includes(party)).at(-1);
    const to = state?.recipients.find((one) => one.key === party)?.address;
    if (!leg?.messageId || to === undefined) throw new Error(`${dispatch} has not left for ${party}`);
    const at = this.instant(giving);
    this.give('record-receipt', { dispatch, receipt: receipt(kind, leg.messageId, to, { at }) }, giving);
  }

  /** A Party's note comes by PEC and the directorate accepts it. */
  note(party: string, giving: Giving = {}): void {
    const message = Number(party.slice(party.indexOf('/') + 1));
    this.give('propose-message', { message, sender: pecOf(party), at: this.instant(giving) }, giving);
    this.give('accept-note', { message, from: party }, giving);
  }

  private actor(name: FrameworkCommandName, { by }: Giving): Actor {
    return ACTORS[by ?? RULES[name].by[0] ?? 'system'];
  }

  private instant({ at }: Giving): Instant {
    return at === undefined ? this.now : typeof at === 'string' ? rome(at) : at;
  }
}

/** What following the agenda did at one moment: the item, and what came of it. */
export interface Followed {
  readonly at: Instant;
  readonly key: string;
  readonly result: readonly string[] | string;
}

/**
 * Follows the agenda in memory, as the loop does: gives each command when it is due, hands over what is owed, folds, reads
 * again, until a time, and never gives the same follow-up twice. Nothing comes back from outside. Throws Error beyond a thousand steps.
 */
export function follow(
  story: FrameworkStory,
  how: { readonly until?: Instant; readonly awakeFrom?: Instant } = {},
): readonly Followed[] {
  const { until = Number.POSITIVE_INFINITY, awakeFrom = 0 } = how;
  const given = new Set<string>();
  const log: Followed[] = [];
  for (let step = 0; step < 1000; step += 1) {
    story.now = Math.max(story.now, Math.min(awakeFrom, until));
    for (const sent of story.carry()) log.push({ at: story.now, key: sent, result: ['left'] });
    const item = frameworkAgenda(story.state).find((one) => !given.has(`${one.since}/${one.key}`));
    const at = Math.max(item?.at ?? 0, story.now);
    if (!item || at > until) {
      if (Number.isFinite(until)) story.now = Math.max(story.now, until);
      return log;
    }
    given.add(`${item.since}/${item.key}`);
    const { name, data } = item.command;
    const refusal = story.refusal(name, data, { at });
    const result = refusal ?? story.give(name, data, { at }).map((one) => one.template);
    log.push({ at, key: item.key, result });
  }
  throw new Error('the agenda does not end');
}

/** A log as lines: when, what, and what came of it. */
export function lines(log: readonly Followed[]): string[] {
  return log.map(({ at, key, result }) =>
    [shown(at), key, ...(typeof result === 'string' ? [`refused: ${result}`] : result)].join(' '),
  );
}
