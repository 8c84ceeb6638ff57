import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { createDatabase, type TestDatabase } from '../support/databases';

const MIGRATION = join(__dirname, '../../database/migrations/2026.11.25T00.00.02.agreements-by-journal.sql');

let database: TestDatabase;
let db: Knex;
beforeEach(async () => {
  database = await createDatabase();
  db = knex({ client: 'pg', connection: database.url });
});
afterEach(async () => {
  await db?.destroy();
  await database?.drop();
});

const migrate = async () => db.raw(await readFile(MIGRATION, 'utf8'));

/** The tables of agreements as the version before made them, as far as it matters here. */
const BEFORE = `
  create table parties (id serial primary key, code text);
  create table associations (id serial primary key);
  create table municipalities (id serial primary key);
  create table framework_agreements (id serial primary key, code text, title text not null,
    term_years integer not null, max_renewals integer not null,
    constraint framework_agreements_title_unique unique (title));
  create table agreements (id serial primary key, title text, framework_id integer references framework_agreements);
  create table framework_agreements_parties_lnk (id serial primary key, party_ord integer,
    framework_agreement_id integer references framework_agreements, party_id integer references parties);
  create table agreements_associations_lnk (id serial primary key, association_ord integer,
    agreement_id integer references agreements, association_id integer references associations);
  create table agreements_municipalities_lnk (id serial primary key, municipality_ord integer,
    agreement_id integer references agreements, municipality_id integer references municipalities);
  insert into parties (code) values ('inps');
  insert into associations default values;
  insert into municipalities default values;
  insert into framework_agreements (code, title, term_years, max_renewals) values ('quadro', 'Accordo quadro', 1, 1);
  insert into agreements (title, framework_id) values ('Accordo locale', 1), ('Protocollo', null);
  insert into framework_agreements_parties_lnk (party_ord, framework_agreement_id, party_id) values (1, 1, 1);
  insert into agreements_associations_lnk (association_ord, agreement_id, association_id) values (1, 1, 1);
  insert into agreements_municipalities_lnk (municipality_ord, agreement_id, municipality_id) values (1, 1, 1)`;

test('what stood in the old tables is kept whole, and leaves room for what journals write', async () => {
  await db.raw(BEFORE);
  await migrate();
  const kept = await db('before_journal').orderBy('id').select('origin', 'content');
  expect(kept.map(({ origin }) => origin)).toEqual([
    'agreements_associations_lnk',
    'agreements_municipalities_lnk',
    'agreements',
    'agreements',
    'framework_agreements_parties_lnk',
    'framework_agreements',
  ]);
  expect(kept[0].content).toEqual({ id: 1, association_ord: 1, agreement_id: 1, association_id: 1 });
  expect(kept[2].content).toEqual({ id: 1, title: 'Accordo locale', framework_id: 1 });
  expect(kept[5].content).toMatchObject({ code: 'quadro', term_years: 1 });
  for (const table of ['agreements', 'framework_agreements']) expect(await db(table)).toEqual([]);
  for (const table of [
    'agreements_associations_lnk',
    'agreements_municipalities_lnk',
    'framework_agreements_parties_lnk',
  ])
    expect([table, await db.schema.hasTable(table)]).toEqual([table, false]);
  // What was not the agreements' is untouched; two frameworks may have a title in common, and none a term yet.
  expect(await db('parties')).toHaveLength(1);
  await db('framework_agreements').insert([{ title: 'Uguale' }, { title: 'Uguale' }]);
});

test('a new database has nothing to keep', async () => {
  await migrate();
  expect(await db('before_journal')).toEqual([]);
});
