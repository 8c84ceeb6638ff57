/** Three-valued truth: what is not answered is open, never false. Numbers, for the evaluator runs in hot loops. */
export const FAILS = 0;
export const HOLDS = 1;
export const OPEN = 2;
export type Truth = typeof FAILS | typeof HOLDS | typeof OPEN;

/** A value that lies somewhere between two ends; a known one has both equal. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}
