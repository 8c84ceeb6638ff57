import { standingsOf } from '../../domain/case/standing';
import type { CaseState } from '../../domain/case/state';
import type { Identity } from '../../domain/identity/person';
import { actorId, type Person } from '../../domain/network/actor';
import type { Journal } from '../../journal/types';
import { type Access, createSealedStore } from '../../journal/vault/store';

/** What a case's page shows of a person. */
export interface Opened {
  /** Null before a consent, and once the person is erased. */
  readonly identity: Identity | null;
  /** Free texts by the id of their sealed row; null for what is erased. */
  readonly texts: ReadonlyMap<string, string | null>;
}

/**
 * True for those who help the person: the case's association, its consultants, its territory's referents. The
 * structure, the directorates and whoever a referral only waits for see the case without the person.
 */
export function mayKnowPerson(actor: Person, state: CaseState): boolean {
  return standingsOf(actor, state).some((one) => ['operator', 'manager', 'consultant', 'referent'].includes(one));
}

/**
 * Opens a person's identity and texts for a page, writing each opening to the access log in the same transaction. The
 * identity is the one recorded on this case, by the id of its sealed row.
 */
export async function openPerson(
  journal: Journal,
  given: {
    readonly identityRef: string;
    readonly refs: readonly string[];
    readonly actor: Person;
    readonly correlation: string;
  },
): Promise<Opened> {
  const { identityRef, refs, correlation } = given;
  const access: Access = { actor: actorId(given.actor), purpose: 'case-page', correlation };
  return journal.db.transaction(async (trx) => {
    const texts = await createSealedStore(journal.vault).openValues(trx, [identityRef, ...refs], access);
    const typed = texts.get(identityRef) ?? null;
    return { identity: typed === null ? null : (JSON.parse(typed) as Identity), texts };
  });
}
