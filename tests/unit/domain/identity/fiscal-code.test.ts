import fc from 'fast-check';
import { parseFiscalCode } from '../../../../src/domain/identity/fiscal-code';

/**
 * The check character written a second time, from the table of DM 23 December 1976, to judge the library by.
 * Values of 0-9 and A-J, then K-Z, in odd places; in even places a character's value is its rank.
 */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const rank = (character: string): number => (/\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65);
const check = (stem: string): string => {
  const sum = [...stem].reduce((total, c, i) => total + (i % 2 === 0 ? (ODD[rank(c)] ?? Number.NaN) : rank(c)), 0);
  return String.fromCharCode(65 + (sum % 26));
};
const OMOCODIA = 'LMNPQRSTUV';
const PLACES = [6, 7, 9, 10, 12, 13, 14];
const omocode = (stem: string, mask: number): string =>
  [...stem]
    .map((c, i) => (mask & (1 << PLACES.indexOf(i)) && PLACES.includes(i) ? (OMOCODIA[Number(c)] ?? c) : c))
    .join('');

describe('the personal form', () => {
  // Textbook examples and the library's own; none is of a person we know.
  test.each([
    'RSSMRA80A01H501U',
    'RSSMRA85T10A562S',
    'VRNGNY07D68C351V',
    'KKALMN91A30B331P',
    'VRNGNYLTDSUCPRMT',
    'KKALMNVMAPLBPPME',
  ])('%s is one', (value) => expect(parseFiscalCode(value)).toEqual({ ok: true, value, form: 'personal' }));

  test('spaces and case are forgiven', () => {
    expect(parseFiscalCode(' rss mra 80a01\th501u\n')).toEqual({
      ok: true,
      value: 'RSSMRA80A01H501U',
      form: 'personal',
    });
  });

  test('all 128 omocodias of a code are codes of their own, and their check characters agree with the table', () => {
    const seen = new Set<string>();
    for (let mask = 0; mask < 128; mask += 1) {
      const stem = omocode('VRNGNY07D68C351', mask);
      const value = stem + check(stem);
      expect(parseFiscalCode(value)).toEqual({ ok: true, value, form: 'personal' });
      seen.add(value);
    }
    expect(seen.size).toBe(128);
  });

  test('any other check character is refused', () => {
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTVWXYZ') {
      expect(parseFiscalCode(`RSSMRA80A01H501${letter}`)).toEqual({ ok: false, reason: 'check' });
    }
  });

  test.each([
    ['30 February', 'RSSMRA80B30H501'],
    ['29 February of a common year', 'RSSMRA81B29H501'],
    ['29 February of a common year, a woman', 'RSSMRA81B69H501'],
    ['day 0', 'RSSMRA80A00H501'],
    ['day 32', 'RSSMRA80A32H501'],
    ['day 40', 'RSSMRA80A40H501'],
    ['day 72', 'RSSMRA80A72H501'],
    ['31 April', 'RSSMRA80D31H501'],
    ['31 April in omocodia', 'RSSMRAULDPMH501'],
  ])('%s is refused', (_name, stem) => {
    expect(parseFiscalCode(stem + check(stem))).toEqual({ ok: false, reason: 'date' });
  });

  test.each(['RSSMRA80B29H501', 'RSSMRA00B29H501', 'RSSMRA80A71H501', 'RSSMRA80D30Z404', 'XXXYYY80A01M432'])(
    '%s with its check character is accepted',
    (stem) => expect(parseFiscalCode(stem + check(stem))).toMatchObject({ ok: true }),
  );

  test.each([
    ['a digit among the names', 'RSSM1A80A01H501U'],
    ['a letter that omocodia does not use', 'RSSMRA8AA01H501U'],
    ['a month that is none', 'RSSMRA80F01H501U'],
    ['an accent', 'RSSMRÀ80A01H501U'],
    ['a place code that is none', 'RSSMRA80A01N501U'],
    ['a digit at the end', 'RSSMRA80A01H5011'],
    ['vowels before consonants', 'ARSMRA80A01H501U'],
  ])('%s is refused', (_name, value) => expect(parseFiscalCode(value)).toEqual({ ok: false, reason: 'characters' }));
});

describe('the provisional form', () => {
  // 00488410010 and 80078750587 (INPS's own) are public codes of institutions.
  test.each(['00488410010', '80078750587', '12345678903'])('%s is one', (value) =>
    expect(parseFiscalCode(value)).toEqual({ ok: true, value, form: 'provisional' }),
  );
  test.each([
    ['12345678901', 'check'],
    ['00000000000', 'check'],
    ['1234567890A', 'characters'],
  ])('%s: %s', (value, reason) => expect(parseFiscalCode(value)).toEqual({ ok: false, reason }));

  test('one wrong digit is always found', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const digits = [...'12345678903'];
        digits[place] = String((Number(digits[place]) + shift) % 10);
        expect(parseFiscalCode(digits.join(''))).toEqual({ ok: false, reason: 'check' });
      }),
    );
  });
});

test.each(['', '1234567890', 'RSSMRA80A01H501', 'RSSMRA80A01H501UX', 'RSSMRA80A01-H501U'])(
  '%p has the wrong length',
  (value) => expect(parseFiscalCode(value)).toEqual({ ok: false, reason: 'length' }),
);

test('nothing typed makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => void parseFiscalCode(text)));
});
