import it from '../../../src/domain/messages/it.json';
import { checkContents } from '../../../src/domain/questionnaire/check';
import { type Finding, findingMessage } from '../../../src/domain/questionnaire/finding';
import { type Contents, contents, type ScenarioRow } from '../../../src/domain/questionnaire/rows';

const words = { it: 'parole', en: 'words' };
const dated = { from: '2024-01-01', to: null, certainty: 'confirmed', source: 'art. 1' };
const asked = (code: string, row: object) => ({ code, text: words, ...row });
const criterion = (code: string, text: string, row: object = {}) => ({
  ...dated,
  code,
  if: text,
  holds: words,
  fails: words,
  ...row,
});
const benefit = (code: string, criteria: readonly object[], row: object = {}) => ({
  ...{ code, name: words, about: words, from: '2024-01-01', to: null, bring: [] as string[], criteria },
  ...row,
});

/** Contents with nothing wrong, that each case spoils. */
const sound = {
  title: words,
  notice: words,
  sections: [
    {
      code: 'about',
      title: words,
      questions: [
        asked('age', { kind: 'number', min: 0, max: 120 }),
        asked('status', {
          kind: 'choice',
          options: [
            { code: 'one', text: words },
            { code: 'two', text: words },
          ],
        }),
        asked('has-isee', { kind: 'yes-no' }),
        asked('isee', { kind: 'amount', min: 0, max: 100_000, onlyIf: 'has-isee' }),
        asked('members', { kind: 'members', max: 3, fields: [asked('age', { kind: 'number', min: 0, max: 120 })] }),
      ],
    },
  ],
  documents: [{ code: 'identity', text: words }],
  parameters: [{ code: 'LIMIT', label: words, values: [{ ...dated, value: 9000 }] }],
  scales: [
    { code: 'SCALE', group: 'members', base: 1, cap: 2, source: 'art. 2', steps: [{ where: 'age < 18', add: 0.2 }] },
  ],
  benefits: [
    benefit('ADI', [criterion('ADI_ISEE', 'isee < $LIMIT * scale(SCALE)'), criterion('ADI_STATUS', 'status is one')], {
      bring: ['identity'],
    }),
    benefit('SFL', [criterion('SFL_AGE', '18 <= age < 60 and not indicated(ADI)')]),
  ],
};
type Draft = typeof sound;
type Change = (draft: Draft) => Record<string, unknown>;

const withCriterion =
  (text: string, row: object = {}): Change =>
  (draft) => ({ benefits: [...draft.benefits, benefit('MORE', [criterion('MORE_ONE', text, row)])] });
const withQuestion =
  (row: object): Change =>
  ({ sections: [section] }) => ({ sections: [{ ...section, questions: [...section!.questions, row] }] });
const both =
  (first: Change, second: Change): Change =>
  (draft) => ({ ...first(draft), ...second({ ...draft, ...(first(draft) as Partial<Draft>) }) });
const values =
  (...rows: readonly object[]): Change =>
  () => ({
    parameters: [{ code: 'LIMIT', label: words, values: rows.map((row) => ({ ...dated, value: 1, ...row })) }],
  });

function check(change: Change, scenarios: readonly ScenarioRow[] = []): readonly Finding[] {
  return checkContents(contents.parse({ ...sound, ...change(structuredClone(sound)) }), scenarios);
}
const more = { row: 'criterion', code: 'MORE_ONE', from: '2024-01-01' };
const yesNo = (code: string, onlyIf: string | null = null) => asked(code, { kind: 'yes-no', onlyIf });

test('sound contents have no finding', () => {
  expect(check(() => ({}))).toEqual([]);
});

