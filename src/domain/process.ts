/**
 * What a process is: four small pure pieces, and a projection. Everything else in the platform is generic over this
 * file (ARCHITECTURE.md). Nothing here does I/O, reads a clock or draws a random number.
 */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Who did something: a signed-in person (their user id) or the platform itself. */
export interface ActorRef {
  readonly kind: 'person' | 'system';
  readonly id: string;
}

/** What a decision adds to a stream; it becomes an `Entry` when the journal stores it. */
export interface Fact<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** One stored line of a stream's history. `version` counts from 1; `schema` is the entry type's version. */
export interface Entry<Type extends string = string, Data = unknown> extends Fact<Type, Data> {
  readonly version: number;
  readonly schema: number;
  readonly at: Instant;
  readonly actor: ActorRef;
}

/** Who is told. The journal turns it into user ids within the transaction that owes the notice. */
export type Recipient =
  /** `of`: the association the operator is told as one of; who has moved to another is not told. */
  | { readonly operator: number; readonly of?: number }
  | { readonly consultant: number }
  | { readonly managersOf: number }
  | { readonly referentsOf: number }
  | { readonly structureOf: number }
  | { readonly directorate: true }
  | { readonly user: number };

/** A consult's calendar invitation, without a word about the beneficiary (RFC 5546: the sequence grows at each change). */
export interface CalendarNotice {
  readonly uid: string;
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly start: Instant;
  readonly end: Instant;
  readonly url: string;
}

/**
 * A mail that is owed. `own`: a message of its own; `digest`: joins the person's daily digest.
 * `variables` never hold personal data of a beneficiary: a case is named by its opaque code.
 */
export interface Notice {
  readonly key: string;
  readonly to: Recipient;
  readonly template: string;
  readonly channel: 'own' | 'digest';
  readonly variables: Readonly<Record<string, string | number>>;
  readonly calendar?: CalendarNotice;
  /** After this moment it would only be noise: a reminder of something that has begun. */
  readonly notAfter?: Instant;
  /** Mails that came back, by id: whoever they were for is not told this, the next rung is. */
  readonly exceptReadersOf?: readonly string[];
  /** Ids of waiting notices that this mail carries (a digest). */
  readonly gathers?: readonly number[];
}

/** Why a command is refused: the rule's id (its sentence is in the catalogues), the source, and the field at fault. */
export interface Rejection {
  readonly rule: string;
  readonly source: string;
  readonly field?: string;
}

/** What `decide` answers: entries to append, with the notices they owe, or a rejection. */
export type Decision<F extends Fact = Fact> =
  | { readonly accepted: true; readonly entries: readonly F[]; readonly notices: readonly Notice[] }
  | ({ readonly accepted: false } & Rejection);

/** A command by name; `data` has the shape of the command's schema, personal values already replaced by ids. */
export interface Command<Name extends string = string, Data = unknown> {
  readonly name: Name;
  readonly data: Data;
}

/** Something owed from a state: `key` is stable while the stage lasts, `at` is when, `command` is what the follow loop gives. */
export interface AgendaItem<C extends Command = Command> {
  readonly key: string;
  readonly at: Instant;
  /** The version that set this date: with the key, it names the follow-up for ever (invariant 6). */
  readonly since: number;
  readonly command: C;
}

/** One try of handing a message to offices over: which message, by which channel, the how manieth (`dispatch/types.ts`). */
export interface LegName {
  readonly dispatch: string;
  readonly channel: 'pec' | 'mail';
  readonly attempt: number;
}

/** What the follow loop is told at a look: what is due now, which mails are owed, and when to look again. */
export interface Plan {
  readonly version: number;
  readonly due: readonly AgendaItem[];
  readonly mails: readonly number[];
  /** Messages to offices to hand over now; absent where there are none. */
  readonly dispatches?: readonly LegName[];
  readonly nextAt: Instant | null;
  readonly over: boolean;
}

/** A row people read, as the fold says it must be. Keys are document ids; a `Ref` column becomes the other row's id. */
export interface Row {
  readonly table: string;
  readonly key: string;
  readonly columns: Readonly<Record<string, Value>>;
}
/** A foreign key to a row of the same projection. */
export interface Ref {
  readonly ref: readonly [table: string, key: string];
}
/** A column's value; dates are `{ at }`, JSON is `{ json }`. */
export type Value = string | number | boolean | null | Ref | { readonly at: Instant } | { readonly json: unknown };

/** The four pieces (and the projection) of one process. `Facts` are read in the command's own transaction. */
export interface Process<State, F extends Fact, C extends Command, Facts, AgendaFacts, Actor> {
  readonly name: string;
  /** The current schema version of each entry type, and how an older one is read (invariant 9). */
  readonly upcast: (entry: Entry) => Entry<F['type'], F['data']> & F;
  readonly schemaOf: (type: F['type']) => number;
  fold(stream: string, entries: readonly (Entry & F)[]): State;
  decide(state: State, command: C, context: { actor: Actor; facts: Facts; now: Instant }): Decision<F>;
  agenda(state: State, facts: AgendaFacts): readonly AgendaItem<C>[];
  may(actor: Actor, state: State): readonly C['name'][];
  rows(state: State): readonly Row[];
  /** The version an edit is checked against: the last state-changing entry (invariant 8). */
  settledVersion(state: State): number;
  /** True when nothing is owed any more, now or later. */
  over(state: State): boolean;
}
