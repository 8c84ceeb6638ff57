import { yearsAfter } from '../calendar/years';
import type { Entry } from '../process';
import type { AgreementFact } from './entries';
import type { AgreementFacts } from './facts';
import type { SavedText, TermPolicy } from './state';

type Stored = Entry & AgreementFact;

/** What a text says of its term, where it says what the policy says; what it says otherwise is its own, and stays. */
function termsUnder(
  { years, renewals }: SavedText['terms'],
  before: TermPolicy,
  policy: TermPolicy,
): SavedText['terms'] {
  return {
    years: years === before.termYears ? policy.termYears : years,
    renewals: renewals === before.maxRenewals ? policy.maxRenewals : renewals,
  };
}

/**
 * An agreement's history as it would read had it been signed under another term policy: what a rehearsal of a policy's
 * change walks on from. What has happened since stays as it happened; one nobody has signed has no term yet.
 */
export function entriesUnder(entries: readonly Stored[], policy: TermPolicy): readonly Stored[] {
  const signed = entries.find((entry) => entry.type === 'signed');
  if (signed?.type !== 'signed') return entries;
  const before = signed.data.policy;
  let terms: SavedText['terms'] | undefined;
  return entries.map((entry): Stored => {
    if (entry.type === 'text-saved') {
      terms = termsUnder(entry.data.terms, before, policy);
      return { ...entry, data: { ...entry.data, terms } };
    }
    if (entry.type !== 'signed' || !terms) return entry;
    return { ...entry, data: { ...entry.data, policy, termEndsOn: yearsAfter(entry.data.startsOn, terms.years) } };
  });
}

/** The facts of a decision as they would be under another term policy. */
export function factsUnder(facts: AgreementFacts, policy: TermPolicy): AgreementFacts {
  return facts.framework ? { ...facts, framework: { ...facts.framework, policy } } : facts;
}
