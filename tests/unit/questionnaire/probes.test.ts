import { probesOf } from '../../../src/domain/questionnaire/probes';
import type { Question } from '../../../src/domain/questionnaire/snapshot';
import { smallForm } from '../../support/questionnaire/small-form';

const people = { kind: 'members', max: 2, fields: { age: { kind: 'number', min: 0, max: 120 } } };

test.each<[string, Readonly<Record<string, unknown>>, readonly string[], unknown, boolean]>([
  ['both answers', { kind: 'yes-no' }, ['it'], [true, false], true],
  ['every option', { kind: 'choice', options: ['a', 'b'] }, ['it is a'], ['a', 'b'], true],
  [
    'every combination of few options',
    { kind: 'choices', options: ['a', 'b'] },
    ['it has a'],
    [[], ['a'], ['b'], ['a', 'b']],
    true,
  ],
  ['a small range whole', { kind: 'number', min: 1, max: 4 }, ['it > 2'], [1, 2, 3, 4], true],
  ['both sides of a threshold', { kind: 'amount', min: 0, max: 90_000 }, ['it <= $F'], [0, 9360, 9361, 90_000], true],
  ['both sides of both ends', { kind: 'number', min: 0, max: 120 }, ['18 <= it < 60'], [0, 17, 18, 59, 60, 120], true],
  ['an equality and what is about it', { kind: 'number', min: 0, max: 120 }, ['it = 65'], [0, 64, 65, 66, 120], true],
  [
    'a threshold that is no whole number',
    { kind: 'number', min: 0, max: 120 },
    ['it * 2 > 65'],
    [0, 32, 33, 120],
    true,
  ],
  ['only the ends of what nothing is asked about', { kind: 'number', min: 0, max: 120 }, ['x'], [0, 120], true],
  [
    'against an open question: both its ends',
    { kind: 'number', min: 0, max: 120 },
    ['it > n'],
    [0, 10, 11, 20, 21, 120],
    false,
  ],
  [
    'days about a threshold',
    { kind: 'date' },
    ['days-since(it) <= 68'],
    ['1916-12-09', '2026-04-07', '2026-04-08', '2037-05-28'],
    true,
  ],
])('%s', (_, question, criteria, values, isWhole) => {
  const form = smallForm({
    questions: { it: question, x: { kind: 'yes-no' }, n: { kind: 'number', min: 10, max: 20 } },
    parameters: { F: 9360 },
    benefits: { B: criteria },
  });
  expect(probesOf(form, form.questions.get('it')?.question as Question, {})).toEqual({ values, isWhole });
});

test('every household, where few can be told apart', () => {
  const form = smallForm({ questions: { people }, benefits: { B: ['count(people where age < 18) >= 1'] } });
  const { values, isWhole } = probesOf(form, form.questions.get('people')?.question as Question, {});
  expect(isWhole).toBe(true);
  // Ages 0, 17, 18 and 120: none, one, or two of them.
  expect(values).toHaveLength(1 + 4 + 16);
});

test('where households are many, those near to the present one, and that is said', () => {
  const form = smallForm({
    questions: { people: { ...people, max: 12 } },
    benefits: { B: ['count(people where age < 18) >= 1'] },
  });
  const now = [{ age: 40 }];
  const { values, isWhole } = probesOf(form, form.questions.get('people')?.question as Question, { people: now });
  expect(isWhole).toBe(false);
  expect(values).toEqual(expect.arrayContaining([now, [], [{ age: 17 }], [{ age: 40 }, { age: 17 }]]));
});
