import type { Actor } from '../../network/actor';
import type { Instant, Notice, Recipient, Rejection } from '../../process';
import type { AgreementCommandName, AgreementDataOf } from '../commands';
import type { AgreementEntryData, AgreementEntryType, AgreementFact, Moves } from '../entries';
import type { AgreementFacts } from '../facts';
import { RULES, SOURCES, type Source } from '../rules';
import type { AgreementState } from '../state';

/** What a handler is given: the state, the command's data, the facts its rule asked for, who and when. */
export interface Context<C extends AgreementCommandName> {
  readonly command: C;
  readonly state: AgreementState;
  readonly data: AgreementDataOf<C>;
  readonly facts: AgreementFacts;
  readonly actor: Actor;
  readonly now: Instant;
}

/** An accepted outcome: what happened, with the stage it leads to, and who is told; clocks follow by themselves (`settle`). */
export interface Happened {
  readonly facts: readonly AgreementFact[];
  readonly notices: readonly Notice[];
}
/** What a handler answers. */
export type Outcome = Happened | Rejection;
export type Handler<C extends AgreementCommandName> = (context: Context<C>) => Outcome;

/** One fact. */
export function fact<T extends AgreementEntryType>(type: T, data: AgreementEntryData[T] & Moves): AgreementFact {
  return { type, data } as unknown as AgreementFact;
}

/** An accepted outcome. */
export function happened(facts: AgreementFact | readonly AgreementFact[], notices: readonly Notice[] = []): Happened {
  return { facts: Array.isArray(facts) ? facts : [facts as AgreementFact], notices };
}

/** A refusal by a rule of this command; the sentence is `rule.<rule>` in the catalogues. */
export function refused(command: AgreementCommandName, rule: string, field?: string, source?: Source): Rejection {
  return { rule, source: SOURCES[source ?? RULES[command].source], ...(field ? { field } : {}) };
}

/** The people of the agreement's structure. */
export const structure = (state: AgreementState): Recipient => ({ structureOf: state.territoryId });
export const DIRECTORATE: Recipient = { directorate: true };

/** A notice about this agreement, which it names by its title. Offices and their texts only: nobody's data. */
export function notice(
  state: AgreementState,
  key: string,
  to: Recipient,
  template: string,
  more: Partial<Pick<Notice, 'channel' | 'variables'>> = {},
): Notice {
  return {
    key,
    to,
    template,
    channel: more.channel ?? 'digest',
    variables: { title: state.title, ...more.variables },
  };
}

/** The bound associations, by their row ids. */
export function associations(state: AgreementState): readonly number[] {
  return state.bound.filter((one) => one.kind === 'association').map((one) => one.id);
}

/** The same notice to the structure and to the managers of every bound association: a key for each. */
export function everybody(
  state: AgreementState,
  key: string,
  template: string,
  more: Partial<Pick<Notice, 'channel' | 'variables'>> = {},
): readonly Notice[] {
  return [
    notice(state, `${key}-structure`, structure(state), template, more),
    ...associations(state).map((id) => notice(state, `${key}-${id}`, { managersOf: id }, template, more)),
  ];
}
