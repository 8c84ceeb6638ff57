import { changesBetween } from '../../../src/publishing/changes';
import { gather } from '../../../src/publishing/gather';
import { hashOf, review } from '../../../src/publishing/review';
import { ROWS, spoilt } from './working-copy';

test('rows become contents: parts in order, figures by code, blanks left out, a benefit without criteria too', () => {
  const { contents, scenarios, findings } = gather(ROWS);
  expect(findings).toEqual([]);
  expect(contents).toMatchObject({
    title: { it: 'Prova', en: 'Try' },
    sections: [
      {
        questions: [
          { code: 'age', min: 0, max: 120, onlyIf: null, help: null },
          { code: 'way', options: [{ code: 'one' }, { code: 'two' }], onlyIf: 'age >= 18' },
          { code: 'members', max: 5, fields: [{ options: [{ code: 'a', text: { it: 'A' } }, { code: 'b' }] }] },
        ],
      },
    ],
    parameters: [{ code: 'LIMIT', label: { it: 'Nuovo', en: 'New' }, values: [{ value: 60 }, { value: 65 }] }],
    scales: [{ group: 'members', steps: [{ where: null, add: 0.5 }] }],
    benefits: [{ code: 'OLD_AGE', bring: ['identity'], criteria: [{ code: 'OLD_ENOUGH', step: null }] }],
    translations: { fr: { title: 'Essai' }, ro: { title: 'Probă', notice: 'Orientează.' } },
    read: ['fr'],
  });
  expect(scenarios).toMatchObject([{ code: 'alone', expected: { OLD_AGE: 'indicated' } }]);
});

test('a working copy is frozen, and its scenarios run', () => {
  const { snapshot, hash, outcomes } = review(ROWS);
  expect(snapshot).toMatchObject({ languages: ['it', 'en', 'fr', 'ro'], unread: ['ro'] });
  expect(outcomes).toMatchObject([{ results: { OLD_AGE: 'indicated' } }]);
  // What a JSON column does to the order of keys does not matter.
  expect(
    snapshot && hashOf(JSON.parse(JSON.stringify(snapshot, Object.keys(snapshot).sort().concat(keysIn(snapshot))))),
  ).toBe(hash);
});

const keysIn = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value)
        .flatMap(([key, inner]) => [key, ...keysIn(inner)])
        .reverse();

test.each([
  ['no questionnaire', { ...ROWS, questionnaires: [] }, 'version', '', 'title'],
  ['a section without questions', { ...ROWS, questions: [] }, 'section', 'people', 'questions'],
  ['a number without bounds', spoilt('questions', { max: null }), 'question', 'age', 'max'],
  ['a text that is wanting', spoilt('documents', { text_en: ' ' }), 'document', 'identity', 'text.en'],
  ['an English name that is wanting', spoilt('benefits', { name_en: null }), 'benefit', 'OLD_AGE', 'name.en'],
  ['a step in one language', spoilt('criteria', { step_it: 'Fai.' }), 'criterion', 'OLD_ENOUGH', 'step.en'],
  [
    'a scenario that is none',
    spoilt('scenarios', { expected: { OLD_AGE: 'maybe' } }),
    'scenario',
    'alone',
    'expected.OLD_AGE',
  ],
] as const)('what is wanting is found at its row: %s', (_what, rows, row, code, field) => {
  expect(review(rows).findings).toContainEqual({ kind: 'incomplete', at: { row, code }, values: { field } });
});

test('what cannot be read is found at its row, wherever it is written', () => {
  const texts = [
    spoilt('criteria', { expression: 'age >=' }),
    spoilt('scales', { steps: [{ condition: 'age >=', addition: 1, most: null }] }),
    spoilt('questions', { only_if: 'age >=' }),
  ];
  const found = texts.map((rows) => {
    const { snapshot, findings } = review(rows);
    return [snapshot, findings.find((one) => one.kind === 'unfinished')?.at.code];
  });
  expect(found).toEqual([
    [null, 'OLD_ENOUGH'],
    [null, 'SCALE'],
    [null, 'age'],
  ]);
});

test('scenarios that fail, or speak of what is not there, stand in the way', () => {
  const of = (change: Parameters<typeof spoilt<'scenarios'>>[1]) =>
    review(spoilt('scenarios', change)).findings.filter((one) => one.at.row === 'scenario');
  const at = { row: 'scenario', code: 'alone' };
  const values = { benefit: 'OLD_AGE', expected: 'not-indicated', found: 'indicated' };
  expect(of({ expected: { OLD_AGE: 'not-indicated' } })).toEqual([{ kind: 'scenario-fails', at, values }]);
  const answers = { age: 66, way: 'three', members: { none: 'rather-not' }, height: 3 };
  expect(of({ answers, expected: {} }).map((one) => one.values)).toEqual([{ code: 'way' }, { code: 'height' }]);
});

test('what would change is told row by row', () => {
  const old = review(ROWS).snapshot;
  const now = review({ ...spoilt('figures', { value: 61 }), documents: [], translations: [] }).snapshot;
  if (!old || !now) throw new Error('not frozen');
  expect(changesBetween(old, old)).toEqual([]);
  expect(changesBetween(old, now).map(({ row, code, what }) => `${row} ${code} ${what}`)).toEqual([
    'version  changed',
    'parameter LIMIT changed',
    'document identity removed',
  ]);
  expect(new Set(changesBetween(null, now).map((one) => one.what))).toEqual(new Set(['added']));
});
