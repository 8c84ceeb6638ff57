import { allOf, anyOf, compileTest, type Meaning, notOf } from './compile-expression';
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
  const made = (test: Test, parts: readonly Node[]): Node => ({ test, parts, codes: [], benefits: [], expression });
  switch (expression.op) {
    case 'and':
    case 'or': {
      const parts = expression.parts.map((part) => compileNode(part, meaning));
      const tests = parts.map((part) => part.test);
      return made(expression.op === 'and' ? allOf(tests) : anyOf(tests), parts);
    }
    case 'not': {
      const part = compileNode(expression.part, meaning);
      return made(notOf(part.test), [part]);
    }
    case 'indicated':
      return { ...made(compileTest(expression, meaning), []), benefits: [expression.benefit] };
    case 'number':
    case 'answer':
    case 'parameter':
    case 'is':
    case 'has':
    case 'count':
    case 'scale':
    case 'days-since':
    case 'compare':
    case 'sum':
    case 'product':
    case 'least':
    case 'greatest':
    case 'difference': {
      const codes = [...new Set(nodesOf(expression).flatMap((one) => codesOf(one, meaning)))];
      return { ...made(compileTest(expression, meaning), []), codes };
    }
  }
}

/** The questions some nodes rest on, also through other benefits' results, whose criteria `of` gives. */
export function questionsUnder(nodes: readonly Node[], of: (benefit: string) => readonly Node[]): readonly string[] {
  const codes = new Set<string>();
  const visited = new Set<string>();
  const visit = (node: Node): void => {
    for (const code of node.codes) codes.add(code);
    for (const part of node.parts) visit(part);
    for (const benefit of node.benefits) {
      if (visited.has(benefit)) continue;
      visited.add(benefit);
      for (const one of of(benefit)) visit(one);
    }
  };
  for (const node of nodes) visit(node);
  return [...codes];
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
