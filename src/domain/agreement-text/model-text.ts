import { z } from 'zod';
import { BOUNDS, clauseShape, nameShape } from './bounds';
import { hiddenCharacter } from './characters';
import { checkClause, withinBounds } from './check-clause';
import { ADDED_KEY } from './check-draft';
import { knownNames } from './placeholders';
import { type DraftFault, type ModelText, type ModelVariable, REGISTER_NAMES } from './types';

const line = (max: number): z.ZodString => z.string().trim().min(1).max(max);
const options = z
  .array(z.strictObject({ code: nameShape, words: line(100) }))
  .min(2)
  .max(BOUNDS.options);
const spec = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('integer'), min: z.int(), max: z.int() }).refine(({ min, max }) => min <= max),
  z.strictObject({ kind: z.literal('date'), from: z.iso.date().optional(), to: z.iso.date().optional() }),
  z.strictObject({ kind: z.literal('time') }),
  z.strictObject({ kind: z.literal('choice'), options }),
  z.strictObject({ kind: z.literal('choices'), options, max: z.int().min(1) }),
]);

/** A model text as it comes from a file or a form: its shape. Whether it holds together is `checkModel`'s. */
export const modelText = z.strictObject({
  format: z.literal(1),
  framework: nameShape,
  title: line(200),
  origin: line(400).optional(),
  clauses: z.array(clauseShape).min(1).max(BOUNDS.clauses),
  variables: z.array(z.strictObject({ name: nameShape, label: line(200), spec })).max(BOUNDS.variables),
  terms: z.strictObject({ years: nameShape.optional(), renewals: nameShape.optional() }),
}) satisfies z.ZodType<ModelText>;

function repeatedIn(field: string, names: readonly string[], member: string): DraftFault[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index ? [{ field: `${field}.${index}.${member}`, key: 'invalid.repeated', values: {} }] : [],
  );
}

/**
 * Everything that keeps a model from being drawn from, each at its field: names given twice or kept for others, terms that are no
 * integer variable within their bounds, placeholders unknown or characters that do not show, in clauses, title and the words of options.
 */
export function checkModel(model: ModelText): readonly DraftFault[] {
  const known = knownNames(model);
  const reserved: readonly string[] = REGISTER_NAMES;
  const taken = (field: string) => [{ field, key: 'invalid.clause-key', values: {} }];
  const printed = (field: string, text: string): DraftFault[] => {
    const character = hiddenCharacter(text);
    return character === null ? [] : [{ field, key: 'invalid.hidden-character', values: { character } }];
  };
  const terms = (['years', 'renewals'] as const).flatMap((term) => {
    const name = model.terms[term];
    const counts = ({ spec: of }: ModelVariable) => withinBounds(of, BOUNDS[term], term === 'years' ? 1 : 0);
    return name === undefined || model.variables.some((one) => one.name === name && counts(one))
      ? []
      : [{ field: `terms.${term}`, key: 'invalid.placeholder', values: { name } }];
  });
  return [
    ...repeatedIn(
      'clauses',
      model.clauses.map(({ key }) => key),
      'key',
    ),
    ...repeatedIn(
      'variables',
      model.variables.map(({ name }) => name),
      'name',
    ),
    ...terms,
    ...printed('title', model.title),
    ...model.clauses.flatMap((clause, index) => [
      ...(ADDED_KEY.test(clause.key) ? taken(`clauses.${index}.key`) : []),
      ...checkClause(`clauses.${index}`, clause, known, model.variables),
    ]),
    ...model.variables.flatMap(({ name, spec: of }, index) => [
      ...(reserved.includes(name) ? taken(`variables.${index}.name`) : []),
      ...('options' in of
        ? [
            ...repeatedIn(
              `variables.${index}.spec.options`,
              of.options.map(({ code }) => code),
              'code',
            ),
            ...of.options.flatMap(({ words }, at) => printed(`variables.${index}.spec.options.${at}.words`, words)),
          ]
        : []),
    ]),
  ];
}
