import { checkDraft, checkNames, draftInput } from '../../../src/domain/agreement-text/check-draft';
import type {
  Clause,
  DraftInput,
  ModelText,
  ModelVariable,
  VariableValue,
} from '../../../src/domain/agreement-text/types';
import { isMessageKey, message } from '../../../src/domain/messages/message';
import { draftOf, MODEL_2021, SIGNATORIES, textOf } from '../../support/domain/local-agreement';

const DATED: ModelText = {
  ...MODEL_2021,
  variables: [
    ...MODEL_2021.variables,
    { name: 'inizio', label: 'Inizio', spec: { kind: 'date', from: '2021-06-04', to: '2022-06-04' } },
  ],
};
const people = (min: number, max: number): ModelVariable => ({
  name: 'persone',
  label: 'Persone',
  spec: { kind: 'integer', min, max },
});
const added = (change: Partial<Clause>): Clause => ({
  key: 'agg-1',
  heading: 'Sportello mobile',
  body: 'Un operatore segue lo sportello mobile di {{ambito}}.',
  commitments: [{ by: 'associations', what: 'avviano lo sportello', dueDays: 40 }],
  ...change,
});
/** Where the added clause is: after the model's. */
const ADDED = `clauses.${MODEL_2021.clauses.length}`;
const withClause = (change: Partial<Clause>): DraftInput =>
  draftOf(MODEL_2021, { clauses: [...MODEL_2021.clauses, added(change)] });
const faultsOf = (draft: DraftInput, model = MODEL_2021): string[] =>
  checkDraft(model, draft).map(({ field, key }) => `${field} ${key}`);
const withValue = (name: string, value: VariableValue | undefined): DraftInput => {
  const values = Object.entries({ ...draftOf(MODEL_2021).variables, inizio: '2021-07-01', [name]: value });
  const given = values.filter((entry): entry is [string, VariableValue] => entry[1] !== undefined);
  return draftOf(MODEL_2021, { variables: Object.fromEntries(given) });
};

test('a draft with one clause more is whole, on the wire too', () => {
  expect(faultsOf(withClause({}))).toEqual([]);
  // An office's number, of eleven digits, names nobody.
  expect(faultsOf(withClause({ body: 'L’INPS, codice fiscale 80078750587, ospita lo sportello.' }))).toEqual([]);
  expect(draftInput.parse(withClause({}))).toEqual(withClause({}));
});

test.each<[string, VariableValue | undefined, string]>([
  ['referenti-numero', undefined, 'invalid.required'],
  ['referenti-numero', '2', 'invalid.whole-number'],
  ['referenti-numero', 2.5, 'invalid.whole-number'],
  ['referenti-numero', 0, 'invalid.too-small'],
  ['referenti-numero', 21, 'invalid.too-big'],
  ['piattaforma', 'skype', 'invalid.choice'],
  ['piattaforma', ['teams', 'altra'], 'invalid.choice'],
  ['piattaforma', 'Microsoft Teams', 'invalid.choice'],
  ['collegamento-giorni', 'lunedi', 'invalid.type'],
  ['collegamento-giorni', [], 'invalid.too-few'],
  ['collegamento-giorni', ['lunedi', 'lunedi'], 'invalid.repeated'],
  ['collegamento-giorni', ['domenica'], 'invalid.choice'],
  ['collegamento-giorni', Array(7).fill('lunedi'), 'invalid.too-many'],
  ['collegamento-inizio', '9:30', 'invalid.time'],
  ['collegamento-inizio', '24:00', 'invalid.time'],
  ['inizio', '2021-02-30', 'invalid.day'],
  ['inizio', '2021-06-03', 'invalid.before'],
  ['inizio', '2022-06-05', 'invalid.after'],
  ['sconosciuta', 'testo libero', 'invalid.unknown-field'],
  ['toString', 1, 'invalid.unknown-field'],
])('the variable %s cannot be %j', (name, value, key) => {
  expect(faultsOf(withValue(name, value), DATED)).toEqual([`variables.${name} ${key}`]);
});

