import type { Knex } from 'knex';
import type { Vault } from '../journal/vault/keys';

/**
 * Tries within the window before the door closes: for an account from one address; for an account from anywhere, wide
 * enough that a stranger cannot shut somebody out with a few wrong guesses; for an address, which whole offices share.
 */
const TRIES = { pair: 10, account: 100, address: 300 } as const;
const WINDOW_SECONDS = 15 * 60;

/** The limiter's word: let in, or how many seconds to wait. */
export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly retryAfter: number };

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

/**
 * Counts a try before the password is looked at, in one statement: many guesses at once cannot slip past the count.
 * The three rows come in the same order, always: two tries can then never wait for each other.
 */
export async function countTry(db: Knex, vault: Vault, attempt: Attempt): Promise<Verdict> {
  const { pair, account, address } = keysOf(vault, attempt);
  const { rows } = await db.raw<{ rows: { key: string; tries: number; left: number }[] }>(
    `insert into sign_in_try as t (key, tries, since) values (?, 1, now()), (?, 1, now()), (?, 1, now())
     on conflict (key) do update set
       tries = case when t.since < now() - make_interval(secs => ?) then 1 else t.tries + 1 end,
       since = case when t.since < now() - make_interval(secs => ?) then now() else t.since end
     returning key, tries, ceil(extract(epoch from since + make_interval(secs => ?) - now()))::int as left`,
    [pair, account, address, WINDOW_SECONDS, WINDOW_SECONDS, WINDOW_SECONDS],
  );
  const most = { [pair]: TRIES.pair, [account]: TRIES.account, [address]: TRIES.address };
  const over = rows.filter((row) => row.tries > (most[row.key] ?? 0));
  return over.length === 0
    ? { allowed: true }
    : { allowed: false, retryAfter: Math.max(1, ...over.map((row) => row.left)) };
}

/**
 * A right password: the account starts afresh from this address, account and address get their try back, and old rows
 * go. One statement a row, for two rows held at once could make two people wait for each other.
 */
export async function forgetTry(db: Knex, vault: Vault, attempt: Attempt): Promise<void> {
  const { pair, account, address } = keysOf(vault, attempt);
  await db.raw(
    `delete from sign_in_try where key = ? or key in (
       select key from sign_in_try where since < now() - make_interval(secs => ?) for update skip locked)`,
    [pair, 4 * WINDOW_SECONDS],
  );
  for (const key of [account, address]) {
    await db.raw('update sign_in_try set tries = greatest(tries - 1, 0) where key = ?', [key]);
  }
}
