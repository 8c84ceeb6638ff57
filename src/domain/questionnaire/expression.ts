/**
 * A criterion as a tree: what its text says (`parse.ts`), and what is evaluated (`compile.ts`). Truths and quantities are
 * one grammar; `check-types.ts` says which of the two a tree is.
 */
export type Expression =
  | { readonly op: 'number'; readonly value: number }
  /** A yes/no question: does it hold; a number or an amount: how much. */
  | { readonly op: 'answer'; readonly code: string }
  /** A dated, named figure. */
  | { readonly op: 'parameter'; readonly code: string }
  /** A choice: is it one of these options. */
  | { readonly op: 'is'; readonly code: string; readonly options: readonly string[] }
  /** A question that takes several options: is this one among them. */
  | { readonly op: 'has'; readonly code: string; readonly option: string }
  /** How many of a group's people satisfy `where`, whose codes are the group's fields; null: how many there are. */
  | { readonly op: 'count'; readonly group: string; readonly where: Expression | null }
  /** An equivalence scale's value for the household. */
  | { readonly op: 'scale'; readonly code: string }
  /** Days from a date answered to the day of the evaluation. */
  | { readonly op: 'days-since'; readonly code: string }
  /** Another benefit's criteria all hold. */
  | { readonly op: 'indicated'; readonly benefit: string }
  | { readonly op: 'compare'; readonly sign: Sign; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly op: 'not'; readonly part: Expression }
  | { readonly op: 'sum' | 'product' | 'least' | 'greatest'; readonly parts: readonly Expression[] }
  | { readonly op: 'difference'; readonly left: Expression; readonly right: Expression };

export type Sign = '<' | '<=' | '>' | '>=' | '=' | '!=';

/** The trees directly under one; those within a `count` are about its group's fields and are not among them. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.op) {
    case 'and':
    case 'or':
    case 'sum':
    case 'product':
    case 'least':
    case 'greatest':
      return expression.parts;
    case 'not':
      return [expression.part];
    case 'compare':
    case 'difference':
      return [expression.left, expression.right];
    case 'number':
    case 'answer':
    case 'parameter':
    case 'is':
    case 'has':
    case 'count':
    case 'scale':
    case 'days-since':
    case 'indicated':
      return [];
  }
}

/** Every node of a tree, itself first; not what is within a `count`. */
export function nodesOf(expression: Expression): readonly Expression[] {
  return [expression, ...childrenOf(expression).flatMap(nodesOf)];
}
