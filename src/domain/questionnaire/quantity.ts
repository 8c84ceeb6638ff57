import { type Answers, dayNumber, membersOf, wholeNumber } from './answers';
import type { Interval } from './truth';
import { FAILS, HOLDS, type Truth } from './truth';

/** A truth about some answers: of the household, or of one person of a group. */
export type Test = (answers: Answers) => Truth;

/** A quantity: between which ends it lies, given what is answered so far. */
export interface Quantity {
  readonly low: (answers: Answers) => number;
  readonly high: (answers: Answers) => number;
}

/** Of days there is no bound known beforehand. */
const FAR = 1_000_000;

/** A quantity that no answer changes. */
export function constant(value: number): Quantity {
  return { low: () => value, high: () => value };
}

/** A figure nobody knows: anything may be true of it. */
export const UNKNOWN: Quantity = { low: () => Number.NEGATIVE_INFINITY, high: () => Number.POSITIVE_INFINITY };

/** A number or an amount as answered; between its question's bounds until then. */
export function numberAnswer(code: string, bounds: { readonly min: number; readonly max: number }): Quantity {
  return {
    low: (answers) => wholeNumber(answers[code], bounds) ?? bounds.min,
    high: (answers) => wholeNumber(answers[code], bounds) ?? bounds.max,
  };
}

/** Days from the date answered to `today`, both as day numbers. */
export function daysSince(code: string, today: number): Quantity {
  const days = (answers: Answers): number | undefined => {
    const day = dayNumber(answers[code]);
    return day === undefined ? undefined : today - day;
  };
  return { low: (answers) => days(answers) ?? -FAR, high: (answers) => days(answers) ?? FAR };
}

/** How many of a group satisfy a test: those who do, up to those who may. */
export function countOf(group: string, max: number, where: Test | null): Quantity {
  const count = (answers: Answers, counts: (truth: Truth) => boolean, unanswered: number): number => {
    const members = membersOf(answers[group], max);
    if (!members) return unanswered;
    if (!where) return members.length;
    let found = 0;
    for (const member of members) if (counts(where(member))) found += 1;
    return found;
  };
  return {
    low: (answers) => count(answers, (truth) => truth === HOLDS, 0),
    high: (answers) => count(answers, (truth) => truth !== FAILS, max),
  };
}

/** The sum of some quantities. */
export function sumOf(parts: readonly Quantity[]): Quantity {
  return {
    low: (answers) => parts.reduce((sum, part) => sum + part.low(answers), 0),
    high: (answers) => parts.reduce((sum, part) => sum + part.high(answers), 0),
  };
}

/** One quantity less another. */
export function differenceOf(left: Quantity, right: Quantity): Quantity {
  return {
    low: (answers) => left.low(answers) - right.high(answers),
    high: (answers) => left.high(answers) - right.low(answers),
  };
}

/** The product of two quantities, either of which may be negative. */
export function productOf(left: Quantity, right: Quantity): Quantity {
  const ends = (answers: Answers): Interval => {
    const [a, b, c, d] = [left.low(answers), left.high(answers), right.low(answers), right.high(answers)];
    if (a >= 0 && c >= 0) return { low: times(a, c), high: times(b, d) };
    const all = [times(a, c), times(a, d), times(b, c), times(b, d)];
    return { low: Math.min(...all), high: Math.max(...all) };
  };
  return { low: (answers) => ends(answers).low, high: (answers) => ends(answers).high };
}

/** Nothing times anything is nothing, also where the other has no bound. */
function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

/** The least (or greatest) of some quantities. */
export function extremeOf(which: 'least' | 'greatest', parts: readonly Quantity[]): Quantity {
  const choose = which === 'least' ? Math.min : Math.max;
  return {
    low: (answers) => choose(...parts.map((part) => part.low(answers))),
    high: (answers) => choose(...parts.map((part) => part.high(answers))),
  };
}
