import type { Answers } from '../../../src/domain/questionnaire/answers';
import { countingAnswers, type Form } from '../../../src/domain/questionnaire/compile';
import type { Explanation } from '../../../src/domain/questionnaire/explain';

/** The questions whose answers are missing to know some benefits, each once: those that make sense and were not answered. */
export function missingQuestions(form: Form, given: Answers, explanations: readonly Explanation[]): readonly string[] {
  const answers = countingAnswers(form, given);
  const open = explanations.flatMap((one) => one.criteria).filter((one) => one.standing === 'open');
  return [...new Set(open.flatMap((one) => one.questions))].filter(
    (code) => form.questions.has(code) && !form.answers(code, answers[code]) && makesSense(form, answers, code),
  );
}

/** An answer to a question whose condition does not hold counts as none. */
function makesSense(form: Form, answers: Answers, code: string): boolean {
  return countingAnswers(form, { ...answers, [code]: { none: 'dont-know' } })[code] !== undefined;
}
