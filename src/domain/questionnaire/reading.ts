import { type Answers, answersIt, dayNumber, membersOf, wholeNumber } from './answers';
import type { Field, Question } from './snapshot';
import { FAILS, HOLDS, OPEN } from './truth';

/**
 * Answers read once, so that evaluating looks nothing up by name and checks nothing twice. Each question, or field, has
 * its place; in it stands a truth for yes or no, the option's number from 1 for a choice, the options chosen, a number,
 * a day number, or the readings of a group's people. What does not answer its question is as if it were not there.
 */
export type Reading = readonly unknown[];

/** A question's place among its like, what an answer comes to there, and what stands there without one. */
interface Place {
  readonly code: string;
  readonly read: (value: unknown) => unknown;
}

/**
 * Reads answers to some questions, or to the fields of one person, each in its place; after them come `more` empty places
 * for what is worked out and kept (`kept.ts`).
 */
export function readerOf(
  questions: Iterable<Question | Field>,
  more: () => number = () => 0,
): (answers: Answers) => unknown[] {
  const places = [...questions].map((one): Place => ({ code: one.code, read: valueReader(one) }));
  return (answers) => {
    const reading = new Array<unknown>(places.length + more());
    for (let at = 0; at < places.length; at += 1) {
      const { code, read } = places[at] as Place;
      reading[at] = read(answers[code]);
    }
    return reading;
  };
}

/** What a question's answer comes to in its place. */
export function valueReader(question: Question | Field): (value: unknown) => unknown {
  switch (question.kind) {
    case 'yes-no':
      return (value) => (value === true ? HOLDS : value === false ? FAILS : OPEN);
    case 'choice': {
      const numbers = new Map<unknown, number>(question.options.map((one, index) => [one.code, index + 1]));
      return (value) => numbers.get(value) ?? 0;
    }
    case 'choices':
      return (value) => (value !== undefined && answersIt(question, value) ? value : undefined);
    case 'number':
    case 'amount':
      return (value) => wholeNumber(value, question);
    case 'date':
      return dayNumber;
    case 'members': {
      const { max } = question;
      const read = readerOf(question.fields);
      return (value) => membersOf(value, max)?.map(read);
    }
  }
}
