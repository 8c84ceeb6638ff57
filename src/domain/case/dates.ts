import type { Mark } from '../deadline/clock';
import type { Instant } from '../process';
import { type CaseState, outcomeAwaited } from './state';

/**
 * When the stage's time is over, as the case stands: at no time while it is paused, or while the outcome of a claim or of
 * its review is awaited, whatever else waits beside it (rule of our own: who filed a claim is not left). A referral goes
 * back all the same: that is no end.
 */
export function stageLapse(state: CaseState): Mark | undefined {
  if (state.pause || (state.stage !== 'referred' && outcomeAwaited(state))) return undefined;
  return state.clocks['stage']?.marks.find((mark) => mark.kind === 'lapse');
}

/** The first date somebody must keep: of the stage, unless it is paused, of an outcome awaited, of a review's last day. */
export function earliestDue(state: CaseState): Instant | undefined {
  const running = Object.entries(state.clocks).filter(([name]) => name !== 'stage' || !state.pause);
  return running.map(([, clock]) => clock.dueAt).sort((a, b) => a - b)[0];
}
