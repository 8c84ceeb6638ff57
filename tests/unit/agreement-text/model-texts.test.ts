import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import agreements from '../../../database/seeds/data/agreements.json';
import { checkDraft } from '../../../src/domain/agreement-text/check-draft';
import { checkConformity } from '../../../src/domain/agreement-text/conformity';
import { checkModel, modelText } from '../../../src/domain/agreement-text/model-text';
import { printable } from '../../../src/domain/agreement-text/printable';
import type { ModelText } from '../../../src/domain/agreement-text/types';
import { draftOf, MODEL_2021, MODEL_2024, textOf } from '../../support/domain/local-agreement';

const FOLDER = join(__dirname, '../../../database/seeds/data/model-texts');
const files = readdirSync(FOLDER);
const read = (file: string): unknown => JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));

test('there is one model for each framework that has ever been in force', () => {
  expect(files.sort()).toEqual(agreements.frameworks.map(({ code }) => `${code}.json`).sort());
});

test.each(files)('%s is a whole model, that says it is no official text', (file) => {
  const model = modelText.parse(read(file));
  expect(checkModel(model)).toEqual([]);
  expect(`${model.framework}.json`).toBe(file);
  expect(model.origin).toContain('Non è un testo ufficiale');
  expect(model.clauses.length).toBeGreaterThanOrEqual(12);
});

test.each([MODEL_2021, MODEL_2024])(
  'a draft that keeps all of $title conforms, and nothing in it stays unfilled',
  (model) => {
    expect(checkDraft(model, draftOf(model))).toEqual([]);
    const text = textOf(model);
    expect(checkConformity(text, model)).toMatchObject({ conform: true, incoherent: false });
    const printed = printable(text, model, { protocol: null });
    expect(JSON.stringify(printed.articles)).not.toMatch(/[{}]{2}(?![,\]])|undefined|NaN/);
    expect(printed.articles.flatMap(({ commitments }) => commitments).length).toBeGreaterThanOrEqual(6);
  },
);

test('every variable of a model is used by it', () => {
  for (const model of [MODEL_2021, MODEL_2024]) {
    const words = JSON.stringify(model.clauses);
    const unused = model.variables.filter(({ name }) => !words.includes(`{{${name}}}`) && !words.includes(`"${name}"`));
    expect(unused).toEqual([]);
  }
});

test('the term is what each framework allows: one year in 2021, up to three in 2024, one renewal at most', () => {
  const spec = (model: ModelText, name: string | undefined): unknown =>
    model.variables.find((one) => one.name === name)?.spec;
  for (const [model, max] of [
    [MODEL_2021, 1],
    [MODEL_2024, 3],
  ] as const) {
    expect(spec(model, model.terms.years)).toEqual({ kind: 'integer', min: 1, max });
    expect(spec(model, model.terms.renewals)).toEqual({ kind: 'integer', min: 0, max: 1 });
  }
});

test.each<[string, (model: ModelText) => ModelText, string, string]>([
  [
    'a clause given twice',
    (m) => ({ ...m, clauses: [...m.clauses, m.clauses[0]!] }),
    `clauses.${MODEL_2021.clauses.length}.key`,
    'invalid.repeated',
  ],
  [
    'a key kept for added clauses',
    (m) => ({ ...m, clauses: [{ ...m.clauses[0]!, key: 'agg-1' }] }),
    'clauses.0.key',
    'invalid.clause-key',
  ],
  [
    'a term that no variable says',
    (m) => ({ ...m, terms: { years: 'piattaforma' } }),
    'terms.years',
    'invalid.placeholder',
  ],
  [
    'a variable named as the registers name theirs',
    (m) => ({ ...m, variables: [...m.variables, { ...m.variables[0]!, name: 'ambito' }] }),
    'variables.13.name',
    'invalid.clause-key',
  ],
  ...(['years', 'renewals'] as const).map((term): [string, (model: ModelText) => ModelText, string, string] => [
    `${term} beyond what a policy allows`,
    (m) => ({
      ...m,
      variables: [...m.variables, { name: 'tanti', label: 'Tanti', spec: { kind: 'integer', min: 1, max: 11 } }],
      terms: { [term]: 'tanti' },
    }),
    `terms.${term}`,
    'invalid.placeholder',
  ]),
  [
    'a commitment due when a variable of any size says',
    (m) => ({
      ...m,
      variables: [...m.variables, { name: 'tanti', label: 'Tanti', spec: { kind: 'integer', min: 1, max: 4000 } }],
      clauses: [{ ...m.clauses[0]!, commitments: [{ by: 'structure', what: 'fa', dueDays: 'tanti' }] }],
    }),
    'clauses.0.commitments.0.dueDays',
    'invalid.placeholder',
  ],
  ['a title with a letter that is not ours', (m) => ({ ...m, title: 'Аccordo' }), 'title', 'invalid.hidden-character'],
])('%s is a fault of the model', (_what, change, field, key) => {
  expect(checkModel(change(MODEL_2021))).toContainEqual(expect.objectContaining({ field, key }));
});
