import { fillText } from './fill';
import { collapsed, wordsOf } from './normalise';
import { hashOf } from './text-hash';
import type { AgreementText, Clause, ClauseCheck, Conformity, ModelText } from './types';

/** The places of the longest run that only grows, so that what is left out, and called moved, is the fewest. */
function inOrder(ranks: readonly number[]): ReadonlySet<number> {
  const length: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [at, rank] of ranks.entries()) {
    length[at] = 1;
    for (let other = 0; other < at; other++) {
      if ((ranks[other] ?? 0) < rank && (length[other] ?? 0) + 1 > (length[at] ?? 0)) {
        length[at] = (length[other] ?? 0) + 1;
        before[at] = other;
      }
    }
  }
  const kept = new Set<number>();
  for (let at: number | undefined = length.indexOf(Math.max(...length)); at !== undefined && at >= 0; at = before[at])
    kept.add(at);
  return kept;
}

/**
 * The conformity check (message of 2021: what a local agreement rules must cohere with the framework; further aspects go to the
 * central directorate before signing). Each clause is normalised, filled and hashed against the model's of the same key. The
 * checks stand in the text's order, a removed clause where the model has it. Throws RangeError as `fillText`.
 */
export function checkConformity(text: AgreementText, model: ModelText): Conformity {
  const check = (clause: Clause): Omit<ClauseCheck, 'standing'> => ({
    key: clause.key,
    hash: hashOf(wordsOf(clause, text, model).map(({ key }) => key)),
    heading: collapsed(fillText(text, model, clause.heading)),
  });
  const ofModel = model.clauses.map(check);
  const rankOf = new Map(ofModel.map(({ key }, rank) => [key, rank]));
  const found = text.clauses.map((clause) => ({ ...check(clause), rank: rankOf.get(clause.key) ?? -1 }));

  const unaltered = found.filter(({ rank, hash }) => ofModel[rank]?.hash === hash);
  const kept = inOrder(unaltered.map(({ rank }) => rank));
  const still = new Set(unaltered.filter((_one, at) => kept.has(at)));
  const clauses: ClauseCheck[] = found.map((one) => {
    const { key, hash, heading, rank } = one;
    const standing = rank < 0 ? 'added' : ofModel[rank]?.hash !== hash ? 'altered' : still.has(one) ? 'model' : 'moved';
    return { key, standing, hash, heading };
  });

  const present = new Set(found.map(({ key }) => key));
  for (const [rank, removed] of ofModel.entries()) {
    if (present.has(removed.key)) continue;
    const after = clauses.findIndex(({ key }) => key === ofModel[rank - 1]?.key);
    clauses.splice(after + 1, 0, { ...removed, standing: 'removed' });
  }
  return {
    clauses,
    conform: clauses.every(({ standing }) => standing === 'model'),
    incoherent: clauses.some(({ standing }) => standing !== 'model' && standing !== 'added'),
  };
}
