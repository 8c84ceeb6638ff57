import { compileForm, type Form } from '../../../src/domain/questionnaire/compile';
import { freeze } from '../../../src/domain/questionnaire/freeze';
import { type Contents, contents } from '../../../src/domain/questionnaire/rows';
import { DATE } from './arbitrary-snapshot';

const words = { it: 'parole', en: 'words' };

/** What a test says of a small questionnaire; the rest is filled in. */
export interface Small {
  /** Questions by code: their kind and what goes with it. */
  readonly questions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Criteria by benefit, as text. */
  readonly benefits: Readonly<Record<string, readonly string[]>>;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly scales?: readonly Readonly<Record<string, unknown>>[];
}

const options = (codes: unknown) => (codes as readonly string[]).map((code) => ({ code, text: words }));
const asked = ([code, row]: readonly [string, Readonly<Record<string, unknown>>]): unknown => ({
  code,
  text: words,
  ...row,
  ...(row['options'] ? { options: options(row['options']) } : {}),
  ...(row['fields'] ? { fields: Object.entries(row['fields']).map(asked) } : {}),
});

/** A questionnaire of one section, as the directorate would write it. */
function smallContents({ questions, benefits, parameters = {}, scales = [] }: Small): Contents {
  const dated = { from: '2020-01-01', to: null, certainty: 'confirmed', source: 'art. 1' };
  return contents.parse({
    title: words,
    notice: words,
    sections: [{ code: 'about', title: words, questions: Object.entries(questions).map(asked) }],
    documents: [],
    parameters: Object.entries(parameters).map(([code, value]) => ({
      code,
      label: words,
      values: [{ ...dated, value }],
    })),
    scales: scales.map((scale) => ({ source: 'art. 1', ...scale })),
    benefits: Object.entries(benefits).map(([code, criteria]) => ({
      code,
      name: words,
      about: words,
      from: '2020-01-01',
      to: null,
      bring: [],
      criteria: criteria.map((text, at) => ({ ...dated, code: `${code}_${at}`, if: text, holds: words, fails: words })),
    })),
  });
}

/** The same, ready to be asked. */
export function smallForm(small: Small, date = DATE): Form {
  return compileForm(freeze(smallContents(small)), date);
}
