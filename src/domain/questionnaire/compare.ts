import type { Sign } from './expression';
import { atMost, below, equal, type Quantity, type Test } from './quantity';
import { FAILS, HOLDS, negate, type Truth } from './truth';

/** A comparison of two quantities. */
export function compared(sign: Sign, left: Quantity, right: Quantity): Test {
  switch (sign) {
    case '<':
      return below(left, right);
    case '>':
      return below(right, left);
    case '<=':
      return atMost(left, right);
    case '>=':
      return atMost(right, left);
    case '=':
      return equal(left, right);
    case '!=': {
      const same = equal(left, right);
      return (reading) => negate(same(reading));
    }
  }
}

/** The sign with its two sides exchanged. */
export const TURNED: Readonly<Record<Sign, Sign>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
  '!=': '!=',
};

/** The number in a place against a known one: what criteria mostly are, so it goes the short way. */
export function comparedWith(sign: Sign, place: number, value: number, unanswered: Truth): Test {
  switch (sign) {
    case '<':
      return ({ [place]: one }) => (typeof one === 'number' ? (one < value ? HOLDS : FAILS) : unanswered);
    case '<=':
      return ({ [place]: one }) => (typeof one === 'number' ? (one <= value ? HOLDS : FAILS) : unanswered);
    case '>':
      return ({ [place]: one }) => (typeof one === 'number' ? (one > value ? HOLDS : FAILS) : unanswered);
    case '>=':
      return ({ [place]: one }) => (typeof one === 'number' ? (one >= value ? HOLDS : FAILS) : unanswered);
    case '=':
      return ({ [place]: one }) => (typeof one === 'number' ? (one === value ? HOLDS : FAILS) : unanswered);
    case '!=':
      return ({ [place]: one }) => (typeof one === 'number' ? (one === value ? FAILS : HOLDS) : unanswered);
  }
}
