/** An answer one may choose, as it is written in the panel. */
export interface WrittenOption {
  readonly code: string;
  readonly text: { readonly it: string; readonly en: string };
}

/**
 * Reads the answers of a question about each person, one a line: `code | italiano | english`. What a line lacks is
 * empty: whether it may be is not said here (`rows.ts`).
 */
export function readOptionLines(lines: string): readonly WrittenOption[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [code = '', it = '', ...en] = line.split('|').map((part) => part.trim());
      return { code, text: { it, en: en.join(' | ') } };
    });
}

/** Writes answers as `readOptionLines` reads them. */
export function writeOptionLines(options: readonly WrittenOption[]): string {
  return options.map(({ code, text }) => `${code} | ${text.it} | ${text.en}`).join('\n');
}