test('a value is never read from what every object has', () => {
  const model: ModelText = {
    ...MODEL_2021,
    variables: [...MODEL_2021.variables, { name: 'constructor', label: 'x', spec: { kind: 'time' } }],
  };
  expect(faultsOf(draftOf(model), model)).toEqual(['variables.constructor invalid.required']);
});

test.each<[string, Partial<Clause>, string]>([
  ['a heading of spaces', { heading: ' \n\u00a0' }, `${ADDED}.heading invalid.required`],
  ['a long heading', { heading: 'a'.repeat(201) }, `${ADDED}.heading invalid.too-long`],
  ['an empty body', { body: '' }, `${ADDED}.body invalid.required`],
  ['a long body', { body: 'a'.repeat(20_001) }, `${ADDED}.body invalid.too-long`],
  ['a key of nobody', { key: 'agg-0' }, `${ADDED}.key invalid.clause-key`],
  ['a key that is there already', { key: 'oggetto' }, `${ADDED}.key invalid.repeated`],
  ['a codice fiscale', { body: 'È referente XXXYYY57H12F205D.' }, `${ADDED}.body invalid.names-somebody`],
  ['an unknown placeholder', { body: 'Il {{nome}} firma.' }, `${ADDED}.body invalid.placeholder`],
  ['a placeholder with a space in it', { body: '{{ ambito }}' }, `${ADDED}.body invalid.placeholder`],
  ['a brace too many', { body: '{{{ambito}}}' }, `${ADDED}.body invalid.placeholder`],
  ['half a placeholder', { heading: 'Di {{ambito' }, `${ADDED}.heading invalid.placeholder`],
  [
    'a commitment without words',
    { commitments: [{ by: 'structure', what: ' ', dueDays: 1 }] },
    `${ADDED}.commitments.0.what invalid.required`,
  ],
  [
    'a commitment due at once',
    { commitments: [{ by: 'structure', what: 'x', dueDays: 0 }] },
    `${ADDED}.commitments.0.dueDays invalid.too-small`,
  ],
  [
    'a commitment due in eleven years',
    { commitments: [{ by: 'structure', what: 'x', dueDays: 4000 }] },
    `${ADDED}.commitments.0.dueDays invalid.too-big`,
  ],
  [
    'a commitment due by a place',
    { commitments: [{ by: 'structure', what: 'x', dueDays: 'piattaforma' }] },
    `${ADDED}.commitments.0.dueDays invalid.placeholder`,
  ],
  [
    'too many commitments',
    { commitments: Array(21).fill({ by: 'structure', what: 'x', dueDays: 1 }) },
    `${ADDED}.commitments invalid.too-many`,
  ],
])('%s is a fault at its field', (_what, change, fault) => {
  expect(faultsOf(withClause(change))).toEqual([fault]);
});

test.each([
  ['less than a day', 0, 30],
  ['more than ten years', 1, 1_000_000_000],
])('a commitment is not due when a variable says that may be %s', (_what, min, max) => {
  const model = { ...MODEL_2021, variables: [...MODEL_2021.variables, people(min, max)] };
  const draft = withClause({ commitments: [{ by: 'structure', what: 'x', dueDays: 'persone' }] });
  const fault = `${ADDED}.commitments.0.dueDays invalid.placeholder`;
  expect(faultsOf({ ...draft, variables: { ...draft.variables, persone: max } }, model)).toEqual([fault]);
});

