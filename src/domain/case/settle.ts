import { type Clock, lapsingNotBefore, startClock, warnedBy } from '../deadline/clock';
import type { ClockMoves } from '../deadline/running';
import { previewWith } from '../preview';
import type { Instant } from '../process';
import type { CaseFact, Moves } from './entries';
import type { CaseFacts } from './facts';
import { applyCaseEntry } from './fold';
import { stageOf, type WantedClock, wantedClocks } from './stage-of';
import { type CaseState, outcomeAwaited } from './state';

/** The state as it would be with these facts appended at `now`. */
export const preview = previewWith<CaseState, CaseFact>(applyCaseEntry);

/**
 * Completes what a command's handler decided: works out the stage the facts lead to and the clocks that start or stop
 * with it, and writes them into the last fact. Handlers say what happened; this says what follows, in one place.
 */
export function settle(
  before: CaseState,
  facts: readonly CaseFact[],
  given: CaseFacts,
  now: Instant,
): readonly CaseFact[] {
  const last = facts.at(-1);
  if (!last) return facts;
  const after = preview(before, facts, now);
  const stage = stageOf(after);
  const clocks = clockMoves(before, after, given, now);
  const moves: Moves = {
    ...(stage === before.stage ? {} : { stage }),
    ...(Object.keys(clocks).length === 0 ? {} : { clocks: { ...last.data.clocks, ...clocks } }),
  };
  if (Object.keys(moves).length === 0) return facts;
  return [...facts.slice(0, -1), { ...last, data: { ...last.data, ...moves } } as CaseFact];
}

/** The earliest lapse of a stage that goes on: a review's last day, and a warning when the last outcome has just come. */
function lapseFloor(before: CaseState, after: CaseState, want: WantedClock, given: CaseFacts, now: Instant): Instant {
  const clock = after.clocks['stage'];
  const released = clock && outcomeAwaited(before) && !outcomeAwaited(after);
  return Math.max(want.lapseNotBefore ?? 0, released ? warnedBy(clock, now, given.calendar) : 0);
}

function clockMoves(before: CaseState, after: CaseState, given: CaseFacts, now: Instant): ClockMoves {
  const wanted = wantedClocks(after, now);
  const moves: Record<string, Clock | null> = {};
  for (const name of Object.keys(after.clocks)) if (!wanted[name]) moves[name] = null;
  for (const [name, want] of Object.entries(wanted)) {
    const running = after.clocks[name];
    const moved = name === 'stage' && want.subject === 'consult-booked' && running?.startedAt !== want.start;
    if (running?.subject === want.subject && !moved) {
      if (name !== 'stage' || after.pause) continue;
      const floor = lapseFloor(before, after, want, given, now);
      if (running.marks.some((mark) => mark.kind === 'lapse' && mark.at < floor))
        moves[name] = lapsingNotBefore(running, floor);
      continue;
    }
    const policy = given.policies[want.subject];
    if (!policy) {
      if (running) moves[name] = null;
      continue;
    }
    moves[name] = lapsingNotBefore(startClock(policy, want.start, given.calendar, now), want.lapseNotBefore ?? 0);
  }
  return moves;
}
