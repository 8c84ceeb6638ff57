import { createDecipheriv } from 'node:crypto';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Opens sealed answers with the printed code: written apart from the pages and the domain, from the description alone, so
 * that both must be right. Throws when the code does not open them.
 */
export function openSealed(code: string, ciphertext: string): unknown {
  const letters = code.replaceAll('-', '').replaceAll(' ', '');
  if (letters.length !== 36) throw new Error('a code has 36 letters');
  const numberOf = (text: string): bigint =>
    [...text].reduce((sum, letter) => sum * 32n + BigInt(LETTERS.indexOf(letter)), 0n);
  if (numberOf(letters.slice(0, 34)) % 1021n !== numberOf(letters.slice(34)))
    throw new Error('the check does not agree');
  // 26 letters are 130 bits: the last two are spare.
  const key = Buffer.from((numberOf(letters.slice(8, 34)) >> 2n).toString(16).padStart(32, '0'), 'hex');
  const whole = Buffer.from(ciphertext, 'base64url');
  const opening = createDecipheriv('aes-128-gcm', key, whole.subarray(0, 12));
  opening.setAAD(Buffer.from(letters.slice(0, 8)));
  opening.setAuthTag(whole.subarray(-16));
  const opened = Buffer.concat([opening.update(whole.subarray(12, -16)), opening.final()]);
  return JSON.parse(opened.toString('utf8'));
}
