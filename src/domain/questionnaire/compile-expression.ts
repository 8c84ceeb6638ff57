import { dayNumber } from './answers';
import { compared, comparedWith, TURNED } from './compare';
import type { Expression, Sign } from './expression';
import { keptQuantity } from './kept';
import { printExpression } from './print';
import {
  constant,
  countOf,
  daysSince,
  differenceOf,
  extremeOf,
  numberAt,
  productOf,
  type Quantity,
  sumOf,
  type Test,
  UNKNOWN,
} from './quantity';
import { scaleOf } from './scale';
import type { Field, Question, Scale } from './snapshot';
import { FAILS, HOLDS, negate, OPEN, type Truth } from './truth';

/** What a tree's codes stand for at one date. */
export interface Meaning {
  /** The questions of the form, or the fields of a group. */
  readonly questions: ReadonlyMap<string, Question | Field>;
  /** Where each stands in a reading. */
  readonly places: ReadonlyMap<string, number>;
  /** Where something that is the same for every criterion is kept in a reading: two places, by its text. */
  keptAt(text: string): number;
  readonly scales: ReadonlyMap<string, Scale>;
  /** The figure in force; undefined when there is none. */
  parameter(code: string): number | undefined;
  /** Whether another benefit is indicated. */
  indicated(benefit: string): Test;
  /** The day of the evaluation, 'YYYY-MM-DD'. */
  readonly date: string;
}

const open: Test = () => OPEN;
const NOWHERE = -1;

/** Where questions, or fields, stand in a reading of them (`readerOf`): in their order. */
export function placesOf(questions: ReadonlyMap<string, Question | Field>): ReadonlyMap<string, number> {
  return new Map([...questions.keys()].map((code, place) => [code, place]));
}

/** A question about a group of people. */
export type Group = Extract<Question, { kind: 'members' }>;

/** What codes stand for where one person of a group is spoken of: the group's fields. */
export function within(group: Group, meaning: Meaning): Meaning {
  const questions = new Map(group.fields.map((field) => [field.code, field]));
  return {
    ...meaning,
    questions,
    places: placesOf(questions),
    // A benefit is the household's: of one person it is not known.
    indicated: () => open,
  };
}

/**
 * A truth as a function of answers. What cannot be understood (an unknown code, a quantity where a truth belongs) is
 * open for ever: silent, never wrong. `check.ts` refuses it before it can be published.
 */
export function compileTest(expression: Expression, meaning: Meaning): Test {
  const placeOf = (code: string): number => meaning.places.get(code) ?? NOWHERE;
  switch (expression.op) {
    case 'and':
      return allOf(expression.parts.map((part) => compileTest(part, meaning)));
    case 'or':
      return anyOf(expression.parts.map((part) => compileTest(part, meaning)));
    case 'not':
      return notOf(compileTest(expression.part, meaning));
    case 'compare':
      return compileComparison(expression.sign, expression.left, expression.right, meaning);
    case 'answer': {
      const { code } = expression;
      if (meaning.questions.get(code)?.kind !== 'yes-no') return open;
      const place = placeOf(code);
      return (reading) => reading[place] as Truth;
    }
    case 'is': {
      const { code } = expression;
      const question = meaning.questions.get(code);
      if (question?.kind !== 'choice') return open;
      const place = placeOf(code);
      // By the option's number; at 0, where none was chosen, it is open.
      const truths: readonly Truth[] = [
        OPEN,
        ...question.options.map((one) => (expression.options.includes(one.code) ? HOLDS : FAILS)),
      ];
      return (reading) => truths[reading[place] as number] as Truth;
    }
    case 'has': {
      const { code, option } = expression;
      if (meaning.questions.get(code)?.kind !== 'choices') return open;
      const place = placeOf(code);
      return (reading) => {
        const chosen = reading[place] as readonly string[] | undefined;
        return chosen === undefined ? OPEN : chosen.includes(option) ? HOLDS : FAILS;
      };
    }
    case 'indicated':
      return meaning.indicated(expression.benefit);
    case 'number':
    case 'parameter':
    case 'count':
    case 'scale':
    case 'days-since':
    case 'sum':
    case 'product':
    case 'least':
    case 'greatest':
    case 'difference':
      return open;
  }
}

