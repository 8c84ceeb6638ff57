import { checkConformity } from './conformity';
import type { AgreementText, Clause, ModelText } from './types';

const says = ({ heading, body, commitments }: Clause, name: string): boolean =>
  [heading, body, ...commitments.map(({ what }) => what)].some((words) => words.includes(`{{${name}}}`));

/**
 * True when a clause of the text says a variable's value: by its placeholder, or word for word as the model's clause that has it.
 * A value that no clause says binds nobody.
 */
function isSaid(text: AgreementText, model: ModelText, name: string): boolean {
  if (text.clauses.some((clause) => says(clause, name))) return true;
  const { clauses } = checkConformity(text, model);
  const kept = new Set(
    clauses.filter(({ standing }) => standing === 'model' || standing === 'moved').map(({ key }) => key),
  );
  return model.clauses.some((clause) => kept.has(clause.key) && says(clause, name));
}

/**
 * How long an agreement lasts, in whole years from its start, and how often it can be renewed: by the variables that the model
 * names for it where the text's own clauses say them, else by its framework's policy (message of 2021: one year, renewed once
 * only and for as long). Never more renewals than the policy's, and never less than a year.
 */
export function termsOf(
  text: AgreementText,
  model: ModelText,
  policy: { readonly termYears: number; readonly maxRenewals: number },
): { readonly years: number; readonly renewals: number } {
  const own = (name: string | undefined, otherwise: number): number => {
    const value = name !== undefined && Object.hasOwn(text.variables, name) ? text.variables[name] : undefined;
    return name !== undefined && typeof value === 'number' && isSaid(text, model, name) ? value : otherwise;
  };
  return {
    years: Math.max(1, own(model.terms.years, policy.termYears)),
    renewals: Math.max(0, Math.min(own(model.terms.renewals, policy.maxRenewals), policy.maxRenewals)),
  };
}
