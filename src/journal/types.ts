import type { Knex } from 'knex';
import type { Dispatches } from '../domain/dispatch/dispatch';
import type { Actor } from '../domain/network/actor';
import type { Command, Entry, Fact, Instant, Process, Rejection } from '../domain/process';
import type { Part } from './parts';
import type { Vault } from './vault/keys';

/** What a host reads from the database for one process: everything that is not pure about it. */
export interface Host<State, F extends Fact, C extends Command, Facts, AgendaFacts> {
  readonly process: Process<State, F, C, Facts, AgendaFacts, Actor>;
  /** Replaces a command's personal values by ids of sealed rows, in the transaction that decides it. */
  seal(context: HostContext<State>, command: Command): Promise<C>;
  /** Reads what the rule needs, in the same transaction. */
  facts(context: HostContext<State>, command: C): Promise<Facts>;
  /** Reads what the agenda needs beside the state. */
  agendaFacts(db: Knex, state: State, now: Instant): Promise<AgendaFacts>;
  /** Writes that follow from what happened and that no row of the projection shows; in the deciding transaction. */
  readonly beside?: (
    facts: readonly F[],
    after: { readonly state: State; readonly correlation: string },
  ) => readonly Part[];
  /** The command that makes an undeliverable mail somebody's work, where the process has one. */
  readonly undelivered?: (mail: string) => C;
  /** Its messages to offices, where the process sends any: what is owed of them is handed over by the follow loop. */
  readonly dispatches?: (state: State) => Dispatches;
  /** Names of fields under which its entries, however deep, cite stored documents by their hashes. */
  readonly cites?: readonly string[];
}

/** A host cannot seal a command's personal values, for a reason the person can act on: a refusal like a rule's. */
export class SealRefusal extends Error {
  override readonly name = 'SealRefusal';
  constructor(readonly rejection: Rejection) {
    super(rejection.rule);
  }
}

/** Where a command is being decided. */
export interface HostContext<State> {
  readonly trx: Knex.Transaction;
  readonly vault: Vault;
  readonly state: State;
  readonly actor: Actor;
  readonly now: Instant;
}

// biome-ignore lint/suspicious/noExplicitAny: the registry holds hosts of different processes; each call narrows by name.
export type AnyHost = Host<any, any, any, any, any>;

/** A handle on the journal: a connection pool (Strapi's or the worker's own), the vault, and the processes it hosts. */
export interface Journal {
  readonly db: Knex;
  readonly vault: Vault;
  readonly hosts: Readonly<Record<string, AnyHost>>;
  /** The host part of the Message-IDs we write, e.g. `inps-per-tutti.example`. */
  readonly mailDomain: string;
}

/** One request to change a process. */
export interface AppendRequest {
  /** `<process>/<id>`. */
  readonly stream: string;
  readonly command: Command;
  readonly actor: Actor;
  /** The idempotency key as given; it is scoped by the actor. */
  readonly key: string;
  /** The request's id, found again in entries, workflow, mail and logs. */
  readonly correlation: string;
  /** The settled version the actor saw; an older one than the last state-changing entry is refused as stale. */
  readonly expected?: number;
  /** A follow-up's time (the workflow's clock) or a past time (seeds); otherwise the database's clock after the lock. */
  readonly at?: Instant;
  /** False when the stream's own follow loop gives the command: it looks again by itself. */
  readonly wake?: boolean;
  /** Seeds of the past: what would have been sent is recorded as not sent. */
  readonly effects?: 'owed' | 'not-sent';
}

/** What became of a request. */
export type Answer =
  /** `state` is the process as this command left it, also when the command is repeated later. */
  | { readonly outcome: 'accepted'; readonly version: number; readonly replayed: boolean; readonly state: unknown }
  | { readonly outcome: 'refused'; readonly rule: string; readonly source: string; readonly field?: string }
  | { readonly outcome: 'stale'; readonly version: number; readonly since: readonly Entry[] }
  | { readonly outcome: 'key-reused' };
