/** Three-valued truth: what is not answered is open, never false. Numbers, for the evaluator runs in hot loops. */
export const FAILS = 0;
export const HOLDS = 1;
export const OPEN = 2;
export type Truth = typeof FAILS | typeof HOLDS | typeof OPEN;

/** The contrary; what is open stays so. */
export function negate(truth: Truth): Truth {
  return truth === OPEN ? OPEN : truth === HOLDS ? FAILS : HOLDS;
}

/** Where a quantity lies; both ends are equal when it is known. Written into, so that evaluating allocates nothing. */
export interface Range {
  low: number;
  high: number;
}
