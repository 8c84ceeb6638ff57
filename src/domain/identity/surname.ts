/** Latin letters that Unicode does not decompose into a plain letter and a mark. */
const PLAIN: Readonly<Record<string, string>> = {
  Ł: 'L',
  Ø: 'O',
  Đ: 'D',
  Ð: 'D',
  Ħ: 'H',
  Ŧ: 'T',
  Æ: 'AE',
  Œ: 'OE',
  Þ: 'TH',
  Ə: 'E',
};

/**
 * A surname as the keyed index sees it, so that “D’Angelò”, “d'angelo” and “DANGELO” are found alike: upper case,
 * letters only, without accents, apostrophes, hyphens and spaces. Other scripts keep their letters. Empty when there
 * is no letter at all.
 */
export function normaliseSurname(input: string): string {
  return input
    .normalize('NFKD')
    .toUpperCase()
    .normalize('NFKD') // Some capitals are composed where their small letter was not.
    .replace(/[ŁØĐÐĦŦÆŒÞƏ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/\P{L}|\p{Lm}/gu, '');
}
