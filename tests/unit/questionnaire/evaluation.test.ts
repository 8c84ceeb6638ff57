import fc from 'fast-check';
import { compileForm, evaluate, type Result, resultOf } from '../../../src/domain/questionnaire/compile';
import { explain, type Standing } from '../../../src/domain/questionnaire/explain';
import { nextQuestion } from '../../../src/domain/questionnaire/next-question';
import { smallestChange } from '../../../src/domain/questionnaire/smallest-change';
import { OPEN } from '../../../src/domain/questionnaire/truth';
import { garbage, partOf, people, withGaps } from '../../support/questionnaire/arbitrary-person';
import { DATE, snapshots } from '../../support/questionnaire/arbitrary-snapshot';

const RUNS = { numRuns: Number(process.env['QUESTIONNAIRE_RUNS'] ?? 150) };
const some = snapshots({ questions: 7, isTiny: false });

test('what is decided on some answers stays so whatever else is answered', () => {
  fc.assert(
    fc.property(
      some.chain((snapshot) =>
        people(snapshot).chain((person) =>
          fc.record({
            form: fc.constant(compileForm(snapshot, DATE)),
            person: fc.constant(person),
            part: partOf(person).chain(withGaps),
          }),
        ),
      ),
      ({ form, person, part }) => {
        const before = form.read(part);
        const after = form.read(person);
        for (const { test, criteria } of form.benefits) {
          for (const one of [test, ...criteria.map(({ node }) => node.test)]) {
            if (one(before) !== OPEN) expect(one(after)).toBe(one(before));
          }
        }
      },
    ),
    { ...RUNS, numRuns: RUNS.numRuns * 2 },
  );
});

test('nothing throws, whatever the answers', () => {
  fc.assert(
    fc.property(
      some.chain((snapshot) => fc.record({ snapshot: fc.constant(snapshot), answers: garbage(snapshot) })),
      ({ snapshot, answers }) => {
        const form = compileForm(snapshot, DATE);
        expect(Object.keys(evaluate(form, answers))).toHaveLength(snapshot.benefits.length);
        expect(explain(form, answers)).toHaveLength(snapshot.benefits.length);
        nextQuestion(form, answers, 's0');
      },
    ),
    RUNS,
  );
  const form = compileForm(fc.sample(snapshots({ questions: 3, isTiny: true }), { numRuns: 1, seed: 1 })[0]!, DATE);
  for (const nothing of [null, undefined, 7, 'text', new Array(2)]) {
    evaluate(form, nothing as never);
    smallestChange(form, nothing as never, 'FIRST');
  }
});

/** The result that some standings imply, by themselves. */
function impliedBy(standings: readonly Standing[]): Result {
  if (standings.includes('fails')) return 'not-indicated';
  return standings.length === 0 || standings.includes('open') ? 'not-known' : 'indicated';
}

test('the standings of an explanation imply its result, which is the evaluation’s', () => {
  fc.assert(
    fc.property(
      some.chain((snapshot) =>
        fc.record({
          form: fc.constant(compileForm(snapshot, DATE)),
          answers: fc.oneof(people(snapshot).chain(partOf), garbage(snapshot)),
        }),
      ),
      ({ form, answers }) => {
        const results = evaluate(form, answers);
        for (const { benefit, result, criteria, steps } of explain(form, answers)) {
          expect(result).toBe(results[benefit.code]);
          expect(impliedBy(criteria.map((one) => one.standing))).toBe(result);
          for (const step of steps) {
            expect(criteria.find((one) => one.criterion === step)?.standing).not.toBe('holds');
          }
        }
      },
    ),
    RUNS,
  );
  expect(resultOf(OPEN)).toBe('not-known');
});
