import type { Knex } from 'knex';
import { SealBroken } from './cipher';
import type { Vault } from './keys';

/** The master key at hand is not the one this database's personal data is kept under. */
export class WrongMasterKey extends Error {
  override readonly name = 'WrongMasterKey';
}

/**
 * Fails unless the vault opens what the database holds. One row is enough: every one was wrapped by the same key. With
 * another key new people would be sealed under it, and the database be of two keys for ever (invariant 12). A database
 * with no person yet takes any. Throws WrongMasterKey.
 */
export async function requireMasterKey(db: Knex, vault: Vault): Promise<void> {
  const row = await db('beneficiary_key')
    .where({ destroyed_at: null })
    .first<{ beneficiary: string; wrapped: string } | undefined>('beneficiary', 'wrapped');
  if (!row) return;
  try {
    vault.unwrap(row.beneficiary, row.wrapped);
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new WrongMasterKey(
      `MASTER_KEY does not open the personal data of this database (${error.message}): give the key it was sealed under.`,
    );
  }
}
