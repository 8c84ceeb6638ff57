import type { Answers } from '../../src/domain/questionnaire/answers';
import type { Form } from '../../src/domain/questionnaire/compile';
import { nextQuestion } from '../../src/domain/questionnaire/next-question';
import { HOLDS } from '../../src/domain/questionnaire/truth';

/** Whoever a scenario does not let say something does not know it. */
const answerOf = (person: Answers, code: string): unknown => person[code] ?? { none: 'dont-know' };

/** How many questions a person is asked when only what can still change a result is asked. */
export function askedByNeed(form: Form, person: Answers): number {
  let answers: Answers = {};
  let section: string | null = null;
  for (let asked = 0; ; asked += 1) {
    const next = nextQuestion(form, answers, section);
    if (!next) return asked;
    section = next.section;
    answers = { ...answers, [next.question.code]: answerOf(person, next.question.code) };
  }
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
