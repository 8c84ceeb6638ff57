import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { open, SealBroken, seal } from '../../../../src/journal/vault/cipher';

const key = Buffer.alloc(32, 7);

test('what is sealed opens again, and only there', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (text, aad, other) => {
      const sealed = seal(key, text, aad);
      expect(sealed).toMatch(/^v1\.[\w-]{16}\.[\w-]*\.[\w-]{22}$/);
      expect(open(key, sealed, aad)).toBe(text);
      if (other !== aad) expect(() => open(key, sealed, other)).toThrow(SealBroken);
    }),
  );
});

test('two seals of one text differ, and another key opens neither', () => {
  const [one, two] = [seal(key, 'Prova', 'a'), seal(key, 'Prova', 'a')];
  expect(one).not.toBe(two);
  expect(() => open(randomBytes(32), one, 'a')).toThrow(SealBroken);
});

test('any altered character breaks the seal', () => {
  const sealed = seal(key, 'un testo di prova', 'a');
  for (let i = 0; i < sealed.length; i += 1) {
    const altered = `${sealed.slice(0, i)}${sealed[i] === 'A' ? 'Q' : 'A'}${sealed.slice(i + 1)}`;
    // The last character of a part may hold bits that base64url ignores: then nothing was altered.
    const bytes = (text: string) =>
      text
        .split('.')
        .map((part) => Buffer.from(part, 'base64url').toString('hex'))
        .join();
    if (altered.startsWith('v1.') && bytes(altered) === bytes(sealed)) continue;
    expect(() => open(key, altered, 'a')).toThrow(SealBroken);
  }
});

test.each(['', 'Prova', 'v1...', 'v2.AAAAAAAAAAAAAAAA..AAAAAAAAAAAAAAAAAAAAAA', 'v1.AAAAAAAAAAAAAAAA.AA.AAAA'])(
  '%p is not a sealed text',
  (text) => expect(() => open(key, text, 'a')).toThrow(SealBroken),
);
