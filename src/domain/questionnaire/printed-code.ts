/** What a printed code holds: where the sealed answers are found, and the key that opens them. */
export interface PrintedCode {
  /** Eight letters: all of the code that a server is ever sent. */
  readonly locator: string;
  /** 16 bytes, of AES-128. */
  readonly key: Uint8Array;
}

/** Crockford's base 32: no I, L, O, U, so that nothing is read as something else. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LOCATOR = 8;
/** 128 bits in letters of five, two bits spare. */
const KEY = 26;
const CHECK = 2;
const GROUP = 4;

/**
 * A code as it is printed: locator, key and check, in nine groups of four letters. The first two groups are the locator.
 * Throws RangeError when the locator or the key are not of their size.
 */
export function printCode({ locator, key }: PrintedCode): string {
  if (locator.length !== LOCATOR || key.length !== 16) throw new RangeError('a locator has 8 letters, a key 16 bytes');
  const body = locator + lettersOf(key);
  const letters = body + checkOf(body);
  return (letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** Reads a code as somebody typed or scanned it; null when a letter is wrong, missing, or in another's place. */
export function readCode(typed: string): PrintedCode | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (letters.length !== LOCATOR + KEY + CHECK || [...letters].some((one) => !LETTERS.includes(one))) return null;
  const body = letters.slice(0, -CHECK);
  if (checkOf(body) !== letters.slice(-CHECK)) return null;
  return { locator: body.slice(0, LOCATOR), key: bytesOf(body.slice(LOCATOR)) };
}

/** Five random bytes as a locator's eight letters. */
export function locatorFrom(bytes: Uint8Array): string {
  return lettersOf(bytes.subarray(0, 5));
}

/**
 * The rest of the letters, as one number in base 32, by a prime: one wrong letter, and two that changed places, always
 * show (rule of our own).
 */
function checkOf(body: string): string {
  const rest = [...body].reduce((sum, letter) => (sum * 32 + LETTERS.indexOf(letter)) % 1021, 0);
  return LETTERS.charAt(rest >> 5) + LETTERS.charAt(rest & 31);
}

function lettersOf(bytes: Uint8Array): string {
  let letters = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      letters += LETTERS.charAt((held >> bits) & 31);
    }
  }
  return bits > 0 ? letters + LETTERS.charAt((held << (5 - bits)) & 31) : letters;
}

function bytesOf(letters: string): Uint8Array {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of letters) {
    held = ((held << 5) | LETTERS.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return Uint8Array.from(bytes);
}
