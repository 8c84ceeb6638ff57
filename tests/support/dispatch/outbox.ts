import type { DispatchCommand, DispatchCommandName, DispatchDataOf } from '../../../src/domain/dispatch/commands';
import {
  applyDispatch,
  type Dispatches,
  decideDispatch,
  dispatchAgenda,
  messageIdOf,
  oweDispatch,
} from '../../../src/domain/dispatch/dispatch';
import type { DispatchFact } from '../../../src/domain/dispatch/entries';
import type { DispatchOrder, DispatchState, Leg, RecipientState } from '../../../src/domain/dispatch/types';
import { type Actor, actorId, FOLLOW } from '../../../src/domain/network/actor';
import type { Entry, Instant } from '../../../src/domain/process';
import { deepFreeze } from '../domain/freeze';
import { rome } from '../domain/time';
import { hash } from './receipts';

export type DispatchEntry = Entry & DispatchFact;
type Of = { readonly dispatch: string; readonly channel: Leg['channel']; readonly attempt: number };

/** To the central directorate by PEC, in visible copy to the communication directorate by mail, and into a register. */
export const ORDER: DispatchOrder = {
  key: 'transmission-1',
  from: null,
  recipients: [
    { key: 'central', address: 'centrale@pec.example', as: 'to', channel: 'pec' },
    { key: 'party/2', address: 'parte.due@pec.example', as: 'to', channel: 'pec' },
    { key: 'communication', address: 'comunicazione@inps.example', as: 'cc', channel: 'mail' },
    { key: 'registry', address: '', as: 'cc', channel: 'register' },
  ],
  template: 'transmission',
  variables: { title: 'Accordo inventato' },
  attachments: [],
};
export const CENTRAL = 'centrale@pec.example';
export const PARTY = 'parte.due@pec.example';

/** Messages of a process told by giving commands, in memory: what any process that sends them does. */
export class Outbox {
  dispatches: Dispatches = {};
  readonly entries: DispatchEntry[] = [];
  now: Instant = rome('2026-03-02 09:00');

  constructor(order: DispatchOrder | null = ORDER) {
    if (order) this.append([oweDispatch(order)], FOLLOW);
  }

  /** The rule that refuses a command, with its field; undefined when it is accepted. */
  refusal<C extends DispatchCommandName>(name: C, data: DispatchDataOf<C>): string | undefined {
    const outcome = this.ask(name, data, FOLLOW);
    return 'rule' in outcome ? [outcome.rule, outcome.field].filter(Boolean).join(' ') : undefined;
  }

  /** Gives a command. Throws Error when it is refused. */
  give<C extends DispatchCommandName>(
    name: C,
    data: DispatchDataOf<C>,
    actor: Actor = FOLLOW,
  ): readonly DispatchFact[] {
    const outcome = this.ask(name, data, actor);
    if ('rule' in outcome) throw new Error(`${name}: ${outcome.rule} ${outcome.field ?? ''}`);
    this.append(outcome.facts, actor);
    return outcome.facts;
  }

  /** Hands a try over, from its beginning to the server's yes. Answers its Message-ID. */
  handOver(of: Of): string {
    const messageId = this.begin(of);
    this.give('hand-over-dispatch', of);
    return messageId;
  }

  /** Begins a try, and no more: as found after a crash. */
  begin(of: Of): string {
    const messageId = this.idOf(of);
    this.give('begin-dispatch', { ...of, document: hash('d'), messageId });
    return messageId;
  }

  idOf(of: Of): string {
    return messageIdOf('agreement/invented', of, 'inps-per-tutti.example');
  }

  leg(of: Of = PEC): Leg {
    const found = this.dispatch.legs.find((leg) => leg.channel === of.channel && leg.attempt === of.attempt);
    if (!found) throw new Error(`no leg ${of.channel} ${of.attempt}`);
    return found;
  }

  recipient(key: string): RecipientState {
    const found = this.dispatch.recipients.find((one) => one.key === key);
    if (!found) throw new Error(`no recipient ${key}`);
    return found;
  }

  /** How it stands with each recipient, in a line. */
  get standings(): string {
    return this.dispatch.recipients.map((one) => one.standing).join(' ');
  }

  get alarms(): readonly Instant[] {
    return dispatchAgenda(this.dispatches).map((item) => item.at);
  }

  get dispatch(): DispatchState {
    const found = this.dispatches[ORDER.key];
    if (!found) throw new Error('no message is owed');
    return found;
  }

  private ask<C extends DispatchCommandName>(name: C, data: DispatchDataOf<C>, actor: Actor) {
    const command = deepFreeze({ name, data }) as unknown as DispatchCommand;
    return decideDispatch(deepFreeze(this.dispatches), command, { actor, now: this.now });
  }

  private append(facts: readonly DispatchFact[], actor: Actor): void {
    for (const fact of facts) {
      const entry: DispatchEntry = {
        ...fact,
        version: this.entries.length + 1,
        schema: 1,
        at: this.now,
        actor: { kind: actor.kind, id: actorId(actor) },
      };
      this.entries.push(deepFreeze(entry));
      this.dispatches = applyDispatch(this.dispatches, entry);
    }
  }
}

export const PEC: Of = { dispatch: ORDER.key, channel: 'pec', attempt: 1 };
export const MAIL: Of = { dispatch: ORDER.key, channel: 'mail', attempt: 1 };
