import { modelFaults } from '../../../src/admin-config/model-checks';
import { type MessageKey, message } from '../../../src/domain/messages/message';

const CLAUSE = {
  key: 'oggetto',
  heading: 'Oggetto',
  body: 'Entro {{giorni}} giorni, con {{firmatari}}.',
  commitments: [{ by: 'structure', what: 'fa qualcosa', dueDays: 'giorni' }],
};
const DAYS = { name: 'giorni', label: 'Giorni', kind: 'integer', min: 1, max: 30, from: null, to: null, options: [] };
const MODEL = {
  title: 'Modello di prova',
  origin: null,
  yearsVariable: null,
  renewalsVariable: '',
  clauses: [CLAUSE],
  variables: [DAYS],
};
const TWO = [
  { code: 'uno', words: 'uno' },
  { code: 'due', words: 'due' },
];

const fieldsOf = (change: object): readonly string[] =>
  modelFaults({ before: null, after: { ...MODEL, ...change } }, 'it').map(({ field }) => field);

test.each<[string, object, readonly string[]]>([
  ['a model that holds together', {}, []],
  [
    'a commitment’s days as a number',
    { clauses: [{ ...CLAUSE, commitments: [{ ...CLAUSE.commitments[0], dueDays: '20' }] }] },
    [],
  ],
  [
    'every kind of variable',
    {
      variables: [
        DAYS,
        { ...DAYS, name: 'ora', kind: 'time', min: null, max: null },
        { ...DAYS, name: 'giorno', kind: 'date', from: '2026-01-01' },
        { ...DAYS, name: 'modo', kind: 'choice', options: TWO },
        { ...DAYS, name: 'modi', kind: 'choices', options: TWO, maxChoices: 2 },
      ],
    },
    [],
  ],
  ['the term said by a variable', { yearsVariable: 'giorni', variables: [{ ...DAYS, max: 3 }] }, []],
  ['the term said by nobody', { yearsVariable: 'anni' }, ['yearsVariable']],
  ['renewals said by nobody', { renewalsVariable: 'rinnovi' }, ['renewalsVariable']],
  ['no clauses', { clauses: [] }, ['clauses']],
  ['a key twice', { clauses: [CLAUSE, CLAUSE] }, ['clauses.1.key']],
  ['a placeholder of nothing', { clauses: [{ ...CLAUSE, body: '{{altro}}' }] }, ['clauses.0.body']],
  [
    'a commitment without its day',
    { clauses: [{ ...CLAUSE, commitments: [{ by: 'structure', what: 'fa', dueDays: 'x' }] }] },
    ['clauses.0.commitments.0.dueDays'],
  ],
  ['a whole number without its most', { variables: [{ ...DAYS, max: null }] }, ['variables.0.max']],
  [
    'a choice of one',
    { variables: [DAYS, { ...DAYS, name: 'modo', kind: 'choice', options: TWO.slice(1) }] },
    ['variables.1.options'],
  ],
  [
    'choices without how many',
    { variables: [DAYS, { ...DAYS, name: 'modi', kind: 'choices', options: TWO }] },
    ['variables.1.maxChoices'],
  ],
])('%s', (_what, change, fields) => {
  expect(fieldsOf(change)).toEqual(fields);
});

test('each is told in the editor’s language, and nothing is wrong with what is taken away', () => {
  const after = { ...MODEL, clauses: [{ ...CLAUSE, body: '{{altro}}' }] };
  const [fault] = modelFaults({ before: null, after }, 'en');
  expect(fault?.text).toBe(message('en', 'invalid.placeholder' as MessageKey, { name: '{{altro}}' }));
  expect(modelFaults({ before: after, after: null }, 'it')).toEqual([]);
});
