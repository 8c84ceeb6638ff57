import type { Identity } from '../../src/domain/identity/person';

/**
 * The `n`th invented person: names nobody bears, and a provisional codice fiscale of eleven digits that passes its check
 * and begins with 99, so that the index by which people are found works as hard as with real ones.
 */
export function personNumber(n: number): Identity {
  const digits = `99${String(n).padStart(8, '0')}`;
  return {
    givenName: 'Persona',
    familyName: `Di Prova ${letters(n)}`,
    fiscalCode: `${digits}${checkDigit(digits)}`,
    birthDate: '1970-01-01',
    phone: '000 0000',
  };
}

/** Even places doubled, less nine when above nine; the whole with the check digit ends in zero. */
function checkDigit(digits: string): number {
  const sum = [...digits].reduce((total, character, index) => {
    const weighed = Number(character) * (index % 2 === 0 ? 1 : 2);
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** A number in letters: the index of surnames knows no digits. */
function letters(n: number): string {
  return [...String(n)].map((digit) => 'abcdefghij'[Number(digit)] ?? '').join('');
}
