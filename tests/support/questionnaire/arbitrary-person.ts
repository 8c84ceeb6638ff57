import fc from 'fast-check';
import type { Answers, NoAnswer } from '../../../src/domain/questionnaire/answers';
import { dateOf, dayNumber } from '../../../src/domain/questionnaire/answers';
import type { Field, Question, Snapshot } from '../../../src/domain/questionnaire/snapshot';
import { DATE } from './arbitrary-snapshot';

const NO_ANSWER = fc.constantFrom<NoAnswer>({ none: 'dont-know' }, { none: 'rather-not' });

/** A value that answers a question. */
export function answerTo(question: Question | Field): fc.Arbitrary<unknown> {
  switch (question.kind) {
    case 'yes-no':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...question.options.map((one) => one.code));
    case 'choices':
      return fc.subarray(question.options.map((one) => one.code));
    case 'number':
    case 'amount':
      return fc.oneof(
        fc.integer({ min: question.min, max: question.max }),
        fc.integer({ min: question.min, max: Math.min(question.max, question.min + 40) }),
      );
    case 'date':
      return fc.oneof(
        fc.integer({ min: -500, max: 500 }).map((ago) => dateOf((dayNumber(DATE) ?? 0) - ago)),
        fc.constantFrom('0000-01-01', '9999-12-31'),
      );
    case 'members':
      return fc.array(member(question.fields, 4), { maxLength: question.max });
  }
}

/** One person of a group; of `weight + 3` fields one is not said, one is nonsense and one is missing. */
function member(fields: readonly Field[], weight: number): fc.Arbitrary<unknown> {
  const of = (one: Field) =>
    fc.oneof(
      { weight, arbitrary: answerTo(one) },
      { weight: 1, arbitrary: NO_ANSWER },
      { weight: 1, arbitrary: fc.constantFrom<unknown>(-1, 'nonsense', {}, []) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    );
  return fc
    .tuple(...fields.map(of))
    .map((values) => Object.fromEntries(fields.map(({ code }, at) => [code, values[at]])));
}

const questionsOf = (snapshot: Snapshot): readonly Question[] => snapshot.sections.flatMap((one) => one.questions);

/** A person who deals with every question, now and then by not answering. */
export function people(snapshot: Snapshot): fc.Arbitrary<Answers> {
  const all = questionsOf(snapshot);
  const of = (one: Question) => fc.oneof({ weight: 6, arbitrary: answerTo(one) }, { weight: 1, arbitrary: NO_ANSWER });
  return fc.tuple(...all.map(of)).map((values) => Object.fromEntries(all.map(({ code }, at) => [code, values[at]])));
}

/** Some of a person's answers. */
export function partOf(answers: Answers): fc.Arbitrary<Answers> {
  return fc
    .subarray(Object.keys(answers))
    .map((codes) => Object.fromEntries(codes.map((code) => [code, answers[code]])));
}

/** Answers by the right codes, and whatever else; of any value. */
export function garbage(snapshot: Snapshot): fc.Arbitrary<Answers> {
  const all = questionsOf(snapshot);
  const anything = fc.oneof(fc.anything({ withSparseArray: true, withNullPrototype: true }), NO_ANSWER);
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(...all.map((one) => fc.oneof(anything, answerTo(one), fc.array(anything, { maxLength: 3 }))))
        .map((values) => Object.fromEntries(all.map(({ code }, at) => [code, values[at]]))),
    },
    { weight: 1, arbitrary: anything.map((one) => one as Answers) },
  );
}

/** The same answers, with some of what is said about the people of a group left out. */
export function withGaps(answers: Answers): fc.Arbitrary<Answers> {
  return fc.infiniteStream(fc.boolean()).map((isSaid) => {
    const thinned = (value: unknown): unknown =>
      Array.isArray(value) && value.every((one) => typeof one === 'object')
        ? value.map((one: object) => Object.fromEntries(Object.entries(one).filter(() => isSaid.next().value)))
        : value;
    return Object.fromEntries(Object.entries(answers).map(([code, value]) => [code, thinned(value)]));
  });
}
