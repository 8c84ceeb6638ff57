import { diffArrays } from 'diff';
import { type Word, wordsOf } from './normalise';
import type { AgreementText, Clause, ModelText, WordChange } from './types';

/** Beyond so many changed words two clauses have little in common, and looking for it in every clause would take seconds. */
const MOST_CHANGES = 400;

const shown = (words: readonly Word[]): string => words.map(({ text, after }) => text + after).join('');

/**
 * A clause word by word against the model's, both filled with the text's own values. `null` on either side: added, or removed.
 * Inserted and same pieces together are the clause as it stands; a clause in which all is the same is one that `checkConformity`
 * does not call altered, for both look at the same words. Throws RangeError as `fillText`.
 */
export function compareClause(
  clause: Clause | null,
  modelClause: Clause | null,
  text: AgreementText,
  model: ModelText,
): readonly WordChange[] {
  const words = (one: Clause | null): Word[] => (one ? [...wordsOf(one, text, model)] : []);
  const [before, after] = [words(modelClause), words(clause)];
  const changes = diffArrays(before, after, {
    comparator: (left, right) => left.key === right.key,
    maxEditLength: MOST_CHANGES,
  }) ?? [
    { removed: true, added: false, value: before },
    { removed: false, added: true, value: after },
  ];
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'inserted' : removed ? 'deleted' : 'same',
    text: shown(value),
  }));
}
