import { addendumText } from '../../../src/domain/agreement-text/addendum';
import { fillText, italianDate } from '../../../src/domain/agreement-text/fill';
import { noteText } from '../../../src/domain/agreement-text/note-text';
import { printable } from '../../../src/domain/agreement-text/printable';
import { termsOf } from '../../../src/domain/agreement-text/terms';
import { textHash } from '../../../src/domain/agreement-text/text-hash';
import type { Clause, ModelText } from '../../../src/domain/agreement-text/types';
import { MODEL_2021, MODEL_2024, spliced, textOf } from '../../support/domain/local-agreement';

const DATED: ModelText = {
  ...MODEL_2021,
  variables: [...MODEL_2021.variables, { name: 'inizio', label: 'Inizio', spec: { kind: 'date' } }],
};
const fill = (body: string): string => {
  const { variables } = textOf(DATED);
  return fillText({ ...textOf(DATED), variables: { ...variables, inizio: '2021-06-04' } }, DATED, body);
};

test.each([
  ['{{inizio}}', '4 giugno 2021'],
  ['{{collegamento-giorni}}', 'lunedì, martedì e giovedì'],
  ['{{piattaforma}}', 'Microsoft Teams'],
  ['{{collegamento-inizio}}–{{collegamento-fine}}', '09:30–12:30'],
  ['per {{durata-anni}} anno', 'per 1 anno'],
  ['{{struttura}}', 'INPS Struttura territoriale di Vallechiara'],
  ['{{firmatari}}', 'Comune di Vallechiara, Associazione Porta Aperta e Mani & Pane'],
  ['{{ambito}}', 'Vallechiara'],
  ['{{quadro}}', 'Accordo quadro «INPS per tutti» del 4 giugno 2021'],
])('%s is printed as %s', (body, words) => {
  expect(fill(body)).toBe(words);
});

test('the first of a month is written as acts write it', () => {
  expect(italianDate('2021-07-01')).toBe('1° luglio 2021');
});

test('what nothing fills is an error, and what was filled is not filled again', () => {
  expect(() => fill('{{altro}}')).toThrow('nothing fills {{altro}}');
  expect(() => fill('{{toString}}')).toThrow(RangeError);
  const text = { ...textOf(MODEL_2021), territory: '{{struttura}}' };
  expect(fillText(text, MODEL_2021, '{{ambito}}')).toBe('{{struttura}}');
});

test('an agreement is printed filled, its articles numbered, paragraphs and commitments apart', () => {
  const first = { ...MODEL_2021.clauses[0]!, body: '  Di {{ambito}}\n  oggi. \r\n \r\n\r\nDomani.\n\n' };
  const text = textOf(MODEL_2021, { clauses: spliced(MODEL_2021.clauses, 0, 1, first) });
  const printed = printable(text, MODEL_2021, { protocol: 'INPS.1234.01/07/2021.0000001' });
  expect(printed).toMatchObject({
    title: 'Accordo locale di Vallechiara',
    subtitle: 'Ambito territoriale: Vallechiara. In attuazione di: Accordo quadro «INPS per tutti» del 4 giugno 2021.',
    protocol: 'INPS.1234.01/07/2021.0000001',
    textHash: textHash(text),
    footer: 'Accordo locale di Vallechiara',
  });
  expect(printed.signatories).toEqual(text.signatories.map(({ name }) => name));
  expect(printed.articles.map(({ number }) => number)).toEqual(text.clauses.map((_one, index) => index + 1));
  expect(printed.articles[0]?.paragraphs).toEqual(['Di Vallechiara oggi.', 'Domani.']);
  expect(printed.articles[2]?.commitments).toEqual([
    'La Struttura territoriale: comunica i nominativi dei referenti ai firmatari e alla Direzione centrale Inclusione sociale e invalidità civile (entro 15 giorni dall’inizio)',
  ]);
});

test('the protocol number is no part of the text: its hash stays', () => {
  const text = textOf(MODEL_2021);
  const hash = (protocol: string | null): string => printable(text, MODEL_2021, { protocol }).textHash;
  expect(hash('1')).toBe(hash(null));
});

