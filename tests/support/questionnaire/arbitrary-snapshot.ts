import fc from 'fast-check';
import type { Benefit, Criterion, Field, Question, Scale, Snapshot } from '../../../src/domain/questionnaire/snapshot';
import { truth, type Vocabulary } from './arbitrary-expression';

export const DATE = '2026-06-15';

/** How big a generated questionnaire is. `isTiny`: every household can be tried. */
export interface Size {
  readonly questions: number;
  readonly isTiny: boolean;
}

const text = { it: 'testo', en: 'text' };
const asked = (code: string) => ({ code, text, help: null, why: null });
const OPTIONS = ['first', 'second', 'third'].map((code) => ({ code, text }));

function field(code: string, isTiny: boolean): fc.Arbitrary<Field> {
  const ranges: readonly (readonly [number, number])[] = isTiny
    ? [[0, 3]]
    : [
        [0, 4],
        [0, 120],
        [10, 40],
      ];
  const fields: fc.Arbitrary<Field>[] = [
    fc.constant({ ...asked(code), kind: 'yes-no' }),
    fc
      .integer({ min: 2, max: isTiny ? 2 : 3 })
      .map((n) => ({ ...asked(code), kind: 'choice', options: OPTIONS.slice(0, n) })),
    fc
      .integer({ min: 2, max: isTiny ? 2 : 3 })
      .map((n) => ({ ...asked(code), kind: 'choices', options: OPTIONS.slice(0, n) })),
    fc.constantFrom(...ranges).map(([min, max]) => ({ ...asked(code), kind: 'number', min, max })),
  ];
  if (isTiny) return fc.oneof(...fields);
  return fc.oneof(
    ...fields,
    fc.constant<Field>({ ...asked(code), kind: 'amount', min: 0, max: 10_000 }),
    fc.constant<Field>({ ...asked(code), kind: 'date' }),
  );
}

function question(code: string, isTiny: boolean): fc.Arbitrary<Question> {
  const place = { sensitive: false, onlyIf: null };
  const people = isTiny
    ? fc.constant<readonly Field[]>([{ ...asked(`${code}-a`), kind: 'yes-no' }])
    : fc.tuple(field(`${code}-a`, false), field(`${code}-b`, false));
  return fc
    .tuple(
      fc.oneof(
        { weight: 4, arbitrary: field(code, isTiny).map((one): Question => ({ ...one, ...place })) },
        {
          weight: 1,
          arbitrary: people.map(
            (fields): Question => ({ ...asked(code), kind: 'members', fields, max: isTiny ? 2 : 4, ...place }),
          ),
        },
      ),
      fc.boolean(),
    )
    .map(([one, sensitive]) => ({ ...one, sensitive }));
}

/** A scale over each group, its first step soon used up. */
function scales(questions: readonly Question[]): fc.Arbitrary<readonly Scale[]> {
  const groups = questions.flatMap((one) => (one.kind === 'members' ? [one] : []));
  return fc.tuple(
    ...groups.map(({ code, fields }, index) =>
      truth({ questions: fields, parameters: [], scales: [], benefits: [] }, 0).map(
        (where): Scale => ({
          code: `SCALE_${index}`,
          group: code,
          base: 1,
          cap: 2.1,
          steps: [
            { where, add: 0.4, most: 1 },
            { where: { op: 'not', part: where }, add: 0.1, most: null },
            { where: null, add: 0.15, most: 2 },
          ],
        }),
      ),
    ),
  );
}

/** Benefits that ask for earlier ones only, with criteria of this date and of another. */
function benefit(code: string, words: Vocabulary, depth: number): fc.Arbitrary<Benefit> {
  const criterion = fc.tuple(truth(words, depth), fc.integer({ min: 0, max: 9 })).map(
    ([tree, when]): Omit<Criterion, 'code'> => ({
      if: tree,
      from: '2020-01-01',
      to: when === 0 ? '2021-12-31' : null,
      source: 'source',
      certainty: 'confirmed',
      holds: text,
      fails: text,
      step: when % 2 === 0 ? text : null,
    }),
  );
  return fc.array(criterion, { minLength: 1, maxLength: 3 }).map((criteria) => ({
    code,
    name: text,
    about: text,
    from: '2020-01-01',
    to: null,
    bring: [],
    criteria: criteria.map((one, index) => ({ ...one, code: `${code}_${index}` })),
  }));
}

/** Questionnaires of every shape: conditions in any order of the questions, but never in a circle. */
export function snapshots({ questions: count, isTiny }: Size): fc.Arbitrary<Snapshot> {
  const codes = Array.from({ length: count }, (_, index) => `q${index}`);
  const parameters = ['FIGURE'];
  return fc
    .tuple(
      fc.tuple(...codes.map((code) => question(code, isTiny))),
      fc.shuffledSubarray(codes, { minLength: count }),
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 1, max: 3 }),
    )
    .chain(([questions, order, figure, sections]) => {
      const ranked = order.flatMap((code) => questions.find((one) => one.code === code) ?? []);
      const free = ranked.slice(0, Math.ceil(count / 2));
      const conditional = ranked.slice(free.length);
      return scales(questions).chain((ready) => {
        const words = (some: readonly Question[], benefits: readonly string[]): Vocabulary => ({
          questions: some,
          parameters,
          scales: ready.filter((one) => some.some(({ code }) => code === one.group)).map((one) => one.code),
          benefits,
        });
        const conditions = conditional.map((_, index) =>
          fc.option(truth(words(ranked.slice(0, free.length + index), ['FIRST']), 1), { freq: 2 }),
        );
        return fc
          .tuple(
            fc.tuple(...conditions),
            benefit('FIRST', words(free, []), 1),
            benefit('SECOND', words(questions, ['FIRST']), 2),
            benefit('THIRD', words(questions, ['FIRST', 'SECOND']), 2),
          )
          .map(([onlyIfs, ...benefits]): Snapshot => {
            const placed = questions.map((one) => ({ ...one, onlyIf: onlyIfs[conditional.indexOf(one)] ?? null }));
            return {
              format: 1,
              languages: ['it', 'en'],
              unread: [],
              title: text,
              notice: text,
              documents: [],
              sections: Array.from({ length: sections }, (_, at) => ({
                code: `s${at}`,
                title: text,
                questions: placed.filter((__, index) => index % sections === at),
              })),
              parameters: [
                {
                  code: 'FIGURE',
                  values: [{ from: '2020-01-01', to: null, value: figure, certainty: 'confirmed', source: 'source' }],
                },
              ],
              scales: ready,
              benefits,
            };
          });
      });
    });
}
