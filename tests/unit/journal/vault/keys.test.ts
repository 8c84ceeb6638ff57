import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson } from '../../../../src/domain/canonical-json';
import { SealBroken } from '../../../../src/journal/vault/cipher';
import { createVault } from '../../../../src/journal/vault/keys';

const masterKey = Buffer.alloc(32, 1);
const indexKey = Buffer.alloc(32, 2);
const vault = createVault({ masterKey, indexKey });

describe('keys', () => {
  test('each is fresh, wrapped under the named master key, and opens for its own person', () => {
    const { wrapped } = vault.newKey('b1');
    expect(wrapped).toMatch(/^[0-9a-f]{8}\.v1\./);
    expect(vault.unwrap('b1', wrapped)).toHaveLength(32);
    expect(vault.unwrap('b1', wrapped)).not.toEqual(vault.unwrap('b1', vault.newKey('b1').wrapped));
    expect(() => vault.unwrap('b2', wrapped)).toThrow(SealBroken);
  });

  test('another master key is told from an altered row', () => {
    const other = createVault({ masterKey: Buffer.alloc(32, 3), indexKey });
    expect(() => other.unwrap('b1', vault.newKey('b1').wrapped)).toThrow(/wrapped by master key [0-9a-f]{8}, not by/);
    expect(() => vault.unwrap('b1', '')).toThrow(SealBroken);
  });

  test.each([
    ['a short master key', { masterKey: Buffer.alloc(16), indexKey }],
    ['a long index key', { masterKey, indexKey: Buffer.alloc(64) }],
    ['one key for both', { masterKey, indexKey: masterKey }],
  ])('%s is refused', (_name, keys) => expect(() => createVault(keys)).toThrow(RangeError));
});

describe('the index', () => {
  test('is a keyed hash, apart for each kind', () => {
    const expected = createHmac('sha256', indexKey).update('family-name\0DANGELO').digest('hex');
    expect(vault.index('family-name', "D'Angelò")).toBe(expected);
    expect(vault.index('family-name', 'DANGELO')).toBe(expected);
    expect(createVault({ masterKey, indexKey: Buffer.alloc(32, 9) }).index('family-name', 'Dangelo')).not.toBe(
      expected,
    );
  });

  test('finds a fiscal code however it is typed, and takes an omocodia for another person', () => {
    expect(vault.index('fiscal-code', ' rssmra80a01 h501u')).toBe(vault.index('fiscal-code', 'RSSMRA80A01H501U'));
    expect(vault.index('fiscal-code', 'VRNGNYLTDSUCPRMT')).not.toBe(vault.index('fiscal-code', 'VRNGNY07D68C351V'));
  });

  test('refuses what it could not find again', () => {
    expect(() => vault.index('fiscal-code', 'RSSMRA80A01H501X')).toThrow(RangeError);
    expect(() => vault.index('family-name', ' - ')).toThrow(RangeError);
  });
});

describe('the fingerprint', () => {
  test('is of the value, not of the order of its keys', () => {
    const one = vault.fingerprint({ a: 1, b: { d: [1, 2], c: 'x' } });
    expect(vault.fingerprint({ b: { c: 'x', d: [1, 2] }, a: 1, e: undefined })).toBe(one);
    expect(vault.fingerprint({ a: 1, b: { d: [2, 1], c: 'x' } })).not.toBe(one);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
  });

  test('canonical JSON is JSON of the same value, and is its own canonical form', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"z":1,"a":2}}'))).toBe('{"__proto__":{"a":2,"z":1},"b":1}');
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
  });
});
