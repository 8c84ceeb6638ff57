import type { DispatchCommand } from '../../src/domain/dispatch/commands';
import {
  applyDispatch,
  type Dispatches,
  decideDispatch,
  dispatchAgenda,
  oweDispatch,
} from '../../src/domain/dispatch/dispatch';
import type { DispatchFact } from '../../src/domain/dispatch/entries';
import type { DispatchOrder } from '../../src/domain/dispatch/types';
import type { Command, Entry } from '../../src/domain/process';
import type { Host } from '../../src/journal/types';

/** A process that does nothing but owe messages to offices: what every process that sends any has in common. */
export interface LettersState {
  readonly dispatches: Dispatches;
  readonly version: number;
}
type LettersCommand = DispatchCommand | Command<'owe', DispatchOrder>;
type Nothing = Record<string, never>;

/** Its host; streams are called `letters/<id>`, and `owe` takes an order. */
export const lettersHost: Host<LettersState, DispatchFact, LettersCommand, Nothing, Nothing> = {
  process: {
    name: 'letters',
    schemaOf: () => 1,
    upcast: (entry) => entry as Entry & DispatchFact,
    fold: (_stream, entries) =>
      entries.reduce<LettersState>(
        ({ dispatches }, entry) => ({ dispatches: applyDispatch(dispatches, entry), version: entry.version }),
        { dispatches: {}, version: 0 },
      ),
    decide({ dispatches }, command, { actor, now }) {
      if (command.name === 'owe') return { accepted: true, entries: [oweDispatch(command.data)], notices: [] };
      const outcome = decideDispatch(dispatches, command, { actor, now });
      return 'facts' in outcome
        ? { accepted: true, entries: outcome.facts, notices: [] }
        : { accepted: false, ...outcome };
    },
    agenda: ({ dispatches }) => dispatchAgenda(dispatches),
    may: () => [],
    rows: () => [],
    settledVersion: ({ version }) => version,
    over: () => true,
  },
  seal: async (_context, command) => command as LettersCommand,
  facts: async () => ({}),
  agendaFacts: async () => ({}),
  dispatches: ({ dispatches }) => dispatches,
  cites: ['document'],
};
