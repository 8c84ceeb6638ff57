import fc from 'fast-check';
import type { Expression, Sign } from '../../../src/domain/questionnaire/expression';
import type { Field, Question } from '../../../src/domain/questionnaire/snapshot';

/** What an expression may speak of. */
export interface Vocabulary {
  readonly questions: readonly (Question | Field)[];
  readonly parameters: readonly string[];
  readonly scales: readonly string[];
  readonly benefits: readonly string[];
}

type Arbitrary = fc.Arbitrary<Expression>;

const SIGNS: readonly Sign[] = ['<', '<=', '>', '>=', '=', '!='];
const ofKind = <K extends Question['kind']>(questions: Vocabulary['questions'], ...kinds: readonly K[]) =>
  questions.filter((one): one is Extract<Question | Field, { kind: K }> => kinds.some((kind) => kind === one.kind));
const many = (from: readonly Arbitrary[]): Arbitrary => fc.oneof(...from);

/** A truth over a vocabulary, no deeper than asked. */
export function truth(words: Vocabulary, depth: number): Arbitrary {
  const leaves: Arbitrary[] = [
    ...ofKind(words.questions, 'yes-no').map(({ code }) => fc.constant<Expression>({ op: 'answer', code })),
    ...ofKind(words.questions, 'choice').map(({ code, options }) =>
      fc
        .subarray(
          options.map((one) => one.code),
          { minLength: 1 },
        )
        .map((chosen): Expression => ({ op: 'is', code, options: chosen })),
    ),
    ...ofKind(words.questions, 'choices').map(({ code, options }) =>
      fc.constantFrom(...options).map((one): Expression => ({ op: 'has', code, option: one.code })),
    ),
    ...words.benefits.map((benefit) => fc.constant<Expression>({ op: 'indicated', benefit })),
    comparison(words, depth),
  ];
  if (depth === 0) return many(leaves);
  const part = truth(words, depth - 1);
  const parts = fc.array(part, { minLength: 2, maxLength: 3 });
  return fc.oneof(
    { weight: 3, arbitrary: many(leaves) },
    { weight: 1, arbitrary: parts.map((all): Expression => ({ op: 'and', parts: all })) },
    { weight: 1, arbitrary: parts.map((all): Expression => ({ op: 'or', parts: all })) },
    { weight: 1, arbitrary: part.map((one): Expression => ({ op: 'not', part: one })) },
  );
}

/** A comparison, mostly of one thing with a number near which it turns. */
function comparison(words: Vocabulary, depth: number): Arbitrary {
  const compare = (sides: fc.Arbitrary<readonly [Expression, Expression]>): Arbitrary =>
    fc.tuple(fc.constantFrom(...SIGNS), sides).map(([sign, [left, right]]) => ({ op: 'compare', sign, left, right }));
  const plain = varying(words, depth).map(({ tree, likely }) => compare(fc.tuple(fc.constant(tree), likely)));
  const part = quantity(words, depth);
  return fc.oneof(...plain, compare(fc.tuple(part, part)));
}

/** What depends on answers, each with the numbers it is likely to be compared with. */
function varying(
  words: Vocabulary,
  depth: number,
): readonly { readonly tree: Expression; readonly likely: Arbitrary }[] {
  const numbers = (min: number, max: number): Arbitrary =>
    fc.integer({ min, max }).map((value): Expression => ({ op: 'number', value }));
  return [
    ...ofKind(words.questions, 'number', 'amount').map(({ code, min, max }) => ({
      tree: { op: 'answer', code } as const,
      likely: numbers(min, max),
    })),
    ...ofKind(words.questions, 'date').map(({ code }) => ({
      tree: { op: 'days-since', code } as const,
      likely: numbers(0, 400),
    })),
    ...ofKind(words.questions, 'members').map(({ code, max }) => ({
      tree: { op: 'count', group: code, where: null } as const,
      likely: numbers(0, max),
    })),
    ...(depth === 0 ? [] : words.scales).map((code) => ({
      tree: { op: 'scale', code } as const,
      likely: fc.constantFrom<Expression>({ op: 'number', value: 1.4 }, { op: 'number', value: 1.15 }),
    })),
  ];
}

/** A quantity over a vocabulary, as the parser makes them: sums and products are of two. */
export function quantity(words: Vocabulary, depth: number): Arbitrary {
  const leaves: Arbitrary[] = [
    fc.integer({ min: 0, max: 40 }).map((value): Expression => ({ op: 'number', value })),
    ...varying(words, depth).map(({ tree }) => fc.constant(tree)),
    ...words.parameters.map((code) => fc.constant<Expression>({ op: 'parameter', code })),
    ...ofKind(words.questions, 'members').map(({ code, fields }) =>
      truth({ questions: fields, parameters: words.parameters, scales: [], benefits: [] }, Math.max(0, depth - 1)).map(
        (where): Expression => ({ op: 'count', group: code, where }),
      ),
    ),
  ];
  if (depth === 0) return many(leaves);
  const part = quantity(words, depth - 1);
  const two = fc.tuple(part, part);
  return fc.oneof(
    { weight: 3, arbitrary: many(leaves) },
    { weight: 1, arbitrary: two.map((parts): Expression => ({ op: 'sum', parts })) },
    { weight: 1, arbitrary: two.map((parts): Expression => ({ op: 'product', parts })) },
    { weight: 1, arbitrary: two.map(([left, right]): Expression => ({ op: 'difference', left, right })) },
    { weight: 1, arbitrary: two.map((parts): Expression => ({ op: 'least', parts })) },
    { weight: 1, arbitrary: two.map((parts): Expression => ({ op: 'greatest', parts })) },
  );
}
