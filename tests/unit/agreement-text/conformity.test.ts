import fc from 'fast-check';
import { checkDraft } from '../../../src/domain/agreement-text/check-draft';
import { compareClause } from '../../../src/domain/agreement-text/compare';
import { checkConformity } from '../../../src/domain/agreement-text/conformity';
import { fillText } from '../../../src/domain/agreement-text/fill';
import type {
  AgreementText,
  Clause,
  Conformity,
  VariableSpec,
  VariableValue,
} from '../../../src/domain/agreement-text/types';
import { draftOf, MODEL_2024, spliced, textOf } from '../../support/domain/local-agreement';

const MODEL = MODEL_2024;
const TEXT = textOf(MODEL);
const COUNT = MODEL.clauses.length;
const check = (text: AgreementText): Conformity => checkConformity(text, MODEL);
const standings = (clauses: readonly Clause[]): string[] =>
  check(textOf(MODEL, { clauses })).clauses.map(({ key, standing }) => `${key} ${standing}`);
const asModel = MODEL.clauses.map(({ key }) => `${key} model`);

const PART = /(\{\{[^{}]*\}\}|\s+)/;
const space = fc
  .array(fc.constantFrom(' ', '\n', '\t', '\r\n', '\u00a0', '\n\n'), { minLength: 1, maxLength: 4 })
  .map((all) => all.join(''));

/** A text laid out otherwise: its whitespace changed, some placeholders replaced by their values, letters decomposed. */
function laidOut(words: string): fc.Arbitrary<string> {
  const pieces = words.split(PART).filter((piece) => piece !== '');
  const each = pieces.map((piece) => {
    if (/^\s+$/.test(piece)) return space;
    if (piece.startsWith('{{')) return fc.constantFrom(piece, fillText(TEXT, MODEL, piece));
    return fc.constantFrom(piece, piece.normalize('NFD'));
  });
  return fc
    .tuple(fc.option(space, { nil: '' }), fc.tuple(...each), fc.option(space, { nil: '' }))
    .map(([before, all, after]) => before + all.join('') + after);
}
const anyCase = (heading: string): fc.Arbitrary<string> =>
  laidOut(heading).chain((text) =>
    fc.constantFrom(
      text,
      text.replace(/\{\{.*?\}\}|./gsu, (one) => (one.startsWith('{{') ? one : one.toUpperCase())),
    ),
  );
const formatted = (clause: Clause): fc.Arbitrary<Clause> =>
  fc.record({
    key: fc.constant(clause.key),
    heading: anyCase(clause.heading),
    body: laidOut(clause.body),
    commitments: fc.tuple(
      ...clause.commitments.map((one) =>
        fc.record({
          by: fc.constant(one.by),
          what: laidOut(one.what),
          dueDays: fc.constantFrom(one.dueDays, Number(TEXT.variables[one.dueDays] ?? one.dueDays)),
        }),
      ),
    ),
  });

test('how a text is laid out never deviates: whitespace, case of headings, values written out', () => {
  fc.assert(
    fc.property(fc.tuple(...MODEL.clauses.map(formatted)), (clauses) => {
      expect(checkDraft(MODEL, draftOf(MODEL, { clauses }))).toEqual([]);
      const text = textOf(MODEL, { clauses });
      expect(check(text)).toMatchObject({ conform: true, incoherent: false });
      for (const [index, clause] of clauses.entries()) {
        const changes = compareClause(clause, MODEL.clauses[index]!, text, MODEL);
        expect(changes.map(({ kind }) => kind)).toEqual(['same']);
      }
    }),
    { numRuns: 60 },
  );
});

const VISIBLE = [...'abcxyzABCàèìòù0123456789.,;:’\'"()-–«»%§'];
/** Where a visible character stands outside placeholders. */
function places(words: string): number[] {
  const within = [...words.matchAll(/\{\{[^{}]*\}\}/g)].flatMap(({ index, 0: whole }) =>
    [...whole].map((_one, at) => index + at),
  );
  return [...words].flatMap((character, at) => (/\s/.test(character) || within.includes(at) ? [] : [at]));
}
type Field = 'heading' | 'body' | 'what';
const wordsOf = (clause: Clause, field: Field): string =>
  field === 'what' ? (clause.commitments[0]?.what ?? '') : clause[field];
