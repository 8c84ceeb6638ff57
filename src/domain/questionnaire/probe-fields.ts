import { dateOf, dayNumber } from './answers';
import type { Form } from './compile';
import { compileTest, type Meaning } from './compile-expression';
import { type Expression, nodesOf } from './expression';
import type { Test } from './quantity';
import type { Reading } from './reading';
import type { Field } from './snapshot';
import type { Truth } from './truth';

/** Values of a question that stand for all its values. */
export interface Probes {
  readonly values: readonly unknown[];
  /** Whether any other value would do the same as one of these; otherwise they are only likely to be enough. */
  readonly isWhole: boolean;
}

/** What is evaluated in a form: the criteria in force, and the questions' conditions. */
export function expressionsOf(form: Form): readonly Expression[] {
  return [
    ...form.benefits.flatMap((one) => one.criteria.map(({ node }) => node.expression)),
    ...form.conditional.flatMap(({ onlyIf }) => (onlyIf ? [onlyIf.expression] : [])),
  ];
}

/** The comparisons that a question, or a field, is in. */
export function comparisonsIn(expressions: readonly Expression[], code: string): readonly Expression[] {
  return expressions
    .flatMap(nodesOf)
    .filter(
      (node) =>
        node.op === 'compare' &&
        nodesOf(node).some((one) => (one.op === 'answer' || one.op === 'days-since') && one.code === code),
    );
}

/** Ranges up to this many values are tried whole. */
const FEW = 6;
/** Of options, so many are tried in every combination. */
const FEW_OPTIONS = 4;
/** Days before and after the day of the evaluation, when no comparison says otherwise: a life, and some years. */
const DAYS = [40_000, 4_000] as const;

/** The values of a question, or of a field of one person, that the comparisons about it tell apart. */
export function fieldProbes(field: Field, compared: readonly Expression[], reading: Reading, meaning: Meaning): Probes {
  const place = meaning.places.get(field.code);
  // Without what was kept: it was worked out from another answer.
  const given = (value: number): Reading =>
    Array.from({ length: meaning.questions.size }, (_, at) => (at === place ? value : reading[at]));
  switch (field.kind) {
    case 'yes-no':
      return { values: [true, false], isWhole: true };
    case 'choice':
      return { values: field.options.map((option) => option.code), isWhole: true };
    case 'choices': {
      const codes = field.options.map((option) => option.code);
      if (codes.length <= FEW_OPTIONS) return { values: subsetsOf(codes), isWhole: true };
      return { values: [[], ...codes.map((code) => [code]), codes], isWhole: false };
    }
    case 'number':
    case 'amount': {
      const { min, max } = field;
      if (max - min < FEW) return { values: Array.from({ length: max - min + 1 }, (_, at) => min + at), isWhole: true };
      return { values: ends(min, max, compared, meaning, given), isWhole: compared.every(turnsOnce) };
    }
    case 'date': {
      const today = dayNumber(meaning.date) ?? 0;
      const days = ends(today - DAYS[0], today + DAYS[1], compared, meaning, given);
      return { values: days.map(dateOf), isWhole: compared.every(turnsOnce) };
    }
  }
}

function subsetsOf(codes: readonly string[]): readonly (readonly string[])[] {
  let all: readonly (readonly string[])[] = [[]];
  for (const code of codes) all = [...all, ...all.map((one) => [...one, code])];
  return all;
}

/** Whether just one thing in a comparison depends on answers, in one place. */
function turnsOnce(comparison: Expression): boolean {
  const varying: readonly Expression['op'][] = ['answer', 'days-since', 'count', 'scale'];
  return nodesOf(comparison).filter((one) => varying.includes(one.op)).length === 1;
}

/** The ends of a range, and the two whole numbers about each place in it where a comparison turns. */
function ends(
  min: number,
  max: number,
  compared: readonly Expression[],
  meaning: Meaning,
  given: (value: number) => Reading,
): readonly number[] {
  const found = new Set([min, max]);
  for (const test of compared.flatMap((one) => turning(one, meaning))) {
    for (let from = min; from < max; ) {
      const before = test(given(from));
      if (test(given(max)) === before) break;
      const last = lastAlike(test, given, before, from, max);
      found.add(last).add(last + 1);
      from = last + 1;
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** The tests that turn once along a range: an equality turns twice, so it is taken as its two sides. */
function turning(expression: Expression, meaning: Meaning): readonly Test[] {
  if (expression.op !== 'compare') return [];
  const isEquality = expression.sign === '=' || expression.sign === '!=';
  const signs = isEquality ? (['<=', '>='] as const) : [expression.sign];
  return signs.map((sign) => compileTest({ ...expression, sign }, meaning));
}

/** The last value, from `from` up, at which a test that turns once is as it is at `from`. */
function lastAlike(test: Test, given: (value: number) => Reading, before: Truth, from: number, max: number): number {
  let [low, high] = [from, max];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (test(given(middle)) === before) low = middle;
    else high = middle;
  }
  return low;
}
