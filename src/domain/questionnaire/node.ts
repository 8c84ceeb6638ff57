import { compileTest, type Meaning } from './compile-expression';
import { type Expression, nodesOf } from './expression';
import type { Test } from './quantity';

/** A truth with its parts, so that one can see which of them are still open. */
export interface Node {
  readonly test: Test;
  /** The truths it is made of by and, or, not; none for a leaf. */
  readonly parts: readonly Node[];
  /** Of a leaf, the questions it asks about, a group's included. */
  readonly codes: readonly string[];
  /** Of a leaf, the benefits whose results it asks for. */
  readonly benefits: readonly string[];
  readonly expression: Expression;
}

/** Makes a criterion ready, with its parts. */
export function compileNode(expression: Expression, meaning: Meaning): Node {
  const test = compileTest(expression, meaning);
  const node = (parts: readonly Expression[]): Node => ({
    test,
    expression,
    parts: parts.map((part) => compileNode(part, meaning)),
    codes: parts.length > 0 ? [] : [...new Set(nodesOf(expression).flatMap((one) => codesOf(one, meaning)))],
    benefits: expression.op === 'indicated' ? [expression.benefit] : [],
  });
  if (expression.op === 'and' || expression.op === 'or') return node(expression.parts);
  return node(expression.op === 'not' ? [expression.part] : []);
}

function codesOf(expression: Expression, { scales }: Meaning): readonly string[] {
  switch (expression.op) {
    case 'answer':
    case 'is':
    case 'has':
    case 'days-since':
      return [expression.code];
    case 'count':
      return [expression.group];
    case 'scale': {
      const group = scales.get(expression.code)?.group;
      return group === undefined ? [] : [group];
    }
    case 'number':
    case 'parameter':
    case 'indicated':
    case 'compare':
    case 'and':
    case 'or':
    case 'not':
    case 'sum':
    case 'product':
    case 'least':
    case 'greatest':
    case 'difference':
      return [];
  }
}

/** The leaves of a node. */
export function leavesOf(node: Node): readonly Node[] {
  return node.parts.length === 0 ? [node] : node.parts.flatMap(leavesOf);
}
