import { type Answers, dayNumber, membersOf, wholeNumber } from './answers';
import { FAILS, HOLDS, OPEN, type Range, type Truth } from './truth';

/** A truth about some answers: of the household, or of one person of a group. */
export type Test = (answers: Answers) => Truth;

/** A quantity: writes between which ends it lies, given what is answered so far. */
export type Quantity = (answers: Answers, into: Range) => void;

/** No two days that an answer can say are further apart: years have four digits. */
const FAR = 4_000_000;

/** Anything at all, until it is written into. */
export const range = (): Range => ({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });

const set = (into: Range, low: number, high: number): void => {
  into.low = low;
  into.high = high;
};

/** A quantity that no answer changes. */
export function constant(value: number): Quantity {
  return (_answers, into) => set(into, value, value);
}

/** A figure nobody knows: anything may be true of it. */
export const UNKNOWN: Quantity = (_answers, into) => set(into, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

/** A number or an amount as answered; between its question's bounds until then. */
export function numberAnswer(code: string, bounds: { readonly min: number; readonly max: number }): Quantity {
  return (answers, into) => {
    const value = wholeNumber(answers[code], bounds);
    if (value === undefined) set(into, bounds.min, bounds.max);
    else set(into, value, value);
  };
}

/** Days from the date answered to `today`, both as day numbers. */
export function daysSince(code: string, today: number): Quantity {
  return (answers, into) => {
    const day = dayNumber(answers[code]);
    if (day === undefined) set(into, -FAR, FAR);
    else set(into, today - day, today - day);
  };
}

/** How many of a group satisfy a test: those who do, up to those who may. */
export function countOf(group: string, max: number, where: Test | null): Quantity {
  return (answers, into) => {
    const members = membersOf(answers[group], max);
    if (!members) return set(into, 0, max);
    if (!where) return set(into, members.length, members.length);
    let [low, high] = [0, 0];
    for (const member of members) {
      const truth = where(member);
      if (truth === HOLDS) low += 1;
      if (truth !== FAILS) high += 1;
    }
    set(into, low, high);
  };
}

/** The sum of some quantities. */
export function sumOf(parts: readonly Quantity[]): Quantity {
  const one = range();
  return (answers, into) => {
    let [low, high] = [0, 0];
    for (const part of parts) {
      part(answers, one);
      low += one.low;
      high += one.high;
    }
    set(into, low, high);
  };
}

/** One quantity less another. */
export function differenceOf(left: Quantity, right: Quantity): Quantity {
  const less = range();
  return (answers, into) => {
    left(answers, into);
    right(answers, less);
    set(into, into.low - less.high, into.high - less.low);
  };
}

/** The product of two quantities, either of which may be negative. */
export function productOf(left: Quantity, right: Quantity): Quantity {
  const by = range();
  return (answers, into) => {
    left(answers, into);
    right(answers, by);
    const { low: a, high: b } = into;
    const { low: c, high: d } = by;
    if (a >= 0 && c >= 0) return set(into, times(a, c), times(b, d));
    const [ac, ad, bc, bd] = [times(a, c), times(a, d), times(b, c), times(b, d)];
    set(into, Math.min(ac, ad, bc, bd), Math.max(ac, ad, bc, bd));
  };
}

/** Nothing times anything is nothing, also where the other has no bound. */
function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

/** The least (or greatest) of some quantities. */
export function extremeOf(which: 'least' | 'greatest', parts: readonly Quantity[]): Quantity {
  const choose = which === 'least' ? Math.min : Math.max;
  const one = range();
  return (answers, into) => {
    let low: number | null = null;
    let high = 0;
    for (const part of parts) {
      part(answers, one);
      [low, high] = low === null ? [one.low, one.high] : [choose(low, one.low), choose(high, one.high)];
    }
    if (low === null) UNKNOWN(answers, into);
    else set(into, low, high);
  };
}

/** `left < right`. */
export function below(left: Quantity, right: Quantity): Test {
  const [a, b] = [range(), range()];
  return (answers) => {
    left(answers, a);
    right(answers, b);
    return a.high < b.low ? HOLDS : a.low >= b.high ? FAILS : OPEN;
  };
}

/** `left <= right`. */
export function atMost(left: Quantity, right: Quantity): Test {
  const [a, b] = [range(), range()];
  return (answers) => {
    left(answers, a);
    right(answers, b);
    return a.high <= b.low ? HOLDS : a.low > b.high ? FAILS : OPEN;
  };
}

/** `left = right`. */
export function equal(left: Quantity, right: Quantity): Test {
  const [a, b] = [range(), range()];
  return (answers) => {
    left(answers, a);
    right(answers, b);
    if (a.high < b.low || b.high < a.low) return FAILS;
    return a.low === a.high && b.low === b.high ? HOLDS : OPEN;
  };
}
