import type { Actor } from '../../network/actor';
import type { Instant, Notice, Rejection } from '../../process';
import type { FrameworkCommandName, FrameworkDataOf } from '../commands';
import type { FrameworkEntryData, FrameworkEntryType, FrameworkFact, Moves } from '../entries';
import { RULES, SOURCES, type Source } from '../rules';
import type { FrameworkFacts, FrameworkState } from '../state';

/** What a handler is given: the state, the command's data, the facts its rule asked for, who and when. */
export interface Context<C extends FrameworkCommandName> {
  readonly command: C;
  readonly state: FrameworkState;
  readonly data: FrameworkDataOf<C>;
  readonly facts: FrameworkFacts;
  readonly actor: Actor;
  readonly now: Instant;
}

/** What a handler answers: what happened and who is told; the clock follows by itself (`settle`). */
export type Outcome = { readonly facts: readonly FrameworkFact[]; readonly notices: readonly Notice[] } | Rejection;
export type Handler<C extends FrameworkCommandName> = (context: Context<C>) => Outcome;

/** One fact. */
export function fact<T extends FrameworkEntryType>(type: T, data: FrameworkEntryData[T] & Moves): FrameworkFact {
  return { type, data } as unknown as FrameworkFact;
}

/** An accepted outcome. */
export function happened(facts: readonly FrameworkFact[], notices: readonly Notice[] = []): Outcome {
  return { facts, notices };
}

/** A refusal by a rule of this command; the sentence is `rule.<rule>` in the catalogues. */
export function refused(command: FrameworkCommandName, rule: string, field?: string, source?: Source): Rejection {
  return { rule, source: SOURCES[source ?? RULES[command].source], ...(field ? { field } : {}) };
}

/** What `decideDispatch` and the rules of notes answer, with who is told. */
export function passedOn(
  answer: { readonly facts: readonly FrameworkFact[] } | Rejection,
  more: readonly FrameworkFact[] = [],
  notices: readonly Notice[] = [],
): Outcome {
  return 'rule' in answer ? answer : happened([...answer.facts, ...more], notices);
}

/** A notice about this framework agreement to the central directorate, which coordinates (message of 2021). */
export function notice(
  state: FrameworkState,
  key: string,
  channel: Notice['channel'],
  template: string,
  variables: Notice['variables'] = {},
): Notice {
  return { key, to: { directorate: true }, template, channel, variables: { title: state.title, ...variables } };
}
