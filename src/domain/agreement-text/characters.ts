/**
 * What a text may be made of: whitespace, and the Latin letters, figures and signs of western European typing, each of which
 * has a shape of its own in the printed fonts. Everything else is left out on purpose, a rule of our own so that what is read
 * is what is signed: control and zero-width characters, direction marks, soft hyphens, strokes over letters, odd spaces and
 * letters of other alphabets that look like ours.
 */
const STRANGE =
  /[^\n\r\t\u0020-\u007e\u00a0-\u00ac\u00ae-\u00b4\u00b6-\u0131\u0134-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u017e\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]/u;

/** What `normalise` takes for a space, and nothing else. */
export const WHITESPACE = /[ \n\r\t\u00a0]+/u;

/**
 * The first character of a text that may not stand in it, as `U+200B`, or null. A letter typed as base and accent counts as the
 * one letter it shows.
 */
export function hiddenCharacter(text: string): string | null {
  const code = STRANGE.exec(text.normalize('NFC'))?.[0].codePointAt(0);
  return code === undefined ? null : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