const CASES: readonly (readonly [Finding['kind'], Change, object, object])[] = [
  ['unexpected', withCriterion('age > > 3'), more, { text: 'age > > 3', word: '>', place: 7 }],
  ['unfinished', withCriterion('age >'), more, { text: 'age >' }],
  ['too-deep', withCriterion(`${'('.repeat(60)}age`), more, {}],
  ['not-a-truth', withCriterion('age + 1'), more, { part: 'age + 1' }],
  ['not-a-truth', withCriterion('age > 3 and age'), more, { part: 'age' }],
  ['not-a-quantity', withCriterion('(status is one) > 3'), more, { part: 'status is one' }],
  ['wrong-kind', withCriterion('age is one'), more, { code: 'age', part: 'age is one' }],
  ['wrong-kind', withCriterion('days-since(age) < 3'), more, { code: 'age' }],
  ['wrong-kind', withCriterion('status'), more, { code: 'status' }],
  ['unknown-question', withCriterion('nowhere'), more, { code: 'nowhere' }],
  ['unknown-question', withQuestion(yesNo('q', 'nowhere')), { row: 'question', code: 'q' }, { code: 'nowhere' }],
  ['unknown-option', withCriterion('status in (one, three)'), more, { option: 'three', code: 'status' }],
  ['unknown-field', withCriterion('count(members where has-isee) > 0'), more, { code: 'has-isee', group: 'members' }],
  ['unknown-parameter', withCriterion('age > $NOWHERE'), more, { code: 'NOWHERE' }],
  ['unknown-scale', withCriterion('scale(NOWHERE) > 1'), more, { code: 'NOWHERE' }],
  ['unknown-benefit', withCriterion('indicated(NOWHERE)'), more, { code: 'NOWHERE' }],
  [
    'unknown-document',
    ({ benefits }) => ({ benefits: [{ ...benefits[0], bring: ['identity', 'iban'] }, benefits[1]] }),
    { row: 'benefit', code: 'ADI' },
    { code: 'iban' },
  ],
  [
    'unused-document',
    ({ documents }) => ({ documents: [...documents, { code: 'iban', text: words }] }),
    { row: 'document', code: 'iban' },
    { code: 'iban' },
  ],
  ['unused-question', withQuestion(yesNo('idle')), { row: 'question', code: 'idle' }, { code: 'idle' }],
  [
    'unused-question',
    both(withQuestion(yesNo('idle')), withQuestion(yesNo('idler', 'idle'))),
    { row: 'question', code: 'idle' },
    { code: 'idle' },
  ],
  [
    'unused-field',
    withQuestion(asked('others', { kind: 'members', max: 2, fields: [yesField('idle')] })),
    { row: 'question', code: 'others' },
    { code: 'idle' },
  ],
  [
    'unused-parameter',
    ({ parameters }) => ({ parameters: [...parameters, { ...parameters[0], code: 'IDLE' }] }),
    { row: 'parameter', code: 'IDLE' },
    { code: 'IDLE' },
  ],
  [
    'unused-scale',
    ({ scales }) => ({ scales: [...scales, { ...scales[0], code: 'IDLE' }] }),
    { row: 'scale', code: 'IDLE' },
    { code: 'IDLE' },
  ],
  ['repeated-code', withQuestion(yesNo('age')), { row: 'question', code: 'age' }, { code: 'age' }],
  [
    'never-reached',
    both(withQuestion(yesNo('q', 'age > 120')), withCriterion('q')),
    { row: 'question', code: 'q' },
    {},
  ],
  [
    'never-reached',
    both(both(withQuestion(yesNo('q', 'age > 120')), withQuestion(yesNo('r', 'q or not q'))), withCriterion('r')),
    { row: 'question', code: 'r' },
    {},
  ],
  [
    'never-reached',
    both(both(withQuestion(yesNo('q', 'r')), withQuestion(yesNo('r', 'q'))), withCriterion('r')),
    { row: 'question', code: 'q' },
    {},
  ],
  [
    'reaching-not-found',
    both(withQuestion(yesNo('q', 'age * age = 2')), withCriterion('q')),
    { row: 'question', code: 'q' },
    {},
  ],
  ['never-holds', withCriterion('age < 18 and age > 60'), more, {}],
  ['never-holds', withCriterion('isee < 10 and not has-isee'), more, {}],
  ['never-fails', withCriterion('age >= 18 or age < 20'), more, {}],
  ['never-fails', withCriterion('0 <= age'), more, {}],
  ['holding-not-found', withCriterion('age * age = 2'), more, {}],
  ['failing-not-found', withCriterion('age * age != 2'), more, {}],
  [
    'never-in-force',
    withCriterion('age > 3', { from: '2020-01-01', to: '2020-12-31' }),
    { ...more, from: '2020-01-01' },
    {},
  ],
  [
    'overlap',
    values({ to: '2025-06-30' }, { from: '2025-06-30' }),
    { row: 'parameter', code: 'LIMIT', from: '2025-06-30' },
    {
      code: 'LIMIT',
      first: '2024-01-01',
      second: '2025-06-30',
    },
  ],
  [
    'overlap',
    ({ benefits }) => ({
      benefits: [
        ...benefits,
        benefit('MORE', [criterion('MORE_ONE', 'age > 3'), criterion('MORE_ONE', 'age > 4', { from: '2025-01-01' })]),
      ],
    }),
    { ...more, from: '2025-01-01' },
    { code: 'MORE_ONE' },
  ],
  [
    'backwards',
    values({}, { from: '2023-06-01', to: '2023-05-01' }),
    { row: 'parameter', code: 'LIMIT', from: '2023-06-01' },
    {},
  ],
  [
    'no-value',
    values({ to: '2024-12-31' }, { from: '2025-02-01' }),
    { row: 'criterion', code: 'ADI_ISEE', from: '2024-01-01' },
    { code: 'LIMIT', day: '2025-01-01' },
  ],
  [
    'circle',
    ({ benefits }) => ({
      benefits: [
        ...benefits,
        benefit('A', [criterion('A_ONE', 'indicated(B)')]),
        benefit('B', [criterion('B_ONE', 'indicated(A) or age > 3')]),
      ],
    }),
    { row: 'benefit', code: 'A' },
    { way: 'A → B → A' },
  ],
  [
    'missing-translation',
    () => ({ translations: { ar: { title: 'عنوان' } } }),
    { row: 'criterion', code: 'SFL_AGE', from: '2024-01-01' },
    { language: 'ar', text: 'parole' },
  ],
];

