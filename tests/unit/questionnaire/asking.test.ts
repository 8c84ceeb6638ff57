import fc from 'fast-check';
import { compileForm, evaluate } from '../../../src/domain/questionnaire/compile';
import { isDealtWith, relevantQuestions } from '../../../src/domain/questionnaire/relevance';
import { HOLDS } from '../../../src/domain/questionnaire/truth';
import { garbage, people } from '../../support/questionnaire/arbitrary-person';
import { DATE, snapshots } from '../../support/questionnaire/arbitrary-snapshot';
import { answerAll, askAll } from '../../support/questionnaire/asking';

const RUNS = { numRuns: Number(process.env['QUESTIONNAIRE_RUNS'] ?? 150) };
const lives = snapshots({ questions: 7, isTiny: false }).chain((snapshot) =>
  fc.record({ form: fc.constant(compileForm(snapshot, DATE)), person: people(snapshot), other: people(snapshot) }),
);

test('asking only what matters gives the results of answering everything that applies', () => {
  fc.assert(
    fc.property(lives, ({ form, person }) => {
      const adaptive = evaluate(form, askAll(form, person).answers);
      expect(adaptive).toEqual(evaluate(form, answerAll(form, person)));
      // And of answering also what does not apply.
      expect(adaptive).toEqual(evaluate(form, person));
    }),
    RUNS,
  );
});

test('what was not asked could not have changed a result, whatever it had been', () => {
  fc.assert(
    fc.property(
      lives.chain((life) => fc.record({ life: fc.constant(life), nonsense: garbage(life.form.snapshot) })),
      ({ life: { form, person, other }, nonsense }) => {
        const { answers } = askAll(form, person);
        const results = evaluate(form, answers);
        for (const values of [other, nonsense]) {
          if (typeof values !== 'object' || values === null) continue;
          for (const code of form.questions.keys()) {
            if (!(code in answers)) expect(evaluate(form, { ...answers, [code]: values[code] })).toEqual(results);
          }
          expect(evaluate(form, { ...values, ...answers })).toEqual(results);
        }
      },
    ),
    RUNS,
  );
});

test('asking ends, asks only what applies and is open, section by section, what is sensitive last', () => {
  fc.assert(
    fc.property(lives, ({ form, person }) => {
      const { asked, answers } = askAll(form, person);
      const codes = asked.map((one) => one.next.question.code);
      expect(new Set(codes).size).toBe(codes.length);
      expect(relevantQuestions(form, answers).now.size).toBe(0);
      for (const [index, { next, before }] of asked.entries()) {
        const { question, section, left } = next;
        expect(isDealtWith(form, question.code, before)).toBe(false);
        const onlyIf = form.questions.get(question.code)?.onlyIf;
        expect(onlyIf?.test(form.read(before)) ?? HOLDS).toBe(HOLDS);
        const open = [...relevantQuestions(form, before).now].map((code) => form.questions.get(code)!);
        const previous = asked[index - 1]?.next;
        if (section !== previous?.section)
          expect(open.every((one) => one.section.code !== previous?.section)).toBe(true);
        if (question.sensitive) {
          const here = open.filter((one) => one.section.code === section);
          expect(here.every((one) => one.question.sensitive)).toBe(true);
        }
        // Progress never lies: with each answer there is less to come.
        if (previous) expect(left).toBeLessThan(previous.left);
        expect(left).toBeGreaterThanOrEqual(asked.length - index);
      }
    }),
    RUNS,
  );
});
