import type { Expression } from './expression';
import { nodesOf } from './expression';
import { parseExpression } from './parse';
import type { Contents } from './rows';

/** The kinds of rows a questionnaire is made of. */
export type RowKind =
  | 'questionnaire'
  | 'section'
  | 'question'
  | 'document'
  | 'figure'
  | 'scale'
  | 'benefit'
  | 'criterion'
  | 'scenario'
  | 'translation';

/** Something that keeps a questionnaire from being published; its sentence is `finding.<kind>` of the catalogues. */
export interface Finding {
  readonly kind: string;
  /** The row to mend. */
  readonly at: { readonly row: RowKind; readonly code: string };
  readonly values: Readonly<Record<string, string | number>>;
}

/** Everything that can be said against contents without running a scenario. Throws ExpressionError. */
export function check(contents: Contents): readonly Finding[] {
  return [...unknownCodes(contents), ...overlaps(contents)];
}

function unknownCodes({ sections, parameters, benefits }: Contents): readonly Finding[] {
  const questions = new Set(sections.flatMap((section) => section.questions.map((one) => one.code)));
  const figures = new Set(parameters.map((one) => one.code));
  const unknown = (one: Expression): string | undefined => {
    if (one.op === 'parameter') return figures.has(one.code) ? undefined : `$${one.code}`;
    if (one.op === 'answer' || one.op === 'is' || one.op === 'has')
      return questions.has(one.code) ? undefined : one.code;
    return undefined;
  };
  return benefits.flatMap(({ criteria }) =>
    criteria.flatMap((criterion) =>
      nodesOf(parseExpression(criterion.if)).flatMap((node): Finding[] => {
        const code = unknown(node);
        const at = { row: 'criterion', code: criterion.code } as const;
        return code === undefined ? [] : [{ kind: 'unknown-code', at, values: { code } }];
      }),
    ),
  );
}

function overlaps({ parameters }: Contents): readonly Finding[] {
  return parameters.flatMap(({ code, values }) =>
    values.flatMap((one, index): Finding[] => {
      const next = values[index + 1];
      const overlapping = next !== undefined && (one.to === null || one.to >= next.from);
      return overlapping ? [{ kind: 'overlap', at: { row: 'figure', code }, values: { from: next.from } }] : [];
    }),
  );
}
