import { type Clock, startClock } from '../deadline/clock';
import { complete } from '../notes/exchange';
import { previewWith } from '../preview';
import type { Instant } from '../process';
import type { FrameworkFact } from './entries';
import { applyFrameworkEntry } from './fold';
import { RENEWAL } from './obligations';
import type { FrameworkFacts, FrameworkState } from './state';

/** The state as it would be with these facts appended at `now`. */
export const preview = previewWith<FrameworkState, FrameworkFact>(applyFrameworkEntry);

/** True while a note is still missing, or ours has not reached somebody. */
function waits({ stage, exchange, dispatches, termination }: FrameworkState): boolean {
  return stage === 'renewal-window' && termination === null && exchange !== null && !complete(exchange, dispatches);
}

/**
 * Completes what a command's handler decided: the clock of the exchange starts with the window and stops once nothing is
 * waited for; it is written into the last fact.
 */
export function settle(
  before: FrameworkState,
  facts: readonly FrameworkFact[],
  given: FrameworkFacts,
  now: Instant,
): readonly FrameworkFact[] {
  const last = facts.at(-1);
  if (!last) return facts;
  const after = preview(before, facts, now);
  const running = after.clocks[RENEWAL] !== undefined;
  const policy = given.policies['framework-renewal'];
  let clock: Clock | null | undefined;
  if (running && !waits(after)) clock = null;
  else if (!running && waits(after) && before.stage !== 'renewal-window' && policy)
    clock = startClock(policy, now, given.calendar);
  if (clock === undefined) return facts;
  return [...facts.slice(0, -1), { ...last, data: { ...last.data, clocks: { [RENEWAL]: clock } } } as FrameworkFact];
}
