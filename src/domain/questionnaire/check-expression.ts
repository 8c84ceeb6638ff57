import { childrenOf, type Expression } from './expression';
import type { FindingKind } from './finding';
import { parseExpression } from './parse';
import { printExpression } from './print';
import type { Contents } from './rows';
import { ExpressionError } from './tokens';

export type QuestionRow = Contents['sections'][number]['questions'][number];
type FieldRow = Extract<QuestionRow, { kind: 'members' }>['fields'][number];

/** The codes an expression may use, and of what kind they are. */
export interface Vocabulary {
  readonly questions: ReadonlyMap<string, QuestionRow | FieldRow>;
  readonly parameters: ReadonlySet<string>;
  readonly scales: ReadonlySet<string>;
  readonly benefits: ReadonlySet<string>;
  /** The group whose fields are spoken of; null where questions are. */
  readonly group: string | null;
}

/** What is wrong with an expression, without saying where it stands. */
export interface Problem {
  readonly kind: FindingKind;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A text as a tree, or what keeps it from being read. */
export function readExpression(text: string): Expression | Problem {
  try {
    return parseExpression(text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    // People count from one.
    if (error.key === 'unexpected')
      return { kind: 'unexpected', values: { text, word: error.found, place: error.at + 1 } };
    return { kind: error.key, values: { text } };
  }
}

/** Whatever is wrong with a tree where a truth, or a quantity, is wanted: codes nobody knows, and kinds that do not fit. */
export function problemsOf(
  expression: Expression,
  wanted: 'truth' | 'quantity',
  words: Vocabulary,
): readonly Problem[] {
  const problem = (kind: FindingKind, values: Problem['values']): readonly Problem[] => [{ kind, values }];
  const each = (parts: readonly Expression[], of: 'truth' | 'quantity') =>
    parts.flatMap((part) => problemsOf(part, of, words));
  const is = (found: 'truth' | 'quantity'): readonly Problem[] => {
    if (found === wanted) return [];
    return problem(wanted === 'truth' ? 'not-a-truth' : 'not-a-quantity', { part: printExpression(expression) });
  };
  /** A question of one of some kinds. */
  const about = (code: string, ...kinds: readonly QuestionRow['kind'][]): readonly Problem[] => {
    const question = words.questions.get(code);
    if (!question) return problem(...unknown(code, words.group));
    return kinds.includes(question.kind) ? [] : problem('wrong-kind', { code, part: printExpression(expression) });
  };
  const options = (code: string, chosen: readonly string[]): readonly Problem[] => {
    const question = words.questions.get(code);
    if (question?.kind !== 'choice' && question?.kind !== 'choices') return [];
    const known = question.options.map((one) => one.code);
    return chosen
      .filter((one) => !known.includes(one))
      .flatMap((option) => problem('unknown-option', { option, code }));
  };
  switch (expression.op) {
    case 'number':
      return is('quantity');
    case 'answer': {
      const kind = words.questions.get(expression.code)?.kind;
      if (kind === 'yes-no') return is('truth');
      return kind === 'number' || kind === 'amount' ? is('quantity') : about(expression.code);
    }
    case 'parameter':
      if (!words.parameters.has(expression.code)) return problem('unknown-parameter', { code: expression.code });
      return is('quantity');
    case 'is':
      return [...is('truth'), ...about(expression.code, 'choice'), ...options(expression.code, expression.options)];
    case 'has':
      return [...is('truth'), ...about(expression.code, 'choices'), ...options(expression.code, [expression.option])];
    case 'count': {
      const group = words.questions.get(expression.group);
      const problems = [...is('quantity'), ...about(expression.group, 'members')];
      if (group?.kind !== 'members' || !expression.where) return problems;
      return [...problems, ...problemsOf(expression.where, 'truth', fieldsOf(group, words))];
    }
    case 'scale':
      return words.scales.has(expression.code) ? is('quantity') : problem('unknown-scale', { code: expression.code });
    case 'days-since':
      return [...is('quantity'), ...about(expression.code, 'date')];
    case 'indicated':
      if (!words.benefits.has(expression.benefit)) return problem('unknown-benefit', { code: expression.benefit });
      return is('truth');
    case 'compare':
      return [...is('truth'), ...each([expression.left, expression.right], 'quantity')];
    case 'and':
    case 'or':
      return [...is('truth'), ...each(expression.parts, 'truth')];
    case 'not':
      return [...is('truth'), ...each([expression.part], 'truth')];
    case 'sum':
    case 'product':
    case 'least':
    case 'greatest':
      return [...is('quantity'), ...each(expression.parts, 'quantity')];
    case 'difference':
      return [...is('quantity'), ...each([expression.left, expression.right], 'quantity')];
  }
}

function unknown(code: string, group: string | null): [FindingKind, Problem['values']] {
  return group === null ? ['unknown-question', { code }] : ['unknown-field', { code, group }];
}

/** What may be said of one person of a group: neither scales nor benefits, which are the household's. */
export function fieldsOf(group: Extract<QuestionRow, { kind: 'members' }>, words: Vocabulary): Vocabulary {
  return {
    ...words,
    questions: new Map(group.fields.map((one) => [one.code, one])),
    scales: new Set(),
    benefits: new Set(),
    group: group.code,
  };
}

/** Every node of a tree, also those about a group's people, with the group they are about. */
export function* mentions(
  expression: Expression,
  group: string | null = null,
): Generator<{ readonly node: Expression; readonly group: string | null }> {
  yield { node: expression, group };
  for (const child of childrenOf(expression)) yield* mentions(child, group);
  if (expression.op === 'count' && expression.where) yield* mentions(expression.where, expression.group);
}
