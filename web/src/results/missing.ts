import type { Answers } from '../../../src/domain/questionnaire/answers';
import { countingAnswers, type Form } from '../../../src/domain/questionnaire/compile';
import type { Explanation } from '../../../src/domain/questionnaire/explain';
import { HOLDS } from '../../../src/domain/questionnaire/truth';

/** The questions whose answers are missing to know some benefits, each once: those that make sense and were not answered. */
export function missingQuestions(form: Form, given: Answers, explanations: readonly Explanation[]): readonly string[] {
  const answers = countingAnswers(form, given);
  const open = explanations.flatMap((one) => one.criteria).filter((one) => one.standing === 'open');
  return [...new Set(open.flatMap((one) => one.questions))].filter((code) => {
    const asked = form.questions.get(code);
    if (!asked || form.answers(code, answers[code])) return false;
    // A question whose condition fails is not one anybody could answer.
    return asked.onlyIf === null || asked.onlyIf.test(answers) === HOLDS;
  });
}
