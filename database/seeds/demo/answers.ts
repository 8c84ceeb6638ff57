import { questionnaireContents } from '../reference/questionnaire-contents';

type Question = (typeof questionnaireContents)['sections'][number]['questions'][number];

/** Made-up answers to the first version's questions: of the right kind, and other ones for another number. */
export function answersOf(number: number): Readonly<Record<string, unknown>> {
  const questions = questionnaireContents.sections.flatMap((section) => section.questions);
  return Object.fromEntries(
    questions.filter((one) => one.onlyIf === null).map((one, at) => [one.code, answerTo(one, number + at)]),
  );
}

function answerTo(question: Question, number: number): unknown {
  switch (question.kind) {
    case 'yes-no':
      return number % 3 !== 0;
    case 'number':
      return question.min + ((25 + number) % (question.max - question.min + 1));
    case 'amount':
      return question.min + ((number * 900) % (question.max - question.min + 1));
    case 'choice':
      return question.options[number % question.options.length]?.code;
    case 'choices':
      return question.options.filter((_one, at) => at % 2 === number % 2).map((one) => one.code);
    case 'date':
      return `2024-0${1 + (number % 9)}-15`;
    case 'members':
      return [];
  }
}
