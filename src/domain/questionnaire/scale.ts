import type { Quantity, Test } from './quantity';
import type { Reading } from './reading';
import { FAILS, HOLDS, OPEN, type Range } from './truth';

/** One step of a scale, ready to be computed; `most` is Infinity when it is never used up. */
interface ReadyStep {
  readonly where: Test | null;
  readonly add: number;
  readonly most: number;
}

/** An equivalence scale ready to be computed. */
export interface ReadyScale {
  /** Where the group's people stand. */
  readonly place: number;
  readonly max: number;
  readonly base: number;
  readonly cap: number;
  readonly steps: readonly ReadyStep[];
}

/**
 * The scale as a quantity: exact when enough about everybody is answered. From the first person of whom it is not, each
 * counts as the least, and as the most, of the steps that may be theirs, and the scale lies in between.
 */
export function scaleOf(scale: ReadyScale): Quantity {
  const most = Math.max(0, ...scale.steps.map((step) => step.add));
  // Hundredths, as scales are written: sums of fractions would drift.
  const value = (added: number): number => Math.min(scale.cap, Math.round((scale.base + added) * 100) / 100);
  const used = scale.steps.map(() => 0);
  const one: Range = { low: 0, high: 0 };
  return (reading, into) => {
    const members = reading[scale.place] as readonly Reading[] | undefined;
    let low = 0;
    let high = 0;
    if (!members) high = scale.max * most;
    else {
      used.fill(0);
      let isExact = true;
      for (const member of members) {
        if (isExact) isExact = take(scale.steps, used, member, one);
        if (!isExact) span(scale.steps, member, one);
        low += one.low;
        high += one.high;
      }
    }
    into.low = value(low);
    into.high = value(high);
  };
}

/** Gives a person the first step that is theirs and not used up; false when it is not known which that is. */
function take(steps: readonly ReadyStep[], used: number[], member: Reading, into: Range): boolean {
  for (let index = 0; index < steps.length; index += 1) {
    const { where, add, most } = steps[index] as ReadyStep;
    const before = used[index] ?? 0;
    if (before >= most) continue;
    const truth = where ? where(member) : HOLDS;
    if (truth === OPEN) return false;
    if (truth === FAILS) continue;
    used[index] = before + 1;
    into.low = add;
    into.high = add;
    return true;
  }
  into.low = 0;
  into.high = 0;
  return true;
}

/** The least and the most of the steps that may be a person's, whatever the others used up. */
function span(steps: readonly ReadyStep[], member: Reading, into: Range): void {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const { where, add, most } of steps) {
    const truth = where ? where(member) : HOLDS;
    if (truth === FAILS) continue;
    low = Math.min(low, add);
    high = Math.max(high, add);
    // A step that is never used up is the last that may be theirs.
    if (truth === HOLDS && most === Number.POSITIVE_INFINITY) {
      into.low = low;
      into.high = high;
      return;
    }
  }
  into.low = 0;
  into.high = high;
}
