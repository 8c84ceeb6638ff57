import type { Form } from '../../src/domain/questionnaire/compile';
import { compileQuantity } from '../../src/domain/questionnaire/compile-expression';
import type { Expression, Sign } from '../../src/domain/questionnaire/expression';
import { printExpression } from '../../src/domain/questionnaire/print';
import type { Quantity } from '../../src/domain/questionnaire/quantity';

/** A fact's name, or a value. */
export type Term = { readonly fact: string } | { readonly value: number };
export type Operator = '<' | '<=' | '>' | '>=' | '=' | '!=';

/** A condition of two values, true or not, as every rule engine knows them. What is unknown makes it untrue. */
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Condition[] }
  | { readonly kind: 'always' | 'never' }
  | { readonly kind: 'compare'; readonly left: Term; readonly operator: Operator; readonly right: Term }
  | { readonly kind: 'yes-no'; readonly fact: string; readonly value: boolean }
  | { readonly kind: 'in'; readonly fact: string; readonly values: readonly string[] }
  | { readonly kind: 'has' | 'has-not'; readonly fact: string; readonly value: string };

/** A benefit's three-valued result as two conditions: neither of them, and it is not known. */
export interface TwoSided {
  readonly benefit: string;
  readonly holds: Condition;
  readonly fails: Condition;
}

/** The rules of a form for an engine that knows true and false only, and the facts that it must be handed. */
export interface Translated {
  readonly rules: readonly TwoSided[];
  /** Questions whose answers are facts as they are. */
  readonly answers: ReadonlySet<string>;
  /** Counts, scales, days and sums: no peer is asked to compute them. */
  readonly quantities: ReadonlyMap<string, Quantity>;
}

/** Translates the criteria in force mechanically. */
export function translate(form: Form): Translated {
  const answers = new Set<string>();
  const quantities = new Map<string, Quantity>();
  const sides = (expression: Expression): { readonly low: Term; readonly high: Term } => {
    const one = (term: Term) => ({ low: term, high: term });
    if (expression.op === 'number') return one({ value: expression.value });
    const figure = expression.op === 'parameter' ? form.meaning.parameter(expression.code) : undefined;
    if (figure !== undefined) return one({ value: figure });
    if (expression.op === 'answer') {
      answers.add(expression.code);
      return one({ fact: expression.code });
    }
    const name = printExpression(expression);
    quantities.set(name, compileQuantity(expression, form.meaning));
    return { low: { fact: `${name} low` }, high: { fact: `${name} high` } };
  };
  const compare = (sign: Sign, left: Expression, right: Expression, holds: boolean): Condition => {
    const [a, b] = [sides(left), sides(right)];
    const is = (one: Term, operator: Operator, other: Term): Condition => ({
      kind: 'compare',
      left: one,
      operator,
      right: other,
    });
    switch (sign) {
      case '<':
        return holds ? is(a.high, '<', b.low) : is(a.low, '>=', b.high);
      case '<=':
        return holds ? is(a.high, '<=', b.low) : is(a.low, '>', b.high);
      case '>':
        return holds ? is(a.low, '>', b.high) : is(a.high, '<=', b.low);
      case '>=':
        return holds ? is(a.low, '>=', b.high) : is(a.high, '<', b.low);
      case '=':
        return holds
          ? { kind: 'all', parts: [is(a.high, '<=', b.low), is(a.low, '>=', b.high)] }
          : { kind: 'any', parts: [is(a.high, '<', b.low), is(a.low, '>', b.high)] };
      case '!=':
        return compare('=', left, right, !holds);
    }
  };
  const side = (expression: Expression, holds: boolean): Condition => {
    switch (expression.op) {
      case 'and':
      case 'or':
        return {
          kind: (expression.op === 'and') === holds ? 'all' : 'any',
          parts: expression.parts.map((part) => side(part, holds)),
        };
      case 'not':
        return side(expression.part, !holds);
      case 'compare':
        return compare(expression.sign, expression.left, expression.right, holds);
      case 'answer':
        answers.add(expression.code);
        return { kind: 'yes-no', fact: expression.code, value: holds };
      case 'is': {
        answers.add(expression.code);
        const question = form.questions.get(expression.code)?.question;
        const others = question?.kind === 'choice' ? question.options.map((one) => one.code) : [];
        const values = holds ? expression.options : others.filter((one) => !expression.options.includes(one));
        return { kind: 'in', fact: expression.code, values };
      }
      case 'has':
        answers.add(expression.code);
        return { kind: holds ? 'has' : 'has-not', fact: expression.code, value: expression.option };
      case 'indicated': {
        const benefit = form.benefits.find((one) => one.benefit.code === expression.benefit);
        // One not in force is not indicated.
        if (!benefit) return { kind: holds ? 'never' : 'always' };
        const parts = benefit.criteria.map(({ criterion }) => side(criterion.if, holds));
        return { kind: holds ? 'all' : 'any', parts };
      }
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
        throw new TypeError(`${printExpression(expression)} is no truth`);
    }
  };
  const rules = form.benefits.map(({ benefit, criteria }): TwoSided => {
    const parts = (holds: boolean) => criteria.map(({ criterion }) => side(criterion.if, holds));
    if (criteria.length === 0) return { benefit: benefit.code, holds: { kind: 'never' }, fails: { kind: 'never' } };
    return {
      benefit: benefit.code,
      holds: { kind: 'all', parts: parts(true) },
      fails: { kind: 'any', parts: parts(false) },
    };
  });
  return { rules, answers, quantities };
}
