import type { Actor } from '../../network/actor';
import type { Instant, Notice, Recipient, Rejection } from '../../process';
import type { CommandName, DataOf } from '../commands';
import type { CaseEntryData, CaseEntryType, CaseFact, Moves } from '../entries';
import type { CaseFacts } from '../facts';
import { RULES, SOURCES, type Source } from '../rules';
import { bookedConsult, type CaseState } from '../state';

/** What a handler is given: the state, the command's data, the facts its rule asked for, who and when. */
export interface Context<C extends CommandName> {
  readonly command: C;
  readonly state: CaseState;
  readonly data: DataOf<C>;
  readonly facts: CaseFacts;
  readonly actor: Actor;
  readonly now: Instant;
}

/** What a handler answers: what happened and who is told; stages and clocks follow by themselves (`settle`). */
export type Outcome = { readonly facts: readonly CaseFact[]; readonly notices: readonly Notice[] } | Rejection;
export type Handler<C extends CommandName> = (context: Context<C>) => Outcome;

/** One fact. */
export function fact<T extends CaseEntryType>(type: T, data: CaseEntryData[T] & Moves): CaseFact {
  return { type, data } as unknown as CaseFact;
}

/** An accepted outcome. */
export function happened(facts: CaseFact | readonly CaseFact[], notices: readonly Notice[] = []): Outcome {
  return { facts: Array.isArray(facts) ? facts : [facts as CaseFact], notices };
}

/** A refusal by a rule of this command; the sentence is `rule.<rule>` in the catalogues. */
export function refused(command: CommandName, rule: string, field?: string, source?: Source): Rejection {
  return { rule, source: SOURCES[source ?? RULES[command].source], ...(field ? { field } : {}) };
}

/** Whoever follows the case: its operator, or the association's managers while it has none. */
export function follower(state: CaseState): Recipient {
  const { associationId, operatorId } = state;
  return operatorId === null ? { managersOf: associationId } : { operator: operatorId, of: associationId };
}

/**
 * Who can do what a clock asks for: of a stage that waits for another association its managers, of a consult whose time has
 * come the consultant, who says how it went; else whoever follows the case.
 */
export function answerable(state: CaseState, clock: string): Recipient {
  if (clock !== 'stage') return follower(state);
  if (state.referredTo) return { managersOf: state.referredTo.associationId };
  const booked = state.stage === 'consult-booked' ? bookedConsult(state) : undefined;
  return booked ? { consultant: booked.consultantId } : follower(state);
}

/** A notice about this case, which it names only by its opaque code. */
export function notice(
  state: CaseState,
  key: string,
  to: Recipient,
  template: string,
  more: Partial<Pick<Notice, 'channel' | 'calendar' | 'variables'>> = {},
): Notice {
  return {
    key,
    to,
    template,
    channel: more.channel ?? 'digest',
    variables: { code: state.code, ...more.variables },
    ...(more.calendar ? { calendar: more.calendar } : {}),
  };
}

/** Tells whoever follows the case, unless they are the one acting. */
export function tellFollower(
  context: Context<CommandName>,
  key: string,
  template: string,
  channel: Notice['channel'] = 'digest',
): readonly Notice[] {
  const { actor, state } = context;
  const own = actor.kind === 'person' && actor.operatorId !== null && actor.operatorId === state.operatorId;
  return own ? [] : [notice(state, key, follower(state), template, { channel })];
}
