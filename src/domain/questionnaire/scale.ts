import { type Answers, type Member, membersOf } from './answers';
import type { Quantity, Test } from './quantity';
import { FAILS, HOLDS } from './truth';

/** An equivalence scale ready to be computed. */
export interface ReadyScale {
  readonly group: string;
  readonly max: number;
  readonly base: number;
  readonly cap: number;
  readonly steps: readonly { readonly where: Test | null; readonly add: number; readonly most: number }[];
}

/**
 * The scale as a quantity: exact when everything about everybody is answered. Before that, each person counts as the
 * least, or the most, of the steps that may be theirs, and the scale lies in between.
 */
export function scaleOf(scale: ReadyScale): Quantity {
  const most = Math.max(0, ...scale.steps.map((step) => step.add));
  const sum = (answers: Answers, unanswered: number, add: (members: readonly Member[]) => number): number => {
    const members = membersOf(answers[scale.group], scale.max);
    const total = scale.base + (members ? add(members) : unanswered);
    // Hundredths, as scales are written: sums of fractions would drift.
    return Math.min(scale.cap, Math.round(total * 100) / 100);
  };
  const possible = (member: Member): readonly number[] => {
    const adds: number[] = [];
    for (const { where, add, most: limit } of scale.steps) {
      const truth = where ? where(member) : HOLDS;
      if (truth === FAILS) continue;
      adds.push(add);
      // A step that is used up passes the person on to the next one.
      if (truth === HOLDS && limit === Number.POSITIVE_INFINITY) return adds;
    }
    return [...adds, 0];
  };
  const isKnown = (members: readonly Member[]): boolean =>
    members.every((member) =>
      scale.steps.every(({ where }) => !where || where(member) === HOLDS || where(member) === FAILS),
    );
  const exact = (members: readonly Member[]): number => {
    const used = scale.steps.map(() => 0);
    let total = 0;
    for (const member of members) {
      const index = scale.steps.findIndex(
        ({ where, most: limit }, at) => (!where || where(member) === HOLDS) && (used[at] ?? 0) < limit,
      );
      const step = scale.steps[index];
      if (!step) continue;
      used[index] = (used[index] ?? 0) + 1;
      total += step.add;
    }
    return total;
  };
  const bound = (choose: (...adds: number[]) => number) => (members: readonly Member[]) =>
    isKnown(members) ? exact(members) : members.reduce((total, one) => total + choose(...possible(one)), 0);
  return {
    low: (answers) => sum(answers, 0, bound(Math.min)),
    high: (answers) => sum(answers, scale.max * most, bound(Math.max)),
  };
}
