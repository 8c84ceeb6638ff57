import type { TermPolicy } from '../agreement/state';
import { yearsAfter } from '../calendar/years';
import type { Entry } from '../process';
import type { FrameworkFact } from './entries';
import type { FrameworkFacts } from './state';

type Stored = Entry & FrameworkFact;

/**
 * A framework agreement's history as it would read had it been signed under another term policy: what a rehearsal of a
 * policy's change walks on from. What has happened since stays as it happened.
 */
export function entriesUnder(entries: readonly Stored[], policy: TermPolicy): readonly Stored[] {
  return entries.map((entry): Stored => {
    if (entry.type !== 'framework-in-force') return entry;
    const endsOn = yearsAfter(entry.data.startsOn, policy.termYears);
    return { ...entry, data: { ...entry.data, policy, endsOn } };
  });
}

/** The facts of a decision as they would be under another term policy. */
export function factsUnder(facts: FrameworkFacts, policy: TermPolicy): FrameworkFacts {
  return facts.policy ? { ...facts, policy } : facts;
}
