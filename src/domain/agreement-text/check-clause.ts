import { namesPerson } from '../identity/fiscal-code';
import { BOUNDS } from './bounds';
import { hiddenCharacter, WHITESPACE } from './characters';
import { strangePlaceholder } from './placeholders';
import type { Clause, Commitment, DraftFault, ModelVariable, VariableSpec } from './types';

const NOTHING = new RegExp(`^(${WHITESPACE.source})?$`, 'u');

function checkWords(field: string, text: string, max: number, known: ReadonlySet<string>): DraftFault[] {
  if (NOTHING.test(text)) return [{ field, key: 'invalid.required', values: {} }];
  const faults: DraftFault[] = [];
  if (text.length > max) faults.push({ field, key: 'invalid.too-long', values: { max } });
  const character = hiddenCharacter(text);
  if (character !== null) faults.push({ field, key: 'invalid.hidden-character', values: { character } });
  // A text is signed, sent and kept for good: nobody's data may be in it (invariant 3).
  if (namesPerson(text)) faults.push({ field, key: 'invalid.names-somebody', values: {} });
  const name = strangePlaceholder(text, known);
  if (name !== null) faults.push({ field, key: 'invalid.placeholder', values: { name } });
  return faults;
}

/** True of an integer variable that is never less than `min` nor more than `max`. */
export function withinBounds(spec: VariableSpec, max: number, min = 1): boolean {
  return spec.kind === 'integer' && spec.min >= min && spec.max <= max;
}

function checkDays(field: string, dueDays: Commitment['dueDays'], variables: readonly ModelVariable[]): DraftFault[] {
  if (typeof dueDays === 'string') {
    const counts = variables.some(({ name, spec }) => name === dueDays && withinBounds(spec, BOUNDS.dueDays));
    return counts ? [] : [{ field, key: 'invalid.placeholder', values: { name: dueDays } }];
  }
  if (!Number.isSafeInteger(dueDays)) return [{ field, key: 'invalid.type', values: {} }];
  if (dueDays < 1) return [{ field, key: 'invalid.too-small', values: { min: 1 } }];
  return dueDays > BOUNDS.dueDays ? [{ field, key: 'invalid.too-big', values: { max: BOUNDS.dueDays } }] : [];
}

/** What is wrong with a clause's words and commitments, its fields under `at`: `clauses.2`. */
export function checkClause(
  at: string,
  clause: Clause,
  known: ReadonlySet<string>,
  variables: readonly ModelVariable[],
): readonly DraftFault[] {
  const { commitments } = clause;
  return [
    ...checkWords(`${at}.heading`, clause.heading, BOUNDS.heading, known),
    ...checkWords(`${at}.body`, clause.body, BOUNDS.body, known),
    ...(commitments.length > BOUNDS.commitments
      ? [{ field: `${at}.commitments`, key: 'invalid.too-many', values: { max: BOUNDS.commitments } }]
      : []),
    ...commitments.flatMap(({ what, dueDays }, index) => [
      ...checkWords(`${at}.commitments.${index}.what`, what, BOUNDS.what, known),
      ...checkDays(`${at}.commitments.${index}.dueDays`, dueDays, variables),
    ]),
  ];
}
