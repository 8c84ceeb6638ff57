import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * A sealed text that can't be opened: altered, moved to another place than it was sealed for, or sealed under another
 * key.
 */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

const ALGORITHM = 'aes-256-gcm';
const SEALED = /^v1\.([\w-]{16})\.([\w-]*)\.([\w-]{22})$/;

/**
 * Encrypts a text under a 32-byte key with AES-256-GCM. `aad` says where the text belongs and must be given again to
 * open it. The form is `v1.<iv>.<ciphertext>.<tag>`, each part base64url. The 96-bit iv is random: a key seals a
 * handful of values of one person, far below the 2^32 that NIST SP 800-38D §8.3 allows.
 */
export function seal(key: Buffer, text: string, aad: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(aad));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return ['v1', ...[iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
}

/** Decrypts what `seal` gave. Throws SealBroken, which carries neither the text nor the key. */
export function open(key: Buffer, sealed: string, aad: string): string {
  const [, iv, ciphertext, tag] = SEALED.exec(sealed) ?? [];
  if (iv === undefined || ciphertext === undefined || tag === undefined) throw new SealBroken('not a sealed text');
  const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
    .setAAD(Buffer.from(aad))
    .setAuthTag(Buffer.from(tag, 'base64url'));
  try {
    return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]).toString('utf8');
  } catch {
    throw new SealBroken('the sealed text does not open here');
  }
}
