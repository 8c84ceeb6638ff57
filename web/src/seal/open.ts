import type { Contents } from './seal';

const IV = 12;

/**
 * Opens what `seal` closed, with the locator and the key of the printed code. Throws when they are not those it was sealed
 * with, or when it was tampered with.
 */
export async function open(ciphertext: string, locator: string, key: Uint8Array<ArrayBuffer>): Promise<Contents> {
  const text = atob(ciphertext.replaceAll('-', '+').replaceAll('_', '/'));
  const whole = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const cipher = { name: 'AES-GCM', iv: whole.subarray(0, IV), additionalData: new TextEncoder().encode(locator) };
  const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  const opened = await crypto.subtle.decrypt(cipher, imported, whole.subarray(IV));
  return JSON.parse(new TextDecoder().decode(opened)) as Contents;
}
