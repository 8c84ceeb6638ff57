import fc from 'fast-check';
import { textHash } from '../../../src/domain/agreement-text/text-hash';
import type { AgreementText } from '../../../src/domain/agreement-text/types';
import { canonicalJson } from '../../../src/domain/canonical-json';
import { documentHash } from '../../../src/journal/documents';
import { MODEL_2021, spliced, textOf } from '../../support/domain/local-agreement';

const TEXT = textOf(MODEL_2021);

/** The same value with the keys of every object turned round. */
function turned<T>(value: T): T;
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, turned(one)]),
  );
}

test('the hash is the one the stored document of the same text has', () => {
  expect(textHash(TEXT)).toBe(documentHash(Buffer.from(canonicalJson(TEXT))));
  expect(textHash(MODEL_2021)).toBe(documentHash(Buffer.from(canonicalJson(MODEL_2021))));
  expect(textHash(TEXT)).toMatch(/^[0-9a-f]{64}$/);
});

test('the order of keys does not count', () => {
  expect(JSON.stringify(turned(TEXT))).not.toBe(JSON.stringify(TEXT));
  expect(textHash(turned(TEXT))).toBe(textHash(TEXT));
});

test('one edited character anywhere makes another hash', () => {
  const edits = fc.record({
    index: fc.nat(TEXT.clauses.length - 1),
    place: fc.nat(),
    character: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  });
  fc.assert(
    fc.property(edits, ({ index, place, character }) => {
      const clause = TEXT.clauses[index]!;
      const at = place % (clause.body.length + 1);
      const body = clause.body.slice(0, at) + character + clause.body.slice(at);
      const edited: AgreementText = { ...TEXT, clauses: spliced(TEXT.clauses, index, 1, { ...clause, body }) };
      expect(textHash(edited)).not.toBe(textHash(TEXT));
    }),
  );
  const others: AgreementText[] = [
    { ...TEXT, title: `${TEXT.title} ` },
    { ...TEXT, variables: { ...TEXT.variables, rinnovi: 0 } },
    { ...TEXT, signatories: [...TEXT.signatories].reverse() },
    { ...TEXT, clauses: [...TEXT.clauses].reverse() },
  ];
  expect(new Set([TEXT, ...others].map(textHash)).size).toBe(5);
});
