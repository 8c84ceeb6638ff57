import type { Reading } from './reading';
import { FAILS, HOLDS, OPEN, type Range, type Truth } from './truth';

/** A truth about what was read: of the household, or of one person of a group. */
export type Test = (reading: Reading) => Truth;

/** A quantity: writes between which ends it lies, given what is answered so far. */
export type Quantity = (reading: Reading, into: Range) => void;

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
  return (_reading, into) => set(into, value, value);
}

/** A figure nobody knows: anything may be true of it. */
export const UNKNOWN: Quantity = (_reading, into) => set(into, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

/** The number in a place, an amount or a count of years; between its question's bounds until it is answered. */
export function numberAt(place: number, { min, max }: { readonly min: number; readonly max: number }): Quantity {
  return (reading, into) => {
    const value = reading[place];
    if (typeof value === 'number') set(into, value, value);
    else set(into, min, max);
  };
}

/** Days from the date in a place to `today`, both as day numbers. */
export function daysSince(place: number, today: number): Quantity {
  return (reading, into) => {
    const day = reading[place];
    if (typeof day === 'number') set(into, today - day, today - day);
    else set(into, -FAR, FAR);
  };
}

/** How many of the group in a place satisfy a test: those who do, up to those who may. */
export function countOf(place: number, max: number, where: Test | null): Quantity {
  return (reading, into) => {
    const members = reading[place] as readonly Reading[] | undefined;
    if (!members) return set(into, 0, max);
    if (!where) return set(into, members.length, members.length);
    let low = 0;
    let high = 0;
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
  return (reading, into) => {
    let low = 0;
    let high = 0;
    for (const part of parts) {
      part(reading, one);
      low += one.low;
      high += one.high;
    }
    set(into, low, high);
  };
}

/** One quantity less another. */
export function differenceOf(left: Quantity, right: Quantity): Quantity {
  const less = range();
  return (reading, into) => {
    left(reading, into);
    right(reading, less);
    set(into, into.low - less.high, into.high - less.low);
  };
}

/** The product of two quantities, either of which may be negative. */
export function productOf(left: Quantity, right: Quantity): Quantity {
  const by = range();
  return (reading, into) => {
    left(reading, into);
    right(reading, by);
    const { low: a, high: b } = into;
    const { low: c, high: d } = by;
    if (a >= 0 && c >= 0) return set(into, times(a, c), times(b, d));
    const ac = times(a, c);
    const ad = times(a, d);
    const bc = times(b, c);
    const bd = times(b, d);
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
  return (reading, into) => {
    const none = which === 'least' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    let low = none;
    let high = none;
    for (const part of parts) {
      part(reading, one);
      low = choose(low, one.low);
      high = choose(high, one.high);
    }
    set(into, low, high);
  };
}

/** `left < right`. */
export function below(left: Quantity, right: Quantity): Test {
  const [a, b] = [range(), range()];
  return (reading) => {
    left(reading, a);
    right(reading, b);
    return a.high < b.low ? HOLDS : a.low >= b.high ? FAILS : OPEN;
  };
}

/** `left <= right`. */
export function atMost(left: Quantity, right: Quantity): Test {
  const [a, b] = [range(), range()];
  return (reading) => {
    left(reading, a);
    right(reading, b);
    return a.high <= b.low ? HOLDS : a.low > b.high ? FAILS : OPEN;
  };
}

/** `left = right`. */
export function equal(left: Quantity, right: Quantity): Test {
  const [a, b] = [range(), range()];
  return (reading) => {
    left(reading, a);
    right(reading, b);
    if (a.high < b.low || b.high < a.low) return FAILS;
    return a.low === a.high && b.low === b.high ? HOLDS : OPEN;
  };
}
