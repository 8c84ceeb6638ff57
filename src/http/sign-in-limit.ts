import type { Knex } from 'knex';
import type { Vault } from '../journal/vault/keys';
import { countTries, forgetOldTries, type Verdict } from './tries';

/**
 * Tries within the window before the door closes: for an account from one address; for an account from anywhere, wide
 * enough that a stranger cannot shut somebody out with a few wrong guesses; for an address, which whole offices share.
 */
const TRIES = { pair: 10, account: 100, address: 300 } as const;
const WINDOW_SECONDS = 15 * 60;

/** Where a try comes from: the account as typed, or the signed-in user's id; and the network address. */
export interface Attempt {
  readonly account: string;
  readonly address: string;
}

/** The rows of an attempt: keyed hashes, so that neither a person nor an address can be read from the table. */
function keysOf(vault: Vault, given: Attempt): Readonly<Record<keyof typeof TRIES, string>> {
  const account = given.account.trim().toLowerCase();
  const { address } = given;
  return {
    pair: vault.fingerprint(['sign-in', 'pair', account, address]),
    account: vault.fingerprint(['sign-in', 'account', account]),
    address: vault.fingerprint(['sign-in', 'address', address]),
  };
}

/** Counts a try before the password is looked at. */
export function countTry(db: Knex, vault: Vault, attempt: Attempt): Promise<Verdict> {
  const keys = keysOf(vault, attempt);
  const limits = (['pair', 'account', 'address'] as const).map((one) => ({ key: keys[one], most: TRIES[one] }));
  return countTries(db, WINDOW_SECONDS, limits);
}

/**
 * A right password: the account starts afresh from this address, account and address get their try back, and old rows
 * go. One statement a row, for two rows held at once could make two people wait for each other.
 */
export async function forgetTry(db: Knex, vault: Vault, attempt: Attempt): Promise<void> {
  const { pair, account, address } = keysOf(vault, attempt);
  await db('request_try').where({ key: pair }).delete();
  await forgetOldTries(db, 4 * WINDOW_SECONDS);
  for (const key of [account, address]) {
    await db.raw('update request_try set tries = greatest(tries - 1, 0) where key = ?', [key]);
  }
}
