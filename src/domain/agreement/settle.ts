import type { Clock } from '../deadline/clock';
import type { ClockMoves } from '../deadline/running';
import { previewWith } from '../preview';
import type { Instant } from '../process';
import { makeClock, wantedClocks } from './clocks';
import type { AgreementFact } from './entries';
import type { AgreementFacts } from './facts';
import { applyAgreementEntry } from './fold';
import type { AgreementState } from './state';

/** The state as it would be with these facts appended at `now`. */
export const preview = previewWith<AgreementState, AgreementFact>(applyAgreementEntry);

/**
 * Completes what a command's handler decided: the clocks that start or stop with it are written into the last fact.
 * Handlers say what happened and which stage follows; this says what is waited for then, in one place.
 */
export function settle(
  before: AgreementState,
  facts: readonly AgreementFact[],
  given: AgreementFacts,
  now: Instant,
): readonly AgreementFact[] {
  const last = facts.at(-1);
  if (!last) return facts;
  const clocks = clockMoves(preview(before, facts, now), given, now);
  if (Object.keys(clocks).length === 0) return facts;
  const data = { ...last.data, clocks: { ...last.data.clocks, ...clocks } };
  return [...facts.slice(0, -1), { ...last, data } as AgreementFact];
}

/** A clock stops when nothing waits for it any more, or no policy speaks of it; it never starts again while it runs. */
function clockMoves(after: AgreementState, given: AgreementFacts, now: Instant): ClockMoves {
  const wanted = wantedClocks(after, now);
  const moves: Record<string, Clock | null> = {};
  for (const name of Object.keys(after.clocks)) if (!wanted[name]) moves[name] = null;
  for (const [name, want] of Object.entries(wanted)) {
    if (after.clocks[name]?.subject === want.subject) continue;
    const policy = given.policies[want.subject];
    if (policy) moves[name] = makeClock(want, policy, given.calendar, now);
    else if (after.clocks[name]) moves[name] = null;
  }
  return moves;
}
