import type { Answers } from '../../../src/domain/questionnaire/answers';

/** What is sealed: enough to read and evaluate the answers again. */
export interface Contents {
  readonly format: 1;
  /** The hash of the version they were given under. */
  readonly version: string;
  /** The day they were given, 'YYYY-MM-DD'. */
  readonly date: string;
  readonly answers: Answers;
}

/** Every sealed text is a multiple of this long, so that its size tells little of what is in it. */
const BLOCK = 2048;
const IV = 12;

/**
 * Encrypts with AES-128-GCM under a key of 16 bytes, with the locator as additional data: 12 bytes of initialisation
 * vector, then ciphertext and tag, in base64url. What is encrypted is JSON in UTF-8, filled up with spaces.
 */
export async function seal(contents: Contents, locator: string, key: Uint8Array<ArrayBuffer>): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify(contents));
  const filled = new Uint8Array(Math.ceil(json.length / BLOCK) * BLOCK).fill(0x20);
  filled.set(json);
  const iv = crypto.getRandomValues(new Uint8Array(IV));
  const cipher = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(locator) };
  const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
  const encrypted = new Uint8Array(await crypto.subtle.encrypt(cipher, imported, filled));
  const whole = new Uint8Array(IV + encrypted.length);
  whole.set(iv);
  whole.set(encrypted, IV);
  return base64url(whole);
}

/** Whether this browser can seal: only pages served securely are given Web Crypto. */
export function canSeal(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

function base64url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
