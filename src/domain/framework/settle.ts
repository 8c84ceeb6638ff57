import { endOf } from '../calendar/years';
import { type Clock, clockTowards, startClock } from '../deadline/clock';
import { complete } from '../notes/exchange';
import { previewWith } from '../preview';
import type { Instant } from '../process';
import { endsForGood } from './dates';
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
 * waited for; the one towards an end that no renewal moves runs as long as that end stands. They are written into the last fact.
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
  const clocks = { ...exchangeMoves(before, after, given, now), ...endingMoves(after, given, now) };
  if (Object.keys(clocks).length === 0) return facts;
  return [
    ...facts.slice(0, -1),
    { ...last, data: { ...last.data, clocks: { ...last.data.clocks, ...clocks } } } as FrameworkFact,
  ];
}

type Moves = Readonly<Record<string, Clock | null>>;

function exchangeMoves(before: FrameworkState, after: FrameworkState, given: FrameworkFacts, now: Instant): Moves {
  const running = after.clocks[RENEWAL] !== undefined;
  const policy = given.policies['framework-renewal'];
  if (running && !waits(after)) return { [RENEWAL]: null };
  const begins = !running && waits(after) && before.stage !== 'renewal-window';
  return begins && policy ? { [RENEWAL]: startClock(policy, now, given.calendar) } : {};
}

function endingMoves(after: FrameworkState, given: FrameworkFacts, now: Instant): Moves {
  const endsOn = endsForGood(after);
  const wanted = endsOn === null ? null : `ending-${endsOn}`;
  const running = Object.keys(after.clocks).filter((name) => name !== RENEWAL);
  const stopped = running.filter((name) => name !== wanted).map((name) => [name, null] as const);
  const policy = given.policies['framework-ending'];
  const begins = endsOn !== null && wanted !== null && policy && !running.includes(wanted);
  return {
    ...Object.fromEntries(stopped),
    ...(begins ? { [wanted]: clockTowards(endOf(endsOn), policy, given.calendar, now) } : {}),
  };
}
