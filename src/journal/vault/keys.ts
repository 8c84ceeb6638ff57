import { createHash, createHmac, randomBytes } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json';
import { parseFiscalCode } from '../../domain/identity/fiscal-code';
import { normaliseSurname } from '../../domain/identity/surname';
import { open, SealBroken, seal } from './cipher';

/** What a person can be found by without opening anything. */
export type IndexKind = 'fiscal-code' | 'family-name';

/** The keys at work: one key per beneficiary wrapped by the master key, and keyed hashes under the index key. */
export interface Vault {
  /** A fresh key for a beneficiary, wrapped for storage as `<master key's id>.<sealed key>`. */
  newKey(beneficiary: string): { readonly wrapped: string };
  /** A beneficiary's key, 32 bytes. Throws SealBroken when wrapped for another beneficiary or by another master key. */
  unwrap(beneficiary: string, wrapped: string): Buffer;
  /**
   * The HMAC-SHA256, in hex, that a codice fiscale or a surname is stored and searched by. The value is normalised
   * here, so that who stores and who searches cannot differ. Throws RangeError when nothing is left of a surname, or
   * the code is none.
   */
  index(kind: IndexKind, value: string): string;
  /**
   * The HMAC-SHA256, in hex, of a request's body, by which a repeated command is told from another one under its id.
   */
  fingerprint(body: unknown): string;
}

/** The settings a vault is made of: two independent random keys of 32 bytes. */
export interface VaultKeys {
  readonly masterKey: Buffer;
  readonly indexKey: Buffer;
}

/** Makes the vault. Throws RangeError when a key is not 32 bytes long, or both are the same. */
export function createVault({ masterKey, indexKey }: VaultKeys): Vault {
  if (masterKey.length !== 32) throw new RangeError('the master key must be 32 bytes');
  if (indexKey.length !== 32) throw new RangeError('the index key must be 32 bytes');
  if (masterKey.equals(indexKey)) throw new RangeError('the master key and the index key must differ');
  // Named after the key itself, so that a replaced master key is told from an altered row.
  const masterId = createHash('sha256')
    .update('inps-per-tutti/master-key-id\0')
    .update(masterKey)
    .digest('hex')
    .slice(0, 8);
  /** `use` keeps the hashes of different things apart, though they share the key. */
  const hash = (use: string, text: string): string =>
    createHmac('sha256', indexKey).update(`${use}\0${text}`).digest('hex');

  return {
    newKey: (beneficiary) => ({
      wrapped: `${masterId}.${seal(masterKey, randomBytes(32).toString('base64url'), `key\0${beneficiary}`)}`,
    }),
    unwrap(beneficiary, wrapped) {
      const [id, ...sealed] = wrapped.split('.');
      if (id !== masterId) throw new SealBroken(`wrapped by master key ${id}, not by ${masterId}`);
      return Buffer.from(open(masterKey, sealed.join('.'), `key\0${beneficiary}`), 'base64url');
    },
    index: (kind, value) => hash(kind, indexed(kind, value)),
    fingerprint: (body) => hash('fingerprint', canonicalJson(body)),
  };
}

function indexed(kind: IndexKind, value: string): string {
  if (kind === 'family-name') {
    const surname = normaliseSurname(value);
    if (surname === '') throw new RangeError('a surname without a letter cannot be indexed');
    return surname;
  }
  const parsed = parseFiscalCode(value);
  if (!parsed.ok) throw new RangeError(`not a fiscal code: ${parsed.reason}`);
  return parsed.value;
}
