import {
  type AgreementCommand,
  type AgreementCommandName,
  type AgreementDataOf,
  BY_SYSTEM,
} from '../../../src/domain/agreement/commands';
import { decideAgreement } from '../../../src/domain/agreement/decide/index';
import type { AgreementFact } from '../../../src/domain/agreement/entries';
import type { AgreementFacts } from '../../../src/domain/agreement/facts';
import { type AgreementEntry, applyAgreementEntry, emptyAgreement } from '../../../src/domain/agreement/fold';
import type { AgreementState } from '../../../src/domain/agreement/state';
import type { Actor } from '../../../src/domain/network/actor';
import type { Decision, Instant, Notice } from '../../../src/domain/process';
import { ACTORS, type ActorName } from '../domain/actors';
import { deepFreeze } from '../domain/freeze';
import { rome } from '../domain/time';
import { factsFor } from './facts';
import { SAMPLES } from './samples';

/** Who gives a command, when and under which facts; what is left out is its usual giver, now, and benign facts. */
export interface Giving {
  readonly by?: ActorName | Actor;
  /** 'YYYY-MM-DD HH:mm' in Rome, or an instant; time stands still otherwise. */
  readonly at?: string | Instant;
  readonly facts?: Partial<AgreementFacts>;
}

const USUAL: { readonly [C in AgreementCommandName]?: ActorName } = {
  'comment-clause': 'directorate',
  approve: 'directorate',
  'request-changes': 'directorate',
  reject: 'directorate',
  'return-transmission': 'directorate',
  'confirm-transmission': 'directorate',
  repolicy: 'directorate',
  'acknowledge-dispatch': 'communication',
};

/** Who usually gives a command: the structure, unless it is not theirs to give. */
export function usualGiver(name: AgreementCommandName): ActorName {
  return Object.hasOwn(BY_SYSTEM, name) ? 'system' : (USUAL[name] ?? 'structure');
}

const ID = 'accordoinventato00000001';

/** An agreement told by giving it commands, in memory: what the journal does, without the journal. */
export class AgreementStory {
  readonly stream = `agreement/${ID}`;
  readonly entries: AgreementEntry[] = [];
  readonly notices: Notice[] = [];
  state: AgreementState = emptyAgreement(ID);
  now: Instant = rome('2026-03-02 09:00');

  /** What the rules say to a command, without adding anything to the story. Everything they are given is frozen. */
  ask<C extends AgreementCommandName>(
    name: C,
    data: Partial<AgreementDataOf<C>> = {},
    giving: Giving = {},
  ): Decision<AgreementFact> {
    const command = { name, data: { ...SAMPLES[name], ...data } } as unknown as AgreementCommand;
    const by = giving.by ?? usualGiver(name);
    return decideAgreement(deepFreeze(this.state), deepFreeze(command), {
      actor: typeof by === 'string' ? ACTORS[by] : by,
      facts: deepFreeze(factsFor(command, this.state, giving.facts)),
      now: this.instant(giving),
    });
  }

  /** The rule that refuses a command, with the field at fault; undefined when it is accepted. */
  refusal<C extends AgreementCommandName>(
    name: C,
    data: Partial<AgreementDataOf<C>> = {},
    giving: Giving = {},
  ): string | undefined {
    const decision = this.ask(name, data, giving);
    return decision.accepted ? undefined : [decision.rule, decision.field].filter(Boolean).join(' ');
  }

  /** Gives a command. Throws Error when it is refused. Answers the notices it owes. */
  give<C extends AgreementCommandName>(
    name: C,
    data: Partial<AgreementDataOf<C>> = {},
    giving: Giving = {},
  ): readonly Notice[] {
    const decision = this.ask(name, data, giving);
    if (!decision.accepted) throw new Error(`${name} in ${this.state.stage}: ${decision.rule} ${decision.field ?? ''}`);
    const by = giving.by ?? usualGiver(name);
    this.append(decision, typeof by === 'string' ? ACTORS[by] : by, this.instant(giving));
    return decision.notices;
  }

  /** Adds what a decision says, as the journal would. */
  append(decision: Extract<Decision<AgreementFact>, { accepted: true }>, actor: Actor, at: Instant): void {
    this.now = at;
    for (const fact of decision.entries) {
      const entry = {
        // As the journal keeps it: what is undefined is not there.
        ...(JSON.parse(JSON.stringify(fact)) as AgreementFact),
        version: this.state.version + 1,
        schema: 1,
        at,
        actor:
          actor.kind === 'person' ? { kind: 'person', id: String(actor.userId) } : { kind: 'system', id: actor.part },
      } as AgreementEntry;
      this.entries.push(deepFreeze(entry));
      this.state = applyAgreementEntry(this.state, entry);
    }
    this.notices.push(...decision.notices);
  }

  /** The same story so far, to be continued apart. */
  copy(): AgreementStory {
    const other = new AgreementStory();
    other.entries.push(...this.entries);
    other.notices.push(...this.notices);
    other.state = this.state;
    other.now = this.now;
    return other;
  }

  /** The types of its entries from one on, to be compared. */
  types(from = 0): readonly string[] {
    return this.entries.slice(from).map((one) => one.type);
  }

  private instant({ at }: Giving): Instant {
    return at === undefined ? this.now : typeof at === 'string' ? rome(at) : at;
  }
}
