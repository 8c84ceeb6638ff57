import {
  criterionFaults,
  questionFaults,
  scaleFaults,
  scenarioFaults,
} from '../../../src/admin-config/questionnaire-checks';
import { type MessageKey, message } from '../../../src/domain/messages/message';

type Check = typeof questionFaults;

/** What is wrong, as `field key`. */
function faults(check: Check, after: Readonly<Record<string, unknown>>, values = {}): readonly string[] {
  const keys = ['missing', 'bounds', 'both-languages', 'question-options', 'question-fields', 'question-bounds'];
  const all = [...keys, 'expression-unexpected', 'expression-unfinished', 'scenario-answers', 'scenario-expected'];
  return check({ before: null, after }, 'it').map(({ field, text }) => {
    const key = all.find(
      (one) => message('it', `content.${one}` as MessageKey, { found: '', place: '', ...values }) === text,
    );
    return `${field} ${key}`;
  });
}

const QUESTION = {
  code: 'age',
  kind: 'number',
  textIt: 'Quanti?',
  textEn: 'How many?',
  min: 0,
  max: 10,
  sensitive: false,
};
const WAYS = [
  { code: 'one', textIt: 'Uno', textEn: 'One' },
  { code: 'two', textIt: 'Due', textEn: 'Two' },
];
const FIELD = { code: 'way', kind: 'choice', textIt: 'Come?', textEn: 'How?', options: 'a | A | A\nb | B | B' };

test.each<[string, object, readonly string[]]>([
  ['a number', {}, []],
  ['a number without bounds', { min: null, max: undefined }, ['min question-bounds', 'max question-bounds']],
  ['bounds the wrong way round', { min: 11 }, ['max question-bounds']],
  ['a yes or no', { kind: 'yes-no', min: null, max: null, onlyIf: '' }, []],
  ['a choice', { kind: 'choice', options: WAYS }, []],
  ['a choice of one', { kind: 'choice', options: WAYS.slice(1) }, ['options question-options']],
  ['the same answer twice', { kind: 'choices', options: [...WAYS, WAYS[0]] }, ['options question-options']],
  ['a text that is wanting', { textEn: null }, ['textEn missing']],
  ['help in one language', { helpIt: 'Così.' }, ['helpEn both-languages']],
  ['members', { kind: 'members', fields: [FIELD] }, []],
  ['members about whom nothing is asked', { kind: 'members', fields: [] }, ['fields question-fields']],
  ['too many members', { kind: 'members', fields: [FIELD], max: 21 }, ['max question-bounds']],
  [
    'lines that are no answers',
    { kind: 'members', fields: [{ ...FIELD, options: 'a | A | A\nb | B' }] },
    ['fields.0.options question-options'],
  ],
])('a question: %s', (_what, change, told) => {
  expect(faults(questionFaults, { ...QUESTION, ...change })).toEqual(told);
});

test('a rule that cannot be read is told with its place, in the editor’s language', () => {
  expect(faults(questionFaults, { ...QUESTION, onlyIf: 'age >=' }, { place: 7 })).toEqual([
    'onlyIf expression-unfinished',
  ]);
  expect(faults(criterionFaults, { expression: 'age ? 3' }, { found: '?', place: 5 })).toEqual([
    'expression expression-unexpected',
  ]);
  const step = { where: 'age <', add: 1 };
  expect(faults(scaleFaults, { steps: [{ where: null, add: 1 }, step] }, { place: 6 })).toEqual([
    'steps.1.where expression-unfinished',
  ]);
  const [english] = criterionFaults({ before: null, after: { expression: 'age ? 3' } }, 'en');
  expect(english?.text).toBe(message('en', 'content.expression-unexpected', { found: '?', place: 5 }));
});

test('a step is in both languages; a scenario’s results are results', () => {
  expect(faults(criterionFaults, { expression: 'age >= 3', stepIt: 'Fai.' })).toEqual(['stepEn both-languages']);
  expect(faults(scenarioFaults, { answers: { age: 3 }, expected: { AS: 'indicated' } })).toEqual([]);
  expect(faults(scenarioFaults, { answers: [3], expected: { AS: 'yes' } })).toEqual([
    'answers scenario-answers',
    'expected scenario-expected',
  ]);
});

test('nothing is wrong with what is taken away', () => {
  for (const check of [questionFaults, criterionFaults, scaleFaults, scenarioFaults]) {
    expect(check({ before: {}, after: null }, 'it')).toEqual([]);
  }
});
