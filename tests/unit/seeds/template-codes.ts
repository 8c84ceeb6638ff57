import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Which argument of each function of the rules is a template's code. */
const ARGUMENT: Readonly<Record<string, number>> = {
  notice: 3,
  toConsultant: 3,
  bothSides: 3,
  tellFollower: 2,
  everybody: 2,
};

/** Every mail template code written in the rules, read from their source. */
export function templateCodes(folder: string): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.ts'))) {
    const path = join(folder, file);
    const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
    visit(source, codes);
  }
  return codes;
}

function visit(node: ts.Node, codes: Set<string>): void {
  const code = codeIn(node);
  if (code) literals(code, codes);
  ts.forEachChild(node, (child) => visit(child, codes));
}

/** The expression that names a template: an argument of a call, or the value of something called `template`. */
function codeIn(node: ts.Node): ts.Expression | undefined {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    const index = ARGUMENT[node.expression.text];
    return index === undefined ? undefined : node.arguments[index];
  }
  const named = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node);
  return named && node.name.getText() === 'template' ? node.initializer : undefined;
}

function literals(expression: ts.Expression, codes: Set<string>): void {
  if (ts.isStringLiteral(expression)) codes.add(expression.text);
  else if (ts.isConditionalExpression(expression)) {
    literals(expression.whenTrue, codes);
    literals(expression.whenFalse, codes);
  }
}
