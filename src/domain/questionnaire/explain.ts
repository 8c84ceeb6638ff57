import type { Answers } from './answers';
import { type Form, type Result, resultOf } from './compile';
import type { Benefit, Criterion } from './snapshot';
import { FAILS, HOLDS, OPEN, type Truth } from './truth';

/** How a criterion stands: `open` while what it rests on is not known. */
export type Standing = 'holds' | 'fails' | 'open';

/** One criterion of an explanation, with its words and its source in the snapshot's row. */
export interface ExplainedCriterion {
  readonly criterion: Criterion;
  readonly standing: Standing;
  /** The questions it rests on. */
  readonly questions: readonly string[];
}

/** Why a benefit has its result: the result follows from the criteria alone. */
export interface Explanation {
  readonly benefit: Benefit;
  readonly result: Result;
  readonly criteria: readonly ExplainedCriterion[];
  /**
   * What one may honestly do about a criterion that fails or is open, first the open ones. Never a threshold to aim
   * at: a criterion has a step only if its row gives one (renew the ISEE, register the residence, bring a paper).
   */
  readonly steps: readonly Criterion[];
}

const STANDINGS: Readonly<Record<Truth, Standing>> = { [FAILS]: 'fails', [HOLDS]: 'holds', [OPEN]: 'open' };

/** Explains every benefit in force: indicated first, then not known, then not indicated; else as the rows stand. */
export function explain(form: Form, given: Answers): readonly Explanation[] {
  const reading = form.read(given);
  const order: readonly Result[] = ['indicated', 'not-known', 'not-indicated'];
  const explanations = form.benefits.map(({ benefit, criteria, test }): Explanation => {
    const explained = criteria.map(({ criterion, node }) => ({
      criterion,
      standing: STANDINGS[node.test(reading)],
      questions: form.restsOn([node]),
    }));
    const wanting = (standing: Standing) =>
      explained.filter((one) => one.standing === standing && one.criterion.step).map((one) => one.criterion);
    return {
      benefit,
      result: resultOf(test(reading)),
      criteria: explained,
      steps: [...wanting('open'), ...wanting('fails')],
    };
  });
  return order.flatMap((result) => explanations.filter((one) => one.result === result));
}
