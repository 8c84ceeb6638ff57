import { isNoAnswer } from './answers';
import { compileForm, evaluate } from './compile';
import { type Expression, nodesOf } from './expression';
import type { Finding, Place } from './finding';
import { freeze } from './freeze';
import { parseExpression } from './parse';
import type { Contents, ScenarioRow } from './rows';
import { ExpressionError } from './tokens';

/** Everything that keeps contents from being published, as data: `findingMessage` says it in words, `at` is the row. */
export function checkContents(contents: Contents, scenarios: readonly ScenarioRow[]): readonly Finding[] {
  const first = [...textsOf(contents).flatMap(([at, text]) => readingOf(contents, at, text)), ...overlaps(contents)];
  const isReadable = first.every(({ kind }) => kind !== 'unexpected' && kind !== 'unfinished');
  return isReadable ? [...first, ...failing(contents, scenarios)] : first;
}

function textsOf({ sections, scales, benefits }: Contents): readonly (readonly [Place, string])[] {
  const written: readonly (readonly [Place, string | null])[] = [
    ...sections.flatMap((one) => one.questions.map(({ code, onlyIf }) => [{ row: 'question', code }, onlyIf] as const)),
    ...scales.flatMap(({ code, steps }) => steps.map(({ where }) => [{ row: 'scale', code }, where] as const)),
    ...benefits.flatMap((one) =>
      one.criteria.map((row) => [{ row: 'criterion', code: row.code, from: row.from }, row.if] as const),
    ),
  ];
  return written.flatMap(([at, text]) => (text === null ? [] : [[at, text] as const]));
}

function readingOf(contents: Contents, at: Place, text: string): readonly Finding[] {
  try {
    const tree = parseExpression(text);
    return at.row === 'scale' ? [] : nodesOf(tree).flatMap((node) => unknown(contents, at, node));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    if (error.key === 'unfinished') return [{ kind: 'unfinished', at, values: { text } }];
    return [{ kind: 'unexpected', at, values: { word: error.found, place: error.at + 1, text } }];
  }
}

function unknown({ sections, parameters }: Contents, at: Place, node: Expression): readonly Finding[] {
  if (node.op === 'parameter') {
    const isKnown = parameters.some((one) => one.code === node.code);
    return isKnown ? [] : [{ kind: 'unknown-parameter', at, values: { code: node.code } }];
  }
  if (node.op !== 'answer' && node.op !== 'is' && node.op !== 'has') return [];
  const isKnown = sections.some((section) => section.questions.some((one) => one.code === node.code));
  return isKnown ? [] : [{ kind: 'unknown-question', at, values: { code: node.code } }];
}

function overlaps({ parameters }: Contents): readonly Finding[] {
  return parameters.flatMap(({ code, values }) =>
    values.flatMap((one, index): readonly Finding[] => {
      const next = values[index + 1];
      if (next === undefined || (one.to !== null && one.to < next.from)) return [];
      const at: Place = { row: 'parameter', code, from: next.from };
      return [{ kind: 'overlap', at, values: { code, first: one.from, second: next.from } }];
    }),
  );
}

function failing(contents: Contents, scenarios: readonly ScenarioRow[]): readonly Finding[] {
  const snapshot = freeze(contents);
  return scenarios.flatMap(({ code, date, answers, expected }): readonly Finding[] => {
    const at: Place = { row: 'scenario', code };
    const form = compileForm(snapshot, date);
    const results = evaluate(form, answers);
    return [
      ...Object.entries(answers)
        .filter(([asked, value]) => !(form.answers(asked, value) || (form.questions.has(asked) && isNoAnswer(value))))
        .map(([asked]): Finding => ({ kind: 'scenario-answer', at, values: { code: asked } })),
      ...Object.entries(expected).flatMap(([benefit, result]): readonly Finding[] => {
        const found = results[benefit] ?? 'not-in-force';
        return found === result ? [] : [{ kind: 'scenario-fails', at, values: { benefit, expected: result, found } }];
      }),
    ];
  });
}
