import type { Person } from '../../../src/domain/network/actor';
import { caseIdOf } from '../../../src/http/cases/case-id';
import { createVault } from '../../../src/journal/vault/keys';

const vault = createVault({ masterKey: Buffer.alloc(32, 1), indexKey: Buffer.alloc(32, 2) });
const person = (userId: number): Person => ({
  kind: 'person',
  userId,
  role: 'operator',
  language: 'it',
  territoryId: 1,
  associationId: 1,
  operatorId: 1,
  consultantId: null,
});

test('the same key of the same person leads to the same case, and to no other', () => {
  const id = caseIdOf(vault, person(7), 'key-00001');
  expect(id).toMatch(/^[a-z0-9]{24}$/);
  expect(caseIdOf(vault, person(7), 'key-00001')).toBe(id);
  expect(caseIdOf(vault, person(8), 'key-00001')).not.toBe(id);
  expect(caseIdOf(vault, person(7), 'key-00002')).not.toBe(id);
});

test('ten thousand keys make ten thousand codes to read aloud', () => {
  const codes = new Set(Array.from({ length: 10_000 }, (_, i) => caseIdOf(vault, person(7), `key-${i}`).slice(0, 8)));
  expect(codes.size).toBe(10_000);
});
