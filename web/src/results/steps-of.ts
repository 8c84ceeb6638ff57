import type { Explanation } from '../../../src/domain/questionnaire/explain';
import type { Criterion } from '../../../src/domain/questionnaire/snapshot';

/**
 * The honest steps about a benefit. Where a condition fails, only what can be done about that: what is still open
 * decides nothing then.
 */
export function stepsOf({ result, criteria, steps }: Explanation): readonly Criterion[] {
  if (result !== 'not-indicated') return steps;
  const failing = new Set(criteria.filter((one) => one.standing === 'fails').map((one) => one.criterion));
  return steps.filter((one) => failing.has(one));
}