const withWords = (clause: Clause, field: Field, words: string): Clause =>
  field === 'what'
    ? { ...clause, commitments: clause.commitments.map((one, index) => (index === 0 ? { ...one, what: words } : one)) }
    : { ...clause, [field]: words };

const edit = fc.record({
  index: fc.nat(COUNT - 1),
  field: fc.constantFrom<Field>('heading', 'body', 'what'),
  how: fc.constantFrom('insert', 'replace', 'delete'),
  place: fc.nat(),
  character: fc.constantFrom(...VISIBLE),
});

test('any visible character edited in any clause alters that clause, and is shown', () => {
  fc.assert(
    fc.property(edit, ({ index, field, how, place, character }) => {
      const clause = MODEL.clauses[index]!;
      const words = wordsOf(clause, field);
      fc.pre(words !== '');
      const all = places(words);
      const at = all[place % all.length]!;
      const old = words[at]!;
      fc.pre(
        how !== 'replace' ||
          old.toLowerCase() !== character.toLowerCase() ||
          (field !== 'heading' && old !== character),
      );
      const edited =
        words.slice(0, at) + (how === 'delete' ? '' : character) + words.slice(how === 'insert' ? at : at + 1);
      const changed = withWords(clause, field, edited);
      const text = textOf(MODEL, { clauses: spliced(MODEL.clauses, index, 1, changed) });

      const { clauses, conform, incoherent } = check(text);
      expect(clauses.map(({ key, standing }) => `${key} ${standing}`)).toEqual(
        spliced(asModel, index, 1, `${clause.key} altered`),
      );
      expect([conform, incoherent]).toEqual([false, true]);
      expect(compareClause(changed, clause, text, MODEL).some(({ kind }) => kind !== 'same')).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('who is bound, by when, and whether at all, alter a clause', () => {
  const index = MODEL.clauses.findIndex(({ commitments }) => commitments.length > 0);
  const clause = MODEL.clauses[index]!;
  const [first] = clause.commitments;
  const changes: Clause['commitments'][] = [
    [],
    [{ ...first!, by: 'associations' }],
    [{ ...first!, dueDays: 16 }],
    [first!, { by: 'structure', what: 'altro', dueDays: 1 }],
  ];
  for (const commitments of changes) {
    const changed = { ...clause, commitments };
    const text = textOf(MODEL, { clauses: spliced(MODEL.clauses, index, 1, changed) });
    expect(check(text).clauses[index]?.standing).toBe('altered');
    expect(compareClause(changed, clause, text, MODEL).some(({ kind }) => kind !== 'same')).toBe(true);
  }
});

test('no word passes unseen from heading to body, or from a body into a commitment', () => {
  const [first, ...others] = MODEL.clauses;
  const [head = '', ...rest] = first!.heading.split(' ').reverse();
  const shifted = { ...first!, heading: rest.reverse().join(' '), body: `${head} ${first!.body}` };
  const text = textOf(MODEL, { clauses: [shifted, ...others] });
  expect(check(text).clauses[0]?.standing).toBe('altered');
  expect(compareClause(shifted, first!, text, MODEL).some(({ kind }) => kind !== 'same')).toBe(true);
});

function valuesOf(spec: VariableSpec): fc.Arbitrary<VariableValue> {
  switch (spec.kind) {
    case 'integer':
      return fc.integer({ min: spec.min, max: spec.max });
    case 'date':
      return fc.constant(spec.from ?? '2024-06-01');
    case 'time':
      return fc.constantFrom('08:00', '23:59');
    case 'choice':
      return fc.constantFrom(...spec.options.map(({ code }) => code));
    case 'choices': {
      const codes = fc.constantFrom(...spec.options.map(({ code }) => code));
      return fc.uniqueArray(codes, { minLength: 1, maxLength: spec.max });
    }
  }
}

test('a value never makes a deviation', () => {
  const valueFor = Object.fromEntries(MODEL.variables.map(({ name, spec }) => [name, valuesOf(spec)]));
  fc.assert(
    fc.property(fc.record(valueFor), (variables) => {
      expect(checkDraft(MODEL, draftOf(MODEL, { variables }))).toEqual([]);
      expect(check(textOf(MODEL, { variables })).conform).toBe(true);
    }),
  );
});

test('what is left out is always seen, where the model has it', () => {
  fc.assert(
    fc.property(fc.subarray([...MODEL.clauses], { maxLength: COUNT - 1 }), (clauses) => {
      const kept = new Set(clauses.map(({ key }) => key));
      expect(standings(clauses)).toEqual(
        MODEL.clauses.map(({ key }) => `${key} ${kept.has(key) ? 'model' : 'removed'}`),
      );
    }),
  );
});

test('what is added is always seen, and is no incoherence', () => {
  fc.assert(
    fc.property(fc.nat(COUNT), fc.constantFrom(...MODEL.clauses), (at, like) => {
      // Even when it repeats a clause of the model word by word.
      const clauses = spliced(MODEL.clauses, at, 0, { ...like, key: 'agg-1' });
      expect(standings(clauses)).toEqual(spliced(asModel, at, 0, 'agg-1 added'));
      expect(check(textOf(MODEL, { clauses }))).toMatchObject({ conform: false, incoherent: false });
    }),
  );
});

test('a clause of the model told by another key is one removed and one added', () => {
  const clauses = spliced(MODEL.clauses, 4, 1, { ...MODEL.clauses[4]!, key: 'agg-1' });
  expect(standings(clauses).filter((one) => !one.endsWith(' model'))).toEqual(['associazioni removed', 'agg-1 added']);
});

test('one clause taken elsewhere is the one called moved', () => {
  fc.assert(
    fc.property(fc.nat(COUNT - 1), fc.nat(COUNT - 1), (from, to) => {
      fc.pre(Math.abs(from - to) > 1);
      const clauses = spliced(spliced(MODEL.clauses, from, 1), to, 0, MODEL.clauses[from]!);
      const moved = standings(clauses).filter((one) => one.endsWith(' moved'));
      expect(moved).toEqual([`${MODEL.clauses[from]!.key} moved`]);
    }),
  );
});

test('any other order is seen; without the moved the order is the model’s, and no fewer would do', () => {
  const orders = fc.shuffledSubarray([...MODEL.clauses], { minLength: COUNT });
  fc.assert(
    fc.property(orders, (clauses) => {
      const text = textOf(MODEL, { clauses });
      const { clauses: checks, conform, incoherent } = check(text);
      const isModels = clauses.every(({ key }, index) => key === MODEL.clauses[index]?.key);
      expect([conform, incoherent]).toEqual([isModels, !isModels]);
      const rank = (key: string): number => MODEL.clauses.findIndex((one) => one.key === key);
      const still = checks.filter(({ standing }) => standing === 'model').map(({ key }) => rank(key));
      expect(still).toEqual([...still].sort((a, b) => a - b));
      // Patience sorting counts the longest run by another way.
      const piles: number[] = [];
      for (const one of clauses.map(({ key }) => rank(key))) {
        const pile = piles.findIndex((top) => top > one);
        piles[pile < 0 ? piles.length : pile] = one;
      }
      expect(still.length).toBe(piles.length);
    }),
  );
});

test('a clause given twice cannot pass for the model', () => {
  const { conform, incoherent } = check(textOf(MODEL, { clauses: [...MODEL.clauses, MODEL.clauses[2]!] }));
  expect([conform, incoherent]).toEqual([false, true]);
});

test('a zero-width character that got past the check of the draft still alters', () => {
  const clauses = spliced(MODEL.clauses, 0, 1, { ...MODEL.clauses[0]!, body: `${MODEL.clauses[0]!.body}\ufeff` });
  expect(standings(clauses)[0]).toBe('oggetto altered');
});

test('the same words in two agreements have the same hash, whatever their key', () => {
  const clause = {
    key: 'agg-1',
    heading: 'Sportello mobile',
    body: 'Si svolge ogni {{collegamento-giorni}}.',
    commitments: [],
  };
  const hashIn = (one: Clause): string | undefined =>
    check(textOf(MODEL, { clauses: [...MODEL.clauses, one] })).clauses.at(-1)?.hash;
  expect(
    hashIn({
      ...clause,
      key: 'agg-7',
      heading: 'SPORTELLO  mobile',
      body: 'Si svolge ogni lunedì, martedì e giovedì.',
    }),
  ).toBe(hashIn(clause));
  expect(hashIn({ ...clause, body: 'Si svolge ogni martedì.' })).not.toBe(hashIn(clause));
});
