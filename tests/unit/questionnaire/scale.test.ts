import { compileQuantity } from '../../../src/domain/questionnaire/compile-expression';
import { parseExpression } from '../../../src/domain/questionnaire/parse';
import { range } from '../../../src/domain/questionnaire/quantity';
import { smallForm } from '../../support/questionnaire/small-form';

const form = smallForm({
  questions: {
    members: {
      kind: 'members',
      max: 6,
      fields: { age: { kind: 'number', min: 0, max: 120 }, disabled: { kind: 'yes-no' } },
    },
  },
  // In the manner of D.L. 48/2023, art. 2, paragraph 4.
  scales: [
    {
      code: 'ADI',
      group: 'members',
      base: 1,
      cap: 2.3,
      steps: [
        { where: 'disabled', add: 0.5 },
        { where: 'age < 18', add: 0.15, most: 2 },
        { where: 'age < 18', add: 0.1 },
        { where: 'age >= 60', add: 0.4 },
      ],
    },
  ],
  benefits: { ADI: ['scale(ADI) > 1'] },
});
const scale = compileQuantity(parseExpression('scale(ADI)'), form.meaning);
const child = { age: 7, disabled: false };
const adult = { age: 40, disabled: false };
const old = { age: 70, disabled: false };

test.each<[string, unknown, number, number]>([
  ['nobody else', [], 1, 1],
  ['not answered', undefined, 1, 2.3],
  ['not said', { none: 'dont-know' }, 1, 2.3],
  ['more people than can be', Array(7).fill(child), 1, 2.3],
  ['a child', [child], 1.15, 1.15],
  ['two children', [child, child], 1.3, 1.3],
  ['the third child counts less', [child, child, child], 1.4, 1.4],
  ['an adult adds nothing', [adult], 1, 1],
  ['the first step that holds', [{ age: 7, disabled: true }], 1.5, 1.5],
  ['no more than its cap', [old, old, old, old], 2.3, 2.3],
  ['somebody of whom nothing is known', [{}], 1, 1.5],
  ['a child who may be disabled', [{ age: 7 }], 1.1, 1.5],
  ['an adult who may be disabled', [{ age: 40 }], 1, 1.5],
  ['of no known age, not disabled', [{ disabled: false }], 1, 1.4],
  ['known people before the unknown one stay exact', [child, {}], 1.15, 1.65],
  ['a disabled person is, at any age', [{ disabled: true }], 1.5, 1.5],
])('%s', (_, members, low, high) => {
  const found = range();
  scale(form.read({ members }), found);
  expect(found).toEqual({ low, high });
});

test('sums of hundredths do not drift', () => {
  const found = range();
  scale(form.read({ members: [child, child, child, child] }), found);
  expect(found.low).toBe(1.5);
});
