import { isDeepStrictEqual } from 'node:util';
import type { Answers } from '../../src/domain/questionnaire/answers';
import { evaluate, type Form } from '../../src/domain/questionnaire/compile';
import { nextQuestion } from '../../src/domain/questionnaire/next-question';
import { HOLDS } from '../../src/domain/questionnaire/truth';

/** Whoever a scenario does not let say something does not know it. */
const answerOf = (person: Answers, code: string): unknown => person[code] ?? { none: 'dont-know' };

/** What a person has answered when only what can still change a result was asked. */
function answersByNeed(form: Form, person: Answers): Answers {
  let answers: Answers = {};
  let section: string | null = null;
  for (;;) {
    const next = nextQuestion(form, answers, section);
    if (!next) return answers;
    section = next.section;
    answers = { ...answers, [next.question.code]: answerOf(person, next.question.code) };
  }
}

/** How many questions a person is asked when only what can still change a result is asked. */
export function askedByNeed(form: Form, person: Answers): number {
  return Object.keys(answersByNeed(form, person)).length;
}

/**
 * How many of them were needed, seen afterwards: from the last to the first, each is left out without which the results
 * would have been the same. Who asks knows less, so about this few is the best that any order could come to.
 */
export function neededAfterwards(form: Form, person: Answers): number {
  let answers = answersByNeed(form, person);
  const results = evaluate(form, answers);
  for (const code of Object.keys(answers).reverse()) {
    const { [code]: _, ...without } = answers;
    if (isDeepStrictEqual(evaluate(form, without), results)) answers = without;
  }
  return Object.keys(answers).length;
}

/** How many in the fixed order of the sections, skipping those whose condition does not hold. */
export function askedInOrder(form: Form, person: Answers): number {
  let answers: Answers = {};
  let asked = 0;
  for (const { question, onlyIf } of form.questions.values()) {
    if (onlyIf && onlyIf.test(form.read(answers)) !== HOLDS) continue;
    answers = { ...answers, [question.code]: answerOf(person, question.code) };
    asked += 1;
  }
  return asked;
}
