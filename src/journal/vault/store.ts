import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { open, seal } from './cipher';
import type { Vault } from './keys';

/** The beneficiary's key is destroyed: what was sealed under it is gone for good, and nothing more can be sealed. */
export class Erased extends Error {
  override readonly name = 'Erased';
}

/** No key, or no sealed value, by that id. */
export class NotInVault extends Error {
  override readonly name = 'NotInVault';
}

/** Who opens a personal value, why (a word of the caller's own list, such as `case-page`), and in which request. */
export interface Access {
  readonly actor: string;
  readonly purpose: string;
  readonly correlation: string;
}

/**
 * Personal values at rest. Every call works inside the caller's transaction and leaves nothing behind if it rolls
 * back.
 */
export interface SealedStore {
  /** A beneficiary's key; `create` makes it if there is none yet. Throws Erased once destroyed, NotInVault if none. */
  beneficiaryKey(trx: Knex.Transaction, beneficiary: string, options?: { create?: boolean }): Promise<Buffer>;
  /**
   * Seals a text under the beneficiary's key, made if needed, and gives the id that rows and entries hold. Throws
   * Erased.
   */
  sealValue(trx: Knex.Transaction, beneficiary: string, kind: string, text: string): Promise<string>;
  /**
   * Opens one value and writes so to the access log. Throws NotInVault, Erased, or SealBroken if the row was tampered
   * with.
   */
  openValue(trx: Knex.Transaction, id: string, access: Access): Promise<string>;
  /**
   * Opens many values at once, one line of the access log each; null for what is erased. Throws NotInVault,
   * SealBroken.
   */
  openValues(trx: Knex.Transaction, ids: readonly string[], access: Access): Promise<Map<string, string | null>>;
  /**
   * Destroys a beneficiary's key: the erasure of all they are (invariant 3). Repeating it changes nothing.
   */
  destroyKey(trx: Knex.Transaction, beneficiary: string): Promise<void>;
}

interface SealedRow {
  readonly id: string;
  readonly beneficiary: string;
  readonly kind: string;
  readonly ciphertext: string;
  readonly wrapped: string;
  readonly destroyed_at: Date | null;
}

/** What a ciphertext is bound to, so that a row's text can't be moved under another id, person or kind. */
const place = (id: string, beneficiary: string, kind: string): string => [id, beneficiary, kind].join('\0');

/** Makes the store of a vault, over the tables `beneficiary_key`, `sealed_value` and `access_log`. */
export function createSealedStore(vault: Vault): SealedStore {
  const store: SealedStore = {
    async beneficiaryKey(trx, beneficiary, { create = false } = {}) {
      const read = () =>
        trx('beneficiary_key').where({ beneficiary }).first<KeyRow | undefined>('wrapped', 'destroyed_at');
      let row = await read();
      if (!row && create) {
        // Two transactions may both find no key: the second waits here for the first, and then reads its key.
        await trx('beneficiary_key')
          .insert({ beneficiary, wrapped: vault.newKey(beneficiary).wrapped })
          .onConflict('beneficiary')
          .ignore();
        row = await read();
      }
      if (!row) throw new NotInVault(`no key for beneficiary ${beneficiary}`);
      if (row.destroyed_at) throw new Erased(`beneficiary ${beneficiary} is erased`);
      return vault.unwrap(beneficiary, row.wrapped);
    },

    async sealValue(trx, beneficiary, kind, text) {
      const key = await store.beneficiaryKey(trx, beneficiary, { create: true });
      const id = randomUUID();
      const ciphertext = seal(key, text, place(id, beneficiary, kind));
      await trx('sealed_value').insert({ id, beneficiary, kind, ciphertext });
      return id;
    },

    async openValue(trx, id, access) {
      const text = (await store.openValues(trx, [id], access)).get(id);
      if (text === undefined || text === null) throw new Erased(`the person of sealed value ${id} is erased`);
      return text;
    },

    async openValues(trx, ids, access) {
      const wanted = [...new Set(ids)];
      if (wanted.length === 0) return new Map();
      const rows: SealedRow[] = await trx('sealed_value as v')
        .join('beneficiary_key as k', 'k.beneficiary', 'v.beneficiary')
        .whereIn('v.id', wanted)
        .select('v.id', 'v.beneficiary', 'v.kind', 'v.ciphertext', 'k.wrapped', 'k.destroyed_at');
      const missing = wanted.find((id) => !rows.some((row) => row.id === id));
      if (missing !== undefined) throw new NotInVault(`no sealed value ${missing}`);
      const living = rows.filter((row) => !row.destroyed_at);
      const opened = new Map<string, string | null>(wanted.map((id) => [id, null]));
      for (const { id, beneficiary, kind, ciphertext, wrapped } of living) {
        opened.set(id, open(vault.unwrap(beneficiary, wrapped), ciphertext, place(id, beneficiary, kind)));
      }
      const { actor, purpose, correlation } = access;
      const lines = living.map(({ beneficiary, kind }) => ({ actor, beneficiary, what: kind, purpose, correlation }));
      if (lines.length > 0) await trx('access_log').insert(lines);
      return opened;
    },

    async destroyKey(trx, beneficiary) {
      await trx('beneficiary_key')
        .where({ beneficiary, destroyed_at: null })
        .update({ wrapped: '', destroyed_at: trx.fn.now() });
    },
  };
  return store;
}

interface KeyRow {
  readonly wrapped: string;
  readonly destroyed_at: Date | null;
}
