import { localDate } from '../calendar/rome';
import { reached } from '../notes/exchange';
import type { Entry } from '../process';
import type { FrameworkFact } from './entries';
import type { FrameworkObligation, FrameworkState } from './state';

/** The clock of an exchange of notes. */
export const RENEWAL = 'renewal';

/** True once a Party has done its part: its note came, or (INPS's own) ours has reached every other. */
export function hasNoted({ exchange, dispatches }: FrameworkState, party: string): boolean {
  if (!exchange) return false;
  if (party !== exchange.own) return exchange.received[party] !== undefined;
  return exchange.others.every((other) => reached(exchange, dispatches, other));
}

/**
 * The ledger after an entry: an exchange makes each Party owe its note, and each line ends with what became of it. When the
 * window closes, or an early end is announced, what is still owed is owed no more.
 */
export function withObligations(state: FrameworkState, entry: Entry & FrameworkFact): readonly FrameworkObligation[] {
  const dueAt = state.clocks[RENEWAL]?.dueAt;
  const settledOn = localDate(entry.at);
  const ledger = state.obligations.map((one): FrameworkObligation => {
    if (one.state !== 'owed') return one;
    if (hasNoted(state, one.party)) return { ...one, state: 'fulfilled', settledOn };
    if (state.stage !== 'renewal-window' || state.termination) return { ...one, state: 'ended', settledOn };
    return { ...one, dueAt: dueAt ?? one.dueAt };
  });
  if (entry.type !== 'window-opened') return ledger;
  const { own, others } = entry.data;
  const opened = [own, ...others].map(
    (party): FrameworkObligation => ({
      party,
      since: entry.version,
      from: entry.at,
      dueAt: dueAt ?? null,
      state: 'owed',
      settledOn: null,
    }),
  );
  return [...ledger, ...opened];
}
