import type { CaseCommand, CommandName, DataOf } from '../../../src/domain/case/commands';
import { decideCase } from '../../../src/domain/case/decide/index';
import type { CaseFact } from '../../../src/domain/case/entries';
import type { CaseFacts } from '../../../src/domain/case/facts';
import { applyCaseEntry, emptyCase } from '../../../src/domain/case/fold';
import type { CaseState } from '../../../src/domain/case/state';
import { type Actor, actorId } from '../../../src/domain/network/actor';
import type { Decision, Entry, Instant, Notice } from '../../../src/domain/process';
import { ACTORS, type ActorName } from './actors';
import { factsFor } from './facts';
import { deepFreeze } from './freeze';
import { SAMPLES } from './samples';
import { rome } from './time';

export type CaseEntry = Entry & CaseFact;

/** Who gives a command, when and under which facts; what is left out is its usual giver, now, and benign facts. */
export interface Giving {
  readonly by?: ActorName | Actor;
  /** 'YYYY-MM-DD HH:mm' in Rome, or an instant; time stands still otherwise. */
  readonly at?: string | Instant;
  readonly facts?: Partial<CaseFacts>;
}

const USUAL: { readonly [C in CommandName]?: ActorName } = {
  'hold-consult': 'consultant',
  'miss-consult': 'consultant',
  'accept-referral': 'target',
  'decline-referral': 'target',
  reassign: 'manager',
  repolicy: 'directorate',
  'settle-mail': 'manager',
  assign: 'system',
  'fire-mark': 'system',
  lapse: 'system',
  'end-pause': 'system',
  'remind-consult': 'system',
  'report-undelivered': 'system',
};

/** Who usually gives a command: the operator, unless it is not theirs to give. */
export function usualGiver(name: CommandName): ActorName {
  return USUAL[name] ?? 'operator';
}

/** A case told by giving it commands, in memory: what the journal does, without the journal. */
export class CaseStory {
  readonly stream = 'case/hq7w2k9xinvented00000001';
  readonly entries: CaseEntry[] = [];
  readonly notices: Notice[] = [];
  state: CaseState = emptyCase('hq7w2k9xinvented00000001');
  now: Instant = rome('2026-03-02 09:00');

  /** What the rules say to a command, without adding anything to the story. Everything they are given is frozen. */
  ask<C extends CommandName>(name: C, data: Partial<DataOf<C>> = {}, giving: Giving = {}): Decision<CaseFact> {
    const command = { name, data: { ...SAMPLES[name], ...data } } as unknown as CaseCommand;
    const by = giving.by ?? usualGiver(name);
    return decideCase(deepFreeze(this.state), deepFreeze(command), {
      actor: typeof by === 'string' ? ACTORS[by] : by,
      facts: deepFreeze(factsFor(command, giving.facts)),
      now: this.instant(giving),
    });
  }

  /** The rule that refuses a command, with the field at fault; undefined when it is accepted. */
  refusal<C extends CommandName>(name: C, data: Partial<DataOf<C>> = {}, giving: Giving = {}): string | undefined {
    const decision = this.ask(name, data, giving);
    return decision.accepted ? undefined : [decision.rule, decision.field].filter(Boolean).join(' ');
  }

  /** Gives a command. Throws Error when it is refused. Answers the notices it owes. */
  give<C extends CommandName>(name: C, data: Partial<DataOf<C>> = {}, giving: Giving = {}): readonly Notice[] {
    const decision = this.ask(name, data, giving);
    if (!decision.accepted) throw new Error(`${name} in ${this.state.stage}: ${decision.rule} ${decision.field ?? ''}`);
    const by = giving.by ?? usualGiver(name);
    this.append(decision, typeof by === 'string' ? ACTORS[by] : by, this.instant(giving));
    return decision.notices;
  }

  /** Adds what a decision says, as the journal would. */
  append(decision: Extract<Decision<CaseFact>, { accepted: true }>, actor: Actor, at: Instant): void {
    this.now = at;
    for (const fact of decision.entries) {
      const entry: CaseEntry = {
        ...fact,
        version: this.state.version + 1,
        schema: 1,
        at,
        actor: { kind: actor.kind, id: actorId(actor) },
      };
      this.entries.push(deepFreeze(entry));
      this.state = applyCaseEntry(this.state, entry);
    }
    this.notices.push(...decision.notices);
  }

  /** The same story so far, to be continued apart. */
  copy(): CaseStory {
    const other = new CaseStory();
    other.entries.push(...this.entries);
    other.notices.push(...this.notices);
    other.state = this.state;
    other.now = this.now;
    return other;
  }

  private instant({ at }: Giving): Instant {
    return at === undefined ? this.now : typeof at === 'string' ? rome(at) : at;
  }
}
