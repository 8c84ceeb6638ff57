import { ZenEngine } from '@gorules/zen-engine';
import type { Result } from '../../../src/domain/questionnaire/compile';
import type { Condition, Term, Translated } from '../conditions';
import type { Evaluation } from '../contestant';
import type { Facts } from '../facts';

/** @gorules/zen-engine: one decision with an expression a benefit. Its names take no hyphens, so facts have numbers. */
export function zen({ rules, answers, quantities }: Translated): (facts: Facts) => Evaluation {
  const facts = [...answers, ...[...quantities.keys()].flatMap((name) => [`${name} low`, `${name} high`])];
  const names = new Map(facts.map((fact, index) => [fact, `f${index}`]));
  const term = (one: Term): string => ('fact' in one ? (names.get(one.fact) ?? 'null') : String(one.value));
  const known = (...terms: readonly Term[]): string =>
    terms.flatMap((one) => ('fact' in one ? [`${term(one)} != null and `] : [])).join('');
  const written = (condition: Condition): string => {
    switch (condition.kind) {
      case 'all':
      case 'any':
        return `(${condition.parts.map(written).join(condition.kind === 'all' ? ' and ' : ' or ')})`;
      case 'always':
      case 'never':
        return String(condition.kind === 'always');
      case 'yes-no':
        return `${term(condition)} == ${condition.value}`;
      case 'in':
        return `${term(condition)} in [${condition.values.map((one) => `'${one}'`).join(', ')}]`;
      case 'has':
        return `(${known(condition)}contains(${term(condition)}, '${condition.value}'))`;
      case 'has-not':
        return `(${known(condition)}not contains(${term(condition)}, '${condition.value}'))`;
      case 'compare': {
        const { left, operator, right } = condition;
        const sign = operator === '=' ? '==' : operator;
        return `(${known(left, right)}${term(left)} ${sign} ${term(right)})`;
      }
    }
  };
  const expressions = rules.map(({ benefit, holds, fails }, index) => ({
    id: `e${index}`,
    key: benefit,
    value: `${written(holds)} ? 'indicated' : (${written(fails)} ? 'not-indicated' : 'not-known')`,
  }));
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in' },
      { id: 'rules', type: 'expressionNode', name: 'rules', content: { expressions } },
      { id: 'out', type: 'outputNode', name: 'out' },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'rules' },
      { id: 'b', type: 'edge', sourceId: 'rules', targetId: 'out' },
    ],
  });
  return (given) => {
    const context = Object.fromEntries(facts.map((fact) => [names.get(fact), given[fact] ?? null]));
    return async () => (await decision.evaluate(context)).result as Record<string, Result>;
  };
}