test.each([
  ['join', 'aderisce', 'Addendum di adesione'],
  ['leave', 'esce', 'Addendum di uscita'],
] as const)(
  'an addendum to %s says who and what, that it runs from the last signature, and both sign',
  (kind, verb, title) => {
    const values = {
      kind,
      agreementTitle: 'Accordo locale di Vallechiara',
      protocol: '77/2021',
      signatoryName: 'Mani & Pane',
      structureName: 'INPS Vallechiara',
    };
    const addendum = addendumText(values);
    const words = addendum.articles.flatMap(({ paragraphs }) => paragraphs).join(' ');
    expect(addendum.title).toBe(title);
    expect(words).toContain(`Mani & Pane ${verb}`);
    for (const value of [
      '«Accordo locale di Vallechiara»',
      '77/2021',
      'INPS Vallechiara',
      'ha effetto dalla data dell’ultima firma',
    ])
      expect(words).toContain(value);
    expect(addendum.signatories).toEqual(['INPS Vallechiara', 'Mani & Pane']);
    expect(addendumText({ ...values }).textHash).toBe(addendum.textHash);
  },
);

test('a note renews once only and for as long, in the words of the message of 2021', () => {
  const note = noteText({
    agreementTitle: 'Accordo quadro',
    endsOn: '2022-06-04',
    newEndsOn: '2023-06-04',
    writer: 'ANCI',
  });
  expect(note.articles[0]?.paragraphs[0]).toBe(
    'ANCI comunica la volontà di rinnovare l’accordo «Accordo quadro», che scade il 4 giugno 2022, per una sola volta e per uguale periodo, fino al 4 giugno 2023.',
  );
  expect(note.articles[0]?.paragraphs[1]).toContain('PEC');
  expect([note.signatories, note.articles[0]?.number]).toEqual([['ANCI'], null]);
});

const TERM = MODEL_2024.clauses.find(({ key }) => key === 'durata')!;
const TWO_YEARS = { ...textOf(MODEL_2024).variables, 'durata-anni': 2, rinnovi: 0 };
/** The model's clauses with another body for the one on the term, or without it. */
const withTerm = (body: string | null): readonly Clause[] =>
  MODEL_2024.clauses.flatMap((one) => (one !== TERM ? [one] : body === null ? [] : [{ ...one, body }]));

test.each([
  ['its own variables', MODEL_2024, { 'durata-anni': 2, rinnovi: 0 }, { years: 2, renewals: 0 }],
  ['never more renewals than the policy', MODEL_2024, { 'durata-anni': 3, rinnovi: 2 }, { years: 3, renewals: 1 }],
  ['never less than a year', MODEL_2024, { 'durata-anni': 0, rinnovi: -1 }, { years: 1, renewals: 0 }],
  [
    'the policy where the model names none',
    { ...MODEL_2024, terms: {} },
    { 'durata-anni': 2, rinnovi: 0 },
    { years: 3, renewals: 1 },
  ],
] as const)('the terms are %s', (_what, model, variables, terms) => {
  expect(termsOf(textOf(model, { variables }), model, { termYears: 3, maxRenewals: 1 })).toEqual(terms);
});

test.each<[string, readonly Clause[], { years: number; renewals: number }]>([
  ['the policy’s where the clause was removed', withTerm(null), { years: 3, renewals: 1 }],
  ['the policy’s where the clause says something else', withTerm('Dura quanto serve.'), { years: 3, renewals: 1 }],
  ['in part the policy’s', withTerm('Anni: {{durata-anni}}.'), { years: 2, renewals: 1 }],
  [
    'its own where the clause has the value in place of its name',
    withTerm(fillText(textOf(MODEL_2024, { variables: TWO_YEARS }), MODEL_2024, TERM.body)),
    { years: 2, renewals: 0 },
  ],
  ['its own where another clause says them', [{ ...TERM, key: 'agg-1' }], { years: 2, renewals: 0 }],
])('what no clause says of the term binds nobody: %s', (_what, clauses, terms) => {
  const text = textOf(MODEL_2024, { variables: TWO_YEARS, clauses });
  expect(termsOf(text, MODEL_2024, { termYears: 3, maxRenewals: 1 })).toEqual(terms);
});
