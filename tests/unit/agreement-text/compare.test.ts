import { compareClause } from '../../../src/domain/agreement-text/compare';
import type { Clause } from '../../../src/domain/agreement-text/types';
import { MODEL_2021, textOf } from '../../support/domain/local-agreement';

const TEXT = textOf(MODEL_2021);
const clause: Clause = {
  key: 'x',
  heading: 'Durata',
  body: 'Dura {{durata-anni}} anno.\n\nSi rinnova una volta.',
  commitments: [{ by: 'structure', what: 'avvisa i firmatari', dueDays: 'referenti-giorni' }],
};
const compare = (one: Clause | null, other: Clause | null): string[] =>
  compareClause(one, other, TEXT, MODEL_2021).map(({ kind, text }) => `${kind}: ${text}`);

test('a changed word is shown between what stayed, paragraphs kept', () => {
  const changed = { ...clause, heading: 'DURATA', body: 'Dura 1 anno.\n\nSi rinnova due volte.' };
  expect(compare(changed, clause)).toEqual([
    'same: DURATA\n\nDura 1 anno.\n\nSi rinnova ',
    'deleted: una volta.',
    'inserted: due volte.',
    'same: \n\nLa Struttura territoriale: avvisa i firmatari (entro 15 giorni dall’inizio)',
  ]);
});

test('who is bound and by when are words like others', () => {
  const [due] = clause.commitments;
  const changed = { ...clause, commitments: [{ ...due!, by: 'associations' as const, dueDays: 1 }] };
  expect(compare(changed, clause).filter((one) => !one.startsWith('same'))).toEqual([
    'deleted: La Struttura territoriale: ',
    'inserted: Le associazioni: ',
    'deleted: (entro 15 giorni dall’inizio)',
    'inserted: (entro 1 giorno dall’inizio)',
  ]);
});

test('an added clause is all inserted, a removed one all deleted', () => {
  const whole =
    'Durata\n\nDura 1 anno.\n\nSi rinnova una volta.\n\nLa Struttura territoriale: avvisa i firmatari (entro 15 giorni dall’inizio)';
  expect(compare(clause, null)).toEqual([`inserted: ${whole}`]);
  expect(compare(null, clause)).toEqual([`deleted: ${whole}`]);
});

test('two long clauses with nothing in common are told at once, one after the other', () => {
  const long = (word: string): Clause => ({
    ...clause,
    body: Array.from({ length: 3000 }, (_one, at) => `${word}${at}`).join(' '),
  });
  const started = performance.now();
  expect(compareClause(long('a'), long('b'), TEXT, MODEL_2021).map(({ kind }) => kind)).toEqual([
    'deleted',
    'inserted',
  ]);
  expect(performance.now() - started).toBeLessThan(2000);
});
