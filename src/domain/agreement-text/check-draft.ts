import { z } from 'zod';
import { BOUNDS, clauseShape, nameShape, valueShape } from './bounds';
import { hiddenCharacter } from './characters';
import { checkClause } from './check-clause';
import { checkValue } from './check-variable';
import { knownNames } from './placeholders';
import type { AgreementText, DraftFault, DraftInput, ModelText } from './types';

/** A draft on the wire: its shape and how much it may hold. What only the model can say is `checkDraft`'s. */
export const draftInput = z.strictObject({
  signatories: z
    .array(z.strictObject({ kind: z.enum(['municipality', 'association']), id: z.int().min(1) }))
    .max(BOUNDS.signatories),
  variables: z.record(nameShape, valueShape).refine((values) => Object.keys(values).length <= BOUNDS.variables, {
    params: { message: 'invalid.too-many', values: { max: BOUNDS.variables } },
  }),
  clauses: z.array(clauseShape).max(BOUNDS.clauses),
}) satisfies z.ZodType<DraftInput>;

/** The key of a clause that no model has: `agg-1`, `agg-2` … */
export const ADDED_KEY = /^agg-[1-9]\d{0,2}$/;

function checkVariables(model: ModelText, { variables }: DraftInput): DraftFault[] {
  const given = (name: string): (typeof variables)[string] | undefined =>
    Object.hasOwn(variables, name) ? variables[name] : undefined;
  const known = new Set(model.variables.map(({ name }) => name));
  return [
    ...model.variables.flatMap(({ name, spec }) => {
      const fault = checkValue(spec, given(name));
      return fault ? [{ field: `variables.${name}`, ...fault }] : [];
    }),
    ...Object.keys(variables)
      .filter((name) => !known.has(name))
      .map((name) => ({ field: `variables.${name}`, key: 'invalid.unknown-field', values: {} })),
  ];
}

function repeated<T>(list: readonly T[], keyOf: (one: T) => string): number[] {
  const keys = list.map(keyOf);
  return keys.flatMap((key, index) => (keys.indexOf(key) < index ? [index] : []));
}

function checkSignatories({ signatories }: DraftInput): DraftFault[] {
  if (signatories.length === 0) return [{ field: 'signatories', key: 'invalid.too-few', values: { min: 1 } }];
  const max = BOUNDS.signatories;
  if (signatories.length > max) return [{ field: 'signatories', key: 'invalid.too-many', values: { max } }];
  return repeated(signatories, ({ kind, id }) => `${kind}/${id}`).map((index) => ({
    field: `signatories.${index}`,
    key: 'invalid.repeated',
    values: {},
  }));
}

function checkClauses(model: ModelText, { clauses }: DraftInput): DraftFault[] {
  if (clauses.length === 0) return [{ field: 'clauses', key: 'invalid.too-few', values: { min: 1 } }];
  const max = BOUNDS.clauses;
  if (clauses.length > max) return [{ field: 'clauses', key: 'invalid.too-many', values: { max } }];
  const keys = new Set(model.clauses.map(({ key }) => key));
  const known = knownNames(model);
  const at = (index: number): string => `clauses.${index}`;
  return [
    ...repeated(clauses, ({ key }) => key).map((index) => ({
      field: `${at(index)}.key`,
      key: 'invalid.repeated',
      values: {},
    })),
    ...clauses.flatMap((clause, index) => [
      ...(keys.has(clause.key) || ADDED_KEY.test(clause.key)
        ? []
        : [{ field: `${at(index)}.key`, key: 'invalid.clause-key', values: {} }]),
      ...checkClause(at(index), clause, known, model.variables),
    ]),
  ];
}

/**
 * Everything that keeps a draft from being saved, each at its field; empty when nothing does. Variables are typed and bounded
 * by the model and never prose, so that nothing hides in a value; words hold no character that does not show.
 */
export function checkDraft(model: ModelText, draft: DraftInput): readonly DraftFault[] {
  return [...checkSignatories(draft), ...checkVariables(model, draft), ...checkClauses(model, draft)];
}

/**
 * What registers put into a text and could not be printed: its title, its territory, a name. The structure's name is the fault of
 * `signatories`, another's of its place in the draft. Empty when a text can be saved and `printPdf` will take it.
 */
export function checkNames(text: Pick<AgreementText, 'title' | 'territory' | 'signatories'>): readonly DraftFault[] {
  const others = text.signatories.filter(({ kind }) => kind !== 'structure');
  const names: [string, string][] = [
    ['title', text.title],
    ['territory', text.territory],
    ...text.signatories.map((one): [string, string] => [
      one.kind === 'structure' ? 'signatories' : `signatories.${others.indexOf(one)}`,
      one.name,
    ]),
  ];
  return names.flatMap(([field, name]) => {
    const character = hiddenCharacter(name);
    return character === null ? [] : [{ field, key: 'invalid.hidden-character', values: { character } }];
  });
}
