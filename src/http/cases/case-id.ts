import { actorId, type Person } from '../../domain/network/actor';
import type { Vault } from '../../journal/vault/keys';

/**
 * The id of the case a person opens under an idempotency key: 24 characters of [a-z0-9] made from the two. A repeated
 * request must reach the stream its first one made, and only the key tells them alike: with a random id the second
 * would open a second case. It is a keyed hash (124 bits of it), so it tells nothing and nobody can guess another's.
 */
export function caseIdOf(vault: Vault, actor: Person, key: string): string {
  return newIdOf(vault, 'case', actor, key);
}

/** The same of any process. */
export function newIdOf(vault: Vault, process: string, actor: Person, key: string): string {
  const hash = BigInt(`0x${vault.fingerprint([`${process}-id`, actorId(actor), key])}`);
  return hash.toString(36).padStart(24, '0').slice(-24);
}
