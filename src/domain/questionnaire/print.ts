import type { Expression } from './expression';

/** A tree as text: what `parseExpression` would read again as the same tree. */
export function printExpression(expression: Expression): string {
  const printed = (part: Expression): string => (isSimple(part) ? printExpression(part) : `(${printExpression(part)})`);
  switch (expression.op) {
    case 'number':
      return String(expression.value);
    case 'answer':
      return expression.code;
    case 'parameter':
      return `$${expression.code}`;
    case 'is': {
      const [only, ...others] = expression.options;
      return others.length === 0
        ? `${expression.code} is ${only}`
        : `${expression.code} in (${expression.options.join(', ')})`;
    }
    case 'has':
      return `${expression.code} has ${expression.option}`;
    case 'count':
      return `count(${expression.group}${expression.where ? ` where ${printExpression(expression.where)}` : ''})`;
    case 'scale':
      return `scale(${expression.code})`;
    case 'days-since':
      return `days-since(${expression.code})`;
    case 'indicated':
      return `indicated(${expression.benefit})`;
    case 'compare':
      return `${printed(expression.left)} ${expression.sign} ${printed(expression.right)}`;
    case 'and':
    case 'or':
      return expression.parts.map(printed).join(` ${expression.op} `);
    case 'not':
      return `not ${printed(expression.part)}`;
    case 'sum':
      return expression.parts.map(printed).join(' + ');
    case 'product':
      return expression.parts.map(printed).join(' * ');
    case 'difference':
      return `${printed(expression.left)} - ${printed(expression.right)}`;
    case 'least':
    case 'greatest':
      return `${expression.op}(${expression.parts.map(printed).join(', ')})`;
  }
}

/** What needs no parentheses wherever it stands. */
function isSimple({ op }: Expression): boolean {
  return !['and', 'or', 'not', 'compare', 'sum', 'product', 'difference', 'is', 'has'].includes(op);
}
