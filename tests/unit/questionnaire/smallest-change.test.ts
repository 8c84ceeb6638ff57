import fc from 'fast-check';
import type { Answers } from '../../../src/domain/questionnaire/answers';
import { compileForm, evaluate, type Form } from '../../../src/domain/questionnaire/compile';
import { smallestChange } from '../../../src/domain/questionnaire/smallest-change';
import type { Question } from '../../../src/domain/questionnaire/snapshot';
import { partOf, people } from '../../support/questionnaire/arbitrary-person';
import { DATE, snapshots } from '../../support/questionnaire/arbitrary-snapshot';
import { smallForm } from '../../support/questionnaire/small-form';

/** Every value of a tiny question. */
function domain(question: Question): readonly unknown[] {
  switch (question.kind) {
    case 'yes-no':
      return [true, false];
    case 'choice':
      return question.options.map((one) => one.code);
    case 'choices': {
      const codes = question.options.map((one) => one.code);
      return [[], ...codes.map((one) => [one]), codes];
    }
    case 'number':
    case 'amount':
      return Array.from({ length: question.max - question.min + 1 }, (_, at) => question.min + at);
    case 'members': {
      const field = question.fields[0]!.code;
      const [yes, no] = [{ [field]: true }, { [field]: false }];
      return [[], [yes], [no], [yes, yes], [yes, no], [no, yes], [no, no]];
    }
    case 'date':
      throw new TypeError('no tiny questionnaire has dates');
  }
}

/** The fewest answers whose change gives the wanted result, by trying everything. */
function fewest(form: Form, given: Answers, benefit: string, wanted: string): number | null {
  const questions = [...form.questions.values()].map((one) => one.question);
  const tries = (from: number, left: number, answers: Answers): boolean => {
    if (left === 0) return evaluate(form, answers)[benefit] === wanted;
    return questions
      .slice(from)
      .some((question, at) =>
        domain(question).some((value) => tries(from + at + 1, left - 1, { ...answers, [question.code]: value })),
      );
  };
  for (let size = 1; size <= questions.length; size += 1) if (tries(0, size, given)) return size;
  return null;
}

test('the smallest change flips the result, and nothing smaller does', () => {
  fc.assert(
    fc.property(
      snapshots({ questions: 4, isTiny: true }).chain((snapshot) =>
        fc.record({
          form: fc.constant(compileForm(snapshot, DATE)),
          given: fc.oneof(people(snapshot), people(snapshot).chain(partOf)),
        }),
      ),
      ({ form, given }) => {
        const now = evaluate(form, given);
        for (const code of Object.keys(now)) {
          const change = smallestChange(form, given, code);
          const wanted = now[code] === 'indicated' ? 'not-indicated' : 'indicated';
          expect(change === null ? null : Object.keys(change.answers).length).toBe(fewest(form, given, code, wanted));
          if (!change) continue;
          expect(change.result).toBe(wanted);
          expect(evaluate(form, { ...given, ...change.answers })[code]).toBe(wanted);
        }
      },
    ),
    { numRuns: Number(process.env['QUESTIONNAIRE_RUNS'] ?? 150) },
  );
});

test('where values cannot be told apart for long, the search is cut: somebody waits for it', () => {
  const codes = Array.from({ length: 12 }, (_, index) => `n${index}`);
  // Another benefit tells many values apart; of these, no four multiply to a prime.
  const apart = codes.flatMap((code) => Array.from({ length: 30 }, (_, index) => `${code} > ${(index + 1) * 30}`));
  const form = smallForm({
    questions: Object.fromEntries(codes.map((code) => [code, { kind: 'number', min: 0, max: 1000 }])),
    benefits: { A: [`${codes.join(' * ')} = 999983`], B: apart },
  });
  const given = Object.fromEntries(codes.map((code) => [code, 1]));
  expect(smallestChange(form, given, 'A')).toBeNull();
}, 10_000);
