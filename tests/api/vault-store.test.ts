import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { SealBroken } from '../../src/journal/vault/cipher';
import { createVault } from '../../src/journal/vault/keys';
import { requireMasterKey, WrongMasterKey } from '../../src/journal/vault/master-key';
import { createSealedStore, Erased, NotInVault } from '../../src/journal/vault/store';
import { createDatabase, type TestDatabase } from '../support/databases';

const MIGRATION = join(__dirname, '../../database/migrations/2026.11.22T00.00.02.vault.sql');
const access = { actor: 'user:7', purpose: 'case-page', correlation: 'c-42' };
const vault = createVault({ masterKey: Buffer.alloc(32, 1), indexKey: Buffer.alloc(32, 2) });
const store = createSealedStore(vault);

let database: TestDatabase;
let db: Knex;
beforeAll(async () => {
  database = await createDatabase();
  db = knex({ client: 'pg', connection: database.url, pool: { min: 0, max: 4 } });
  for (let time = 0; time < 2; time += 1) await db.raw(readFileSync(MIGRATION, 'utf8'));
});
afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

const sealed = (beneficiary: string, text: string, kind = 'note') =>
  db.transaction((trx) => store.sealValue(trx, beneficiary, kind, text));
const opened = (id: string) => db.transaction((trx) => store.openValue(trx, id, access));

test('a value is ciphertext at rest, opens again, and its opening is logged', async () => {
  const id = await sealed('b1', 'testo riservato');
  const [row] = await db('sealed_value').where({ id });
  expect(row).toMatchObject({ beneficiary: 'b1', kind: 'note', ciphertext: expect.stringMatching(/^v1\./) });
  expect(await opened(id)).toBe('testo riservato');
  const log = await db('access_log').where({ beneficiary: 'b1' });
  expect(log).toEqual([expect.objectContaining({ ...access, what: 'note', beneficiary: 'b1' })]);
});

test('a person has one key, whoever asks first', async () => {
  const keys = await Promise.all(
    [1, 2, 3, 4].map(() => db.transaction((trx) => store.beneficiaryKey(trx, 'b2', { create: true }))),
  );
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
  await expect(db.transaction((trx) => store.beneficiaryKey(trx, 'nobody'))).rejects.toThrow(NotInVault);
});

test('nothing stays of a transaction that rolls back', async () => {
  const attempt = db.transaction(async (trx) => {
    await store.sealValue(trx, 'b3', 'note', 'x');
    throw new Error('no');
  });
  await expect(attempt).rejects.toThrow('no');
  expect(await db('beneficiary_key').where({ beneficiary: 'b3' })).toEqual([]);
});

test('destroying the key erases the person, and nobody else, for good', async () => {
  const [mine, other] = [await sealed('b4', 'mio'), await sealed('b5', 'altrui')];
  for (let time = 0; time < 2; time += 1) await db.transaction((trx) => store.destroyKey(trx, 'b4'));
  await expect(opened(mine)).rejects.toThrow(Erased);
  await expect(sealed('b4', 'ancora')).rejects.toThrow(Erased);
  const both = await db.transaction((trx) => store.openValues(trx, [mine, other, other], access));
  expect([...both]).toEqual([
    [mine, null],
    [other, 'altrui'],
  ]);
  expect(await db('access_log').where({ beneficiary: 'b4' })).toEqual([]);
  expect(await db('access_log').where({ beneficiary: 'b5' })).toHaveLength(1);
  const { wrapped } = vault.newKey('b4');
  await expect(
    db('beneficiary_key').where({ beneficiary: 'b4' }).update({ wrapped, destroyed_at: null }),
  ).rejects.toThrow();
});

test('an unknown id is told', async () => {
  await expect(opened(randomUUID())).rejects.toThrow(NotInVault);
  expect(await db.transaction((trx) => store.openValues(trx, [], access))).toEqual(new Map());
});

test('a ciphertext moved to another row does not open, and nothing is logged', async () => {
  const id = await sealed('b6', 'uno');
  const [row] = await db('sealed_value').where({ id });
  const moved = randomUUID();
  await db('sealed_value').insert({ ...row, id: moved });
  await expect(opened(moved)).rejects.toThrow(SealBroken);
  expect(await db('access_log').where({ beneficiary: 'b6' })).toEqual([]);
});

test('what is sealed and what was logged cannot be changed or removed', async () => {
  await opened(await sealed('b7', 'x'));
  for (const table of ['sealed_value', 'access_log']) {
    await expect(db(table).where({ beneficiary: 'b7' }).delete()).rejects.toThrow(/only grows/);
    await expect(db(table).where({ beneficiary: 'b7' }).update({ beneficiary: 'b8' })).rejects.toThrow(/only grows/);
  }
  await expect(db('beneficiary_key').where({ beneficiary: 'b7' }).delete()).rejects.toThrow(
    /wrapped anew or destroyed/,
  );
});

test('a database refuses a master key that is not its own, and an empty one takes any', async () => {
  const another = createVault({ masterKey: Buffer.alloc(32, 9), indexKey: Buffer.alloc(32, 2) });
  await sealed('b-key', 'sotto la prima chiave');
  await requireMasterKey(db, vault);
  await expect(requireMasterKey(db, another)).rejects.toThrow(WrongMasterKey);
  await expect(requireMasterKey(db, another)).rejects.toThrow(/MASTER_KEY does not open/);
  for (const { beneficiary } of await db('beneficiary_key').select('beneficiary')) {
    await db.transaction((trx) => store.destroyKey(trx, beneficiary));
  }
  await requireMasterKey(db, another);
});
