import type { Clock, Mark } from './clock';

/** A running clock, and the version that set its dates. */
export interface RunningClock extends Clock {
  readonly since: number;
}
/** What runs in a process, by name. */
export type Clocks = Readonly<Record<string, RunningClock>>;
/** The clocks an entry sets (null: stops). */
export type ClockMoves = Readonly<Record<string, Clock | null>>;

/** The entries about clocks: every process that has some has these among its own. */
export interface ClockFactData {
  repolicied: { readonly policyIds: readonly number[] };
  /** A reminder or an escalation sent (`sent`) with the lower ones it overtook (`skipped`): invariant 7. */
  'mark-fired': { readonly clock: string; readonly sent: Mark | null; readonly skipped: readonly string[] };
}

interface State {
  readonly clocks: Clocks;
}

/** What those entries change, beside the clocks they carry: a mark that was sent or skipped is not to come any more. */
export const APPLY_CLOCKS = {
  repolicied: () => ({}),
  'mark-fired': ({ clocks }: State, { clock: name, sent, skipped }: ClockFactData['mark-fired']): Partial<State> => {
    const clock = clocks[name];
    if (!clock) return {};
    const marks = clock.marks.filter((mark) => mark.key !== sent?.key && !skipped.includes(mark.key));
    return { clocks: { ...clocks, [name]: { ...clock, marks } } };
  },
} as const;

/** The clocks after those that the entry of a version sets. */
export function movedClocks(clocks: Clocks, moves: ClockMoves, version: number): Clocks {
  const next: Record<string, RunningClock> = { ...clocks };
  for (const [name, clock] of Object.entries(moves)) {
    if (clock === null) delete next[name];
    else next[name] = { ...clock, since: version };
  }
  return next;
}