/** A quantity as a function of answers; without bounds where it cannot be understood. */
export function compileQuantity(expression: Expression, meaning: Meaning): Quantity {
  const placeOf = (code: string): number => meaning.places.get(code) ?? NOWHERE;
  const parts = (all: readonly Expression[]) => all.map((part) => compileQuantity(part, meaning));
  switch (expression.op) {
    case 'number':
      return constant(expression.value);
    case 'parameter': {
      const value = meaning.parameter(expression.code);
      return value === undefined ? UNKNOWN : constant(value);
    }
    case 'answer': {
      const question = meaning.questions.get(expression.code);
      return question?.kind === 'number' || question?.kind === 'amount'
        ? numberAt(placeOf(question.code), question)
        : UNKNOWN;
    }
    case 'count': {
      const group = meaning.questions.get(expression.group);
      if (group?.kind !== 'members') return UNKNOWN;
      const count = countOf(
        placeOf(group.code),
        group.max,
        expression.where && compileTest(expression.where, within(group, meaning)),
      );
      return expression.where ? keptQuantity(meaning.keptAt(printExpression(expression)), count) : count;
    }
    case 'scale': {
      const scale = meaning.scales.get(expression.code);
      const group = scale && meaning.questions.get(scale.group);
      if (group?.kind !== 'members') return UNKNOWN;
      const about = within(group, meaning);
      const steps = scale?.steps.map(({ where, add, most }) => ({
        where: where && compileTest(where, about),
        add,
        most: most ?? Number.POSITIVE_INFINITY,
      }));
      if (!scale || !steps) return UNKNOWN;
      const ready = scaleOf({ ...scale, place: placeOf(group.code), max: group.max, steps });
      return keptQuantity(meaning.keptAt(printExpression(expression)), ready);
    }
    case 'days-since': {
      const today = dayNumber(meaning.date);
      const isDate = meaning.questions.get(expression.code)?.kind === 'date';
      return isDate && today !== undefined ? daysSince(placeOf(expression.code), today) : UNKNOWN;
    }
    case 'sum':
      return sumOf(parts(expression.parts));
    case 'product':
      return parts(expression.parts).reduce(productOf);
    case 'least':
    case 'greatest':
      return extremeOf(expression.op, parts(expression.parts));
    case 'difference':
      return differenceOf(compileQuantity(expression.left, meaning), compileQuantity(expression.right, meaning));
    case 'and':
    case 'or':
    case 'not':
    case 'compare':
    case 'is':
    case 'has':
    case 'indicated':
      return UNKNOWN;
  }
}

/** Fails when one fails, holds when all hold, else open. */
export function allOf(tests: readonly Test[]): Test {
  return (reading) => {
    let truth: Truth = HOLDS;
    for (const test of tests) {
      const one = test(reading);
      if (one === FAILS) return FAILS;
      if (one === OPEN) truth = OPEN;
    }
    return truth;
  };
}

/** Holds when one holds, fails when all fail, else open. */
export function anyOf(tests: readonly Test[]): Test {
  return (reading) => {
    let truth: Truth = FAILS;
    for (const test of tests) {
      const one = test(reading);
      if (one === HOLDS) return HOLDS;
      if (one === OPEN) truth = OPEN;
    }
    return truth;
  };
}

/** The contrary of a test. */
export function notOf(test: Test): Test {
  return (reading) => negate(test(reading));
}

/** A comparison; the short way when it is one of a number answered with a known one. */
function compileComparison(sign: Sign, left: Expression, right: Expression, meaning: Meaning): Test {
  const test = compared(sign, compileQuantity(left, meaning), compileQuantity(right, meaning));
  if (right.op === 'answer' && left.op !== 'answer') return compileComparison(TURNED[sign], right, left, meaning);
  const value = knownValue(right, meaning);
  const question = left.op === 'answer' ? meaning.questions.get(left.code) : undefined;
  const place = left.op === 'answer' ? meaning.places.get(left.code) : undefined;
  if (value === undefined || place === undefined) return test;
  if (question?.kind !== 'number' && question?.kind !== 'amount') return test;
  return comparedWith(sign, place, value, test([]));
}

/** What a tree comes to whatever is answered. */
function knownValue(expression: Expression, meaning: Meaning): number | undefined {
  if (expression.op === 'number') return expression.value;
  return expression.op === 'parameter' ? meaning.parameter(expression.code) : undefined;
}