test.each([
  ['soft hyphen', '\u00ad'],
  ['zero-width space', '\u200b'],
  ['zero-width joiner', '\u200d'],
  ['word joiner', '\u2060'],
  ['byte order mark', '\ufeff'],
  ['right-to-left override', '\u202e'],
  ['isolate', '\u2066'],
  ['combining grapheme joiner', '\u034f'],
  ['stroke over letters', '\u0336'],
  ['Hangul filler', '\u3164'],
  ['variation selector', '\ufe0f'],
  ['tag letter', '\u{e0061}'],
  ['Cyrillic a', '\u0430'],
  ['Greek omicron', '\u03bf'],
  ['mathematical letter', '\u{1d41a}'],
  ['full-width letter', '\uff41'],
  ['line separator', '\u2028'],
  ['hair space', '\u200a'],
  ['blank of Braille', '\u2800'],
  ['bell', '\u0007'],
  ['vertical tab', '\u000b'],
  ['lone surrogate', '\ud800'],
  ['private use', '\ue000'],
  ['deletion', '\u007f'],
  ['next line', '\u0085'],
])('nothing hides: %s', (_name, character) => {
  for (const field of ['heading', 'body'] as const) {
    const faults = checkDraft(MODEL_2021, withClause({ [field]: `Acc${character}ordo` }));
    const code = `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
    expect(faults).toEqual([
      { field: `${ADDED}.${field}`, key: 'invalid.hidden-character', values: { character: code } },
    ]);
  }
  const commitments = [{ by: 'structure' as const, what: `x${character}`, dueDays: 1 }];
  expect(faultsOf(withClause({ commitments }))).toEqual([`${ADDED}.commitments.0.what invalid.hidden-character`]);
});

test('what Italian, and a letter typed as base and accent, is made of may stand', () => {
  const body = 'àèéìòù ÀÈÉÌÒÙ «…» “‘’” – — € § ° ª º % & 1/2 e\u0301 šž çñ\r\n\ttabulato\u00a0fine';
  expect(faultsOf(withClause({ body }))).toEqual([]);
});

test('somebody signs beside the structure, and only once', () => {
  expect(faultsOf(draftOf(MODEL_2021, { signatories: [] }))).toEqual(['signatories invalid.too-few']);
  const one = { kind: 'association', id: 7 } as const;
  const twice = draftOf(MODEL_2021, { signatories: [one, { kind: 'municipality', id: 7 }, one] });
  expect(faultsOf(twice)).toEqual(['signatories.2 invalid.repeated']);
});

test('more clauses, signatories or variables than anybody reads are refused, on the wire too', () => {
  const clauses = Array.from({ length: 61 }, (_one, index) => added({ key: `agg-${index + 1}` }));
  const signatories = clauses.map((_one, index) => ({ kind: 'association' as const, id: index + 1 }));
  expect(faultsOf(draftOf(MODEL_2021, { clauses, signatories }))).toEqual([
    'signatories invalid.too-many',
    'clauses invalid.too-many',
  ]);
  expect(faultsOf(draftOf(MODEL_2021, { clauses: [] }))).toEqual(['clauses invalid.too-few']);
  const variables = Object.fromEntries(
    clauses.flatMap(({ key }) => ['a', 'b', 'c', 'd'].map((one) => [`${key}-${one}`, 1])),
  );
  for (const change of [{ clauses }, { signatories }, { variables }]) {
    expect(draftInput.safeParse(draftOf(MODEL_2021, change)).success).toBe(false);
  }
});

test('every fault has its sentence in both languages, with all its values', () => {
  const bad: DraftInput = {
    signatories: [],
    variables: { 'referenti-numero': 99, piattaforma: 'x', inizio: '2020-01-01', altro: 1, 'formazione-incontri': 0 },
    clauses: [
      added({ body: 'a\u200bb {x}', heading: 'h'.repeat(300), key: 'x' }),
      added({ key: 'x', commitments: [] }),
    ],
  };
  const faults = checkDraft(DATED, bad);
  expect(new Set(faults.map(({ key }) => key)).size).toBeGreaterThan(8);
  for (const { key, values } of faults) {
    for (const language of ['it', 'en'] as const)
      expect(isMessageKey(key) && message(language, key, values)).toMatch(/\.$/);
  }
});

test('a name of the registers that could not be printed is found when the text is saved', () => {
  const text = textOf(MODEL_2021);
  expect(checkNames(text)).toEqual([]);
  const names = SIGNATORIES.map((one, index) => (index === 1 ? one : { ...one, name: `${one.name} \u0416` }));
  const faults = checkNames({ title: 'Acc\u00adordo', territory: 'Дом', signatories: names });
  expect(faults.map(({ field, values }) => `${field} ${values['character']}`)).toEqual([
    'title U+00AD',
    'territory U+0414',
    'signatories U+0416',
    'signatories.1 U+0416',
    'signatories.2 U+0416',
  ]);
});
