import { Engine, type NestedCondition, type TopLevelCondition } from 'json-rules-engine';
import type { Condition, Operator, Term, Translated } from '../conditions';
import type { Evaluation } from '../contestant';
import type { Facts } from '../facts';

const OPERATORS: Readonly<Record<Operator, string>> = {
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
  '=': 'equal',
  '!=': 'notEqual',
};
const TURNED: Readonly<Record<Operator, Operator>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
  '!=': '!=',
};

/** json-rules-engine: two rules a benefit, one for when it holds and one for when it fails. */
export function jsonRules({ rules }: Translated): (facts: Facts) => Evaluation {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addFact('always', true);
  for (const { benefit, holds, fails } of rules) {
    for (const [result, condition] of [
      ['indicated', holds],
      ['not-indicated', fails],
    ] as const) {
      engine.addRule({ conditions: topLevel(condition), event: { type: benefit, params: { result } } });
    }
  }
  const unknown = Object.fromEntries(rules.map((rule) => [rule.benefit, 'not-known' as const]));
  return (facts) => async () => {
    const { events } = await engine.run(facts);
    return { ...unknown, ...Object.fromEntries(events.map((one) => [one.type, one.params?.['result']])) };
  };
}

function topLevel(condition: Condition): TopLevelCondition {
  return condition.kind === 'all' ? { all: condition.parts.map(nested) } : { any: [nested(condition)] };
}

function nested(condition: Condition): NestedCondition {
  switch (condition.kind) {
    case 'all':
      return { all: condition.parts.map(nested) };
    case 'any':
      return { any: condition.parts.map(nested) };
    case 'always':
    case 'never':
      return { fact: 'always', operator: 'equal', value: condition.kind === 'always' };
    case 'yes-no':
      return { fact: condition.fact, operator: 'equal', value: condition.value };
    case 'in':
      return { fact: condition.fact, operator: 'in', value: condition.values };
    case 'has':
      return { fact: condition.fact, operator: 'contains', value: condition.value };
    case 'has-not':
      return { fact: condition.fact, operator: 'doesNotContain', value: condition.value };
    case 'compare':
      return compared(condition.left, condition.operator, condition.right);
  }
}

function compared(left: Term, operator: Operator, right: Term): NestedCondition {
  if (!('fact' in left)) {
    if ('fact' in right) return compared(right, TURNED[operator], left);
    return { fact: 'always', operator: 'equal', value: isTrue(left.value, operator, right.value) };
  }
  return {
    fact: left.fact,
    operator: OPERATORS[operator],
    value: 'fact' in right ? { fact: right.fact } : right.value,
  };
}

function isTrue(left: number, operator: Operator, right: number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '=':
      return left === right;
    case '!=':
      return left !== right;
  }
}
