import fc from 'fast-check';
import { locatorFrom, printCode, readCode } from '../../../src/domain/questionnaire/printed-code';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const code = fc.tuple(bytes(5), bytes(16)).map(([locator, key]) => ({ locator: locatorFrom(locator), key }));
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('a code is nine groups of four letters, the first two its locator, and is read back as it was', () => {
  fc.assert(
    fc.property(code, (one) => {
      const printed = printCode(one);
      expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(printed.slice(0, 9).replace('-', '')).toBe(one.locator);
      expect(readCode(printed)).toEqual(one);
    }),
  );
});

test('a known code is printed the same for ever: codes on paper outlive a release', () => {
  const key = Uint8Array.from({ length: 16 }, (_, index) => index * 17);
  const locator = locatorFrom(Uint8Array.from([1, 2, 3, 4, 5]));
  expect(locator).toBe('04106105');
  expect(printCode({ locator, key })).toBe('0410-6105-008J-4CT4-ANK7-F24S-NAXW-SQFE-ZWT9');
});

test('one wrong letter, and two neighbours that changed places, are always seen', () => {
  fc.assert(
    fc.property(code, fc.nat(35), fc.nat(30), (one, at, shift) => {
      const letters = printCode(one).replaceAll('-', '');
      const was = letters.charAt(at);
      const other = LETTERS.charAt((LETTERS.indexOf(was) + 1 + shift) % 32);
      expect(readCode(letters.slice(0, at) + other + letters.slice(at + 1))).toBeNull();
      const next = letters.charAt(at + 1);
      if (next === '' || next === was) return;
      expect(readCode(letters.slice(0, at) + next + was + letters.slice(at + 2))).toBeNull();
    }),
    { numRuns: 500 },
  );
});

test('small letters, spaces and the letters people take for others are forgiven; the rest is not a code', () => {
  fc.assert(
    fc.property(code, (one) => {
      const typed = printCode(one).toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
      expect(readCode(typed)).toEqual(one);
    }),
  );
  for (const odd of ['', '0410-61R5', 'U'.repeat(36), `${'0'.repeat(35)}é`]) expect(readCode(odd)).toBeNull();
});

test('a locator or a key of another size is a mistake in the program', () => {
  expect(() => printCode({ locator: 'SHORT', key: new Uint8Array(16) })).toThrow(RangeError);
  expect(() => printCode({ locator: '00000000', key: new Uint8Array(15) })).toThrow(RangeError);
});