function yesField(code: string) {
  return asked(code, { kind: 'yes-no' });
}

test.each(CASES)('%s, case %#', (kind, change, at, found) => {
  const findings = check(kind === 'unused-field' ? both(change, withCriterion('count(others) > 0')) : change);
  const one = findings.find((finding) => finding.kind === kind && JSON.stringify(finding.at) === JSON.stringify(at));
  expect(one ?? findings).toMatchObject({ kind, at, values: found });
});

test('a missing source, which no well-formed row is without', () => {
  const spoiled: Contents = contents.parse(sound);
  const empty = { ...spoiled, scales: spoiled.scales.map((one) => ({ ...one, source: ' ' })) };
  expect(checkContents(empty, [])).toEqual([
    { kind: 'missing-source', at: { row: 'scale', code: 'SCALE' }, values: {} },
  ]);
});

test('a figure of a year to come is not missing while no end is known', () => {
  expect(check(values({ to: '2026-12-31' }))).toEqual([]);
});

test.each<[Finding['kind'], Partial<ScenarioRow>, object]>([
  ['scenario-fails', { expected: { SFL: 'indicated' } }, { benefit: 'SFL', expected: 'indicated', found: 'not-known' }],
  ['scenario-fails', { date: '2020-01-01', expected: { SFL: 'not-known' } }, { found: 'not-in-force' }],
  ['scenario-answer', { answers: { age: 'old' } }, { code: 'age' }],
  ['scenario-answer', { answers: { nowhere: { none: 'dont-know' } } }, { code: 'nowhere' }],
  ['unknown-benefit', { expected: { NOWHERE: 'indicated' } }, { code: 'NOWHERE' }],
])('scenarios: %s, case %#', (kind, row, found) => {
  const scenario: ScenarioRow = {
    code: 'case',
    title: words,
    date: '2025-01-01',
    answers: { age: 30 },
    expected: {},
    ...row,
  };
  expect(check(() => ({}), [scenario])).toEqual([
    { kind, at: { row: 'scenario', code: 'case' }, values: expect.objectContaining(found) },
  ]);
});

test('a scenario that comes out as expected is no finding', () => {
  const answers = { age: 30, status: 'two', isee: { none: 'rather-not' } };
  const scenario: ScenarioRow = {
    code: 'case',
    title: words,
    date: '2025-01-01',
    answers,
    expected: { SFL: 'indicated' },
  };
  expect(check(() => ({}), [scenario])).toEqual([]);
});

test('every kind has a case here and a sentence that its values fill', () => {
  const kinds = Object.keys(it).flatMap((key) => (key.startsWith('finding.') ? [key.slice(8)] : []));
  const elsewhere = ['missing-source', 'scenario-fails', 'scenario-answer', 'incomplete'];
  expect([...new Set([...CASES.map(([kind]) => kind), ...elsewhere])].sort()).toEqual([...kinds].sort());
  for (const [kind, change] of CASES) {
    for (const finding of check(change)) expect([kind, findingMessage('it', finding)]).not.toContain('');
  }
  const failing = {
    kind: 'scenario-fails',
    at: { row: 'scenario', code: 'x' },
    values: { benefit: 'ADI', expected: 'indicated', found: 'not-known' },
  } as const;
  expect(findingMessage('en', failing)).toBe(
    'The scenario fails: for ADI “indicated” is expected, but the result is “not known”.',
  );
});
