import type { Answers } from '../../../src/domain/questionnaire/answers';
import type { Form } from '../../../src/domain/questionnaire/compile';
import { type Next, nextQuestion } from '../../../src/domain/questionnaire/next-question';
import { HOLDS } from '../../../src/domain/questionnaire/truth';

/** One question that was asked, and what had been answered before. */
export interface Asked {
  readonly next: Next;
  readonly before: Answers;
}

/** Asks a person until nothing is left to ask. Fails rather than going on for ever. */
export function askAll(form: Form, person: Answers): { readonly answers: Answers; readonly asked: readonly Asked[] } {
  const asked: Asked[] = [];
  let answers: Answers = {};
  for (;;) {
    const next = nextQuestion(form, answers, asked.at(-1)?.next.section ?? null);
    if (!next) return { answers, asked };
    if (asked.length > form.questions.size) throw new Error('asking does not end');
    asked.push({ next, before: answers });
    answers = { ...answers, [next.question.code]: person[next.question.code] };
  }
}

/** Everything a person is asked when all that applies is asked, in whatever order it comes to apply. */
export function answerAll(form: Form, person: Answers): Answers {
  let answers: Answers = {};
  for (;;) {
    const counting = form.read(answers);
    const more = [...form.questions.values()].find(
      ({ question, onlyIf }) => !(question.code in answers) && (onlyIf === null || onlyIf.test(counting) === HOLDS),
    );
    if (!more) return answers;
    answers = { ...answers, [more.question.code]: person[more.question.code] };
  }
}
