import type { AgreementText, ModelText } from './types';

/**
 * How long an agreement lasts, in whole years from its start, and how often it can be renewed: by its own variables where the
 * model names them, else by its framework's policy (message of 2021: one year, renewed once only and for as long). Never more
 * renewals than the policy's, and never less than a year.
 */
export function termsOf(
  text: AgreementText,
  model: ModelText,
  policy: { readonly termYears: number; readonly maxRenewals: number },
): { readonly years: number; readonly renewals: number } {
  const own = (name: string | undefined, otherwise: number): number => {
    const value = name !== undefined && Object.hasOwn(text.variables, name) ? text.variables[name] : undefined;
    return typeof value === 'number' ? value : otherwise;
  };
  return {
    years: Math.max(1, own(model.terms.years, policy.termYears)),
    renewals: Math.max(0, Math.min(own(model.terms.renewals, policy.maxRenewals), policy.maxRenewals)),
  };
}
