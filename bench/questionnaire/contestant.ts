import type { Result } from '../../src/domain/questionnaire/compile';

/** The result of each benefit, by code. */
export type Results = Readonly<Record<string, Result>>;

/** One household at one date, ready for a contestant: calling it is what is timed. */
export type Evaluation = () => Results | Promise<Results>;

/** Something that evaluates the rules. */
export interface Contestant {
  readonly name: string;
  readonly evaluations: readonly Evaluation[];
}
