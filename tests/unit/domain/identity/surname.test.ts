import fc from 'fast-check';
import { normaliseSurname } from '../../../../src/domain/identity/surname';

test.each([
  ["D'Angelò", 'DANGELO'],
  ['d’angelo', 'DANGELO'],
  ['dʼ Angelo', 'DANGELO'],
  ['  De  Santis-Rossi ', 'DESANTISROSSI'],
  ['Ñandú', 'NANDU'],
  ['Straße', 'STRASSE'],
  ['Łukasz', 'LUKASZ'],
  ['Ðorđević', 'DORDEVIC'],
  ['Sørensen', 'SORENSEN'],
  ['Æsir', 'AESIR'],
  ['Çelik', 'CELIK'],
  ['Yıldız', 'YILDIZ'],
  ['İnan', 'INAN'],
  ['Nguyễn', 'NGUYEN'],
  ['Шевченко', 'ШЕВЧЕНКО'],
  ['陳', '陳'],
  ['محمد', 'محمد'],
  ['ROSSI 2', 'ROSSI'],
  ['--', ''],
])('%s is indexed as %s', (input, output) => expect(normaliseSurname(input)).toBe(output));

test('it is a normal form: applied twice it changes nothing, whichever way the accent was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const once = normaliseSurname(text);
      expect(normaliseSurname(once)).toBe(once);
      expect(normaliseSurname(text.normalize('NFC'))).toBe(normaliseSurname(text.normalize('NFD')));
    }),
  );
});
