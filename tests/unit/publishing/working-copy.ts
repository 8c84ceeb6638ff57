import type { Rows } from '../../../src/publishing/rows';

const row = (id: number, code: string) => ({ id, code, document_id: `document-${id}` });
const dated = { valid_from: '2024-01-01', valid_to: null, certainty: 'confirmed', source: 'Legge di prova' };
const silent = { help_it: null, help_en: null, why_it: null, why_en: null, min: null, max: null };
const question = (id: number, code: string) => ({
  ...row(id, code),
  ...silent,
  text_it: `${code}?`,
  text_en: `${code}, is it?`,
  section_id: 1,
  sensitive: false,
  only_if: null,
  options: [],
  fields: [],
});
const twoWays = [
  { code: 'one', text_it: 'Uno', text_en: 'One' },
  { code: 'two', text_it: 'Due', text_en: 'Two' },
];

/** A small working copy, as the database gives it: it can be published. */
export const ROWS: Rows = {
  questionnaires: [
    { ...row(1, 'prova'), title_it: 'Prova', title_en: 'Try', notice_it: 'Orienta.', notice_en: 'It guides.' },
  ],
  sections: [{ ...row(1, 'people'), title_it: 'Persone', title_en: 'People' }],
  questions: [
    { ...question(1, 'age'), kind: 'number', min: 0, max: 120 },
    { ...question(2, 'way'), kind: 'choice', options: twoWays, only_if: 'age >= 18' },
    {
      ...question(3, 'members'),
      kind: 'members',
      max: 5,
      fields: [
        {
          ...silent,
          code: 'member-way',
          kind: 'choice',
          text_it: 'Come?',
          text_en: 'How?',
          options: 'a | A | A\nb | B | B',
        },
      ],
    },
  ],
  documents: [{ ...row(1, 'identity'), text_it: 'Documento', text_en: 'Document' }],
  figures: [
    { ...row(1, 'LIMIT'), ...dated, valid_to: '2024-12-31', label_it: 'Vecchio', label_en: 'Old', value: 60 },
    { ...row(2, 'LIMIT'), ...dated, valid_from: '2025-01-01', label_it: 'Nuovo', label_en: 'New', value: 65 },
  ],
  scales: [
    {
      ...row(1, 'SCALE'),
      group_code: 'members',
      base: 1,
      cap: 2,
      source: 'Legge di prova',
      steps: [{ condition: ' ', addition: 0.5, most: null }],
    },
  ],
  benefits: [
    {
      ...row(1, 'OLD_AGE'),
      name: 'Prova',
      name_en: 'Try',
      description: 'Prova.',
      description_en: 'Try.',
      valid_from: '2024-01-01',
      valid_to: null,
      bring: ['identity'],
    },
    {
      ...row(2, 'NO_RULES'),
      name: 'Senza regole',
      name_en: null,
      description: null,
      description_en: null,
      valid_from: '2024-01-01',
      valid_to: null,
      bring: [],
    },
  ],
  criteria: [
    {
      ...row(1, 'OLD_ENOUGH'),
      ...dated,
      benefit_id: 1,
      expression: 'age >= $LIMIT and count(members) < 4 and not way is two',
      holds_it: 'Vale.',
      holds_en: 'It holds.',
      fails_it: 'Non vale.',
      fails_en: 'It fails.',
      step_it: null,
      step_en: '',
    },
  ],
  scenarios: [
    {
      ...row(1, 'alone'),
      title_it: 'Da solo',
      title_en: 'Alone',
      date: '2026-01-01',
      answers: { age: 66, way: 'one', members: [] },
      expected: { OLD_AGE: 'indicated' },
    },
  ],
  translations: [
    { document_id: 'fr-1', key: 'title', language: 'fr', text: 'Essai', read: true },
    { document_id: 'ro-1', key: 'title', language: 'ro', text: 'Probă', read: true },
    { document_id: 'ro-2', key: 'notice', language: 'ro', text: 'Orientează.', read: false },
  ],
};

/** The working copy with the first row of a list changed. */
export function spoilt<L extends keyof Rows>(list: L, change: Partial<Rows[L][number]>): Rows {
  const [first, ...others] = ROWS[list];
  return { ...ROWS, [list]: [{ ...first, ...change }, ...others] };
}
