import type { Knex } from 'knex';
import { readSettings } from '../../config/settings';
import { takeCheckpoint } from '../../src/journal/checkpoint';
import { type Verification, verifyJournal } from '../../src/journal/verify';
import { openDatabase } from '../../src/worker/adapters/database';
import { openJournal } from '../../src/worker/adapters/journal';
import { createDatabase } from '../support/databases';
import { testEnvironment } from '../support/environment';
import { type FollowWorld, makeFollowWorld } from '../support/follow-world';

let template: FollowWorld;
let stream: string;
let closed: string;
let last: { readonly id: number; readonly hash: string } | null;
/** Every stream there is: beside those of the test, the agreements that its network and the seeds tell. */
let streams: readonly string[];

beforeAll(async () => {
  template = await makeFollowWorld();
  const { network, content, give } = template;
  const accepted = async (on: string, name: string, data: unknown) =>
    expect(await give(on, network.operator, name, data)).toMatchObject({ outcome: 'accepted' });
  stream = await template.open();
  const beneficiary = { givenName: 'Nome Inventato', familyName: 'Cognome Inventato' };
  const purposes = { 'case-handling': true, reporting: false, 'further-contact': false };
  await accepted(stream, 'record-consent', { noticeId: content.consentId, purposes, signer: 'person', beneficiary });
  await accepted(stream, 'record-need', { category: 'housing' });
  await takeCheckpoint(template.db);
  await accepted(stream, 'add-note', { note: 'Annotazione inventata' });
  closed = await template.open();
  await accepted(closed, 'withdraw', {});
  last = await takeCheckpoint(template.db);
  streams = await template.db('journal_stream').orderBy('id').pluck('id');
  // A database is copied only while nobody is connected to it.
  await template.db.destroy();
});
afterAll(() => template?.close());

/** What a verification of a copy says after `change`, which no trigger and no foreign key holds back. */
async function after(
  change: (trx: Knex.Transaction) => PromiseLike<unknown>,
  noted = last ?? undefined,
): Promise<Verification> {
  const database = await createDatabase(new URL(template.databaseUrl).pathname.slice(1));
  const db = openDatabase(database.url);
  try {
    await db.transaction(async (trx) => {
      await trx.raw('set local session_replication_role = replica');
      await change(trx);
    });
    const journal = openJournal(db, readSettings(testEnvironment(database.url)).vault, 'prova@prova.example');
    return await verifyJournal(journal, { noted });
  } finally {
    await db.destroy();
    await database.drop();
  }
}

const entry = (trx: Knex, version: number) => trx('journal_entry').where({ stream, version });
const inCase = () => stream.slice('case/'.length);

/** Takes the last entry, a note, away as somebody would who knows the journal well: stream and row agree afterwards. */
async function cutTail(trx: Knex.Transaction): Promise<void> {
  const { hash } = await entry(trx, 3).first('hash');
  await trx('journal_stream').where({ id: stream }).update({ version: 3, head: hash });
  await trx('cases').where({ document_id: inCase() }).update({ version: 3 });
  await entry(trx, 4).delete();
}

test('an untouched journal holds, and its last checkpoint is named', async () => {
  const found = await after(async () => undefined);
  expect(found).toMatchObject({
    streams: streams.length,
    checkpoints: 2,
    firstBreak: null,
    lastCheckpoint: { id: 2 },
  });
  expect(streams).toEqual(expect.arrayContaining([stream, closed]));
  expect(found.lastCheckpoint?.hash).toBe(last?.hash);
});

const CHANGED = 'the entry is not what was written';
test.each<[string, (trx: Knex.Transaction) => PromiseLike<unknown>, number | null, string]>([
  [
    'an entry’s data',
    (trx) => entry(trx, 1).update({ data: trx.raw(`replace(data, '"operator"', '"public"')`) }),
    1,
    CHANGED,
  ],
  ['an entry’s hash', (trx) => entry(trx, 2).update({ hash: 'f'.repeat(64) }), 2, CHANGED],
  ['who did it', (trx) => entry(trx, 2).update({ actor: 'user:999' }), 2, CHANGED],
  ['when it was done', (trx) => entry(trx, 2).update({ at: trx.raw(`at - interval '1 ms'`) }), 2, CHANGED],
  ['what a command asked', (trx) => entry(trx, 3).update({ command_body: 'another' }), 3, CHANGED],
  ['how many entries a command made', (trx) => entry(trx, 3).update({ command_entries: 2 }), 3, CHANGED],
  ['a middle entry', (trx) => entry(trx, 2).delete(), 2, 'an entry is missing'],
  [
    'the stream’s version',
    (trx) => trx('journal_stream').where({ id: stream }).update({ version: 9 }),
    4,
    'the stream says it has 9 entries',
  ],
  [
    'the stream’s head',
    (trx) => trx('journal_stream').where({ id: stream }).update({ head: '' }),
    4,
    'the stream’s head is not its last entry',
  ],
  [
    'an open stream said to be over',
    (trx) => trx('journal_stream').where({ id: stream }).update({ over: true }),
    null,
    'the stream says it is over, and its entries do not',
  ],
  [
    'a row’s column',
    (trx) =>
      trx('consents')
        .where({ document_id: `${inCase()}.consent.1` })
        .update({ signer: 'representative' }),
    null,
    'column signer is not what the entries say',
  ],
  [
    'a row',
    (trx) =>
      trx('consents')
        .where({ document_id: `${inCase()}.consent.1` })
        .delete(),
    null,
    'consent.1 is missing',
  ],
])('%s changed or taken away is the first break', async (_what, change, version, words) => {
  const { firstBreak } = await after(change);
  expect(firstBreak).toMatchObject({ stream, version, what: expect.stringContaining(words) });
});

async function withoutChecks(trx: Knex.Transaction, table: string): Promise<void> {
  const checks = await trx('pg_constraint')
    .whereRaw(`conrelid = ?::regclass and contype = 'c'`, [table])
    .pluck<string[]>('conname');
  for (const check of checks) await trx.raw('alter table ?? drop constraint ??', [table, check]);
}

test.each([
  ['taken away', (trx: Knex.Transaction, sha256: string) => trx('document').where({ sha256 }).delete()],
  [
    'changed',
    async (trx: Knex.Transaction, sha256: string) => {
      await withoutChecks(trx, 'document');
      await trx('document')
        .where({ sha256 })
        .update({ content: Buffer.from('{}') });
    },
  ],
])('a document that an entry cites, %s, is found', async (_what, change) => {
  const { firstBreak } = await after(async (trx) => {
    const { text_hash } = await trx('agreements').where({ document_id: 'prova-uno' }).first('text_hash');
    await change(trx, text_hash);
  });
  expect(firstBreak).toEqual({
    stream: 'agreement/prova-uno',
    version: 2,
    what: 'a document the entry cites is missing or not what was stored',
  });
});

const OWNED = [
  ...[
    'agreement_members',
    'agreements',
    'approved_clauses',
    'framework_agreements',
    'framework_parties',
    'obligations',
  ],
  ...['cases', 'claims', 'consents', 'consults', 'interventions', 'needs', 'proxies', 'screenings'],
];
test.each(OWNED)('a row of %s that no stream has is found', async (table) => {
  const { firstBreak } = await after(async (trx) => {
    const needed = await trx('information_schema.columns')
      .where({ table_schema: 'public', table_name: table, is_nullable: 'NO' })
      .whereNot({ column_name: 'id' })
      .pluck<string[]>('column_name');
    await withoutChecks(trx, table);
    for (const column of needed) await trx.raw('alter table ?? alter column ?? drop not null', [table, column]);
    await trx(table).insert({ document_id: 'nobody' });
  });
  expect(firstBreak?.what).toBe(`row ${table} nobody belongs to no stream`);
});

test('a tail cut off with stream and rows made to agree is known to a checkpoint', async () => {
  const { firstBreak } = await after(cutTail);
  expect(firstBreak).toEqual({
    stream,
    version: 4,
    what: 'checkpoint 2 knew this entry, and it is gone or changed',
  });
});

test('a whole stream taken away is known to a checkpoint', async () => {
  const { firstBreak } = await after(async (trx) => {
    await trx('cases')
      .where({ document_id: closed.slice('case/'.length) })
      .delete();
    await trx('journal_entry').where({ stream: closed }).delete();
    await trx('journal_stream').where({ id: closed }).delete();
  });
  expect(firstBreak).toMatchObject({ stream: closed, what: expect.stringContaining('checkpoint 2 knew this entry') });
});

test('a checkpoint that was changed is found', async () => {
  const { firstBreak } = await after((trx) =>
    trx('journal_checkpoint')
      .where({ id: 1 })
      .update({ hash: 'f'.repeat(64) }),
  );
  expect(firstBreak?.what).toBe('checkpoint 1 is not what was written');
});

test('checkpoints cut from the end, and with them the tail, show against one noted elsewhere', async () => {
  const change = async (trx: Knex.Transaction) => {
    await trx('journal_checkpoint_head').where({ checkpoint: 2 }).delete();
    await trx('journal_checkpoint').where({ id: 2 }).delete();
    await cutTail(trx);
  };
  expect((await after(change)).firstBreak?.what).toBe('checkpoint 2 is not the one that was noted');
  // The reason for noting it: nothing inside the database says so.
  const { lastCheckpoint } = await after(change);
  expect(lastCheckpoint?.id).toBe(1);
  expect((await after(change, lastCheckpoint ?? undefined)).firstBreak).toBeNull();
});

test('it never cries wolf while commands are being given', async () => {
  const world = await makeFollowWorld();
  try {
    const streams = await Promise.all(Array.from({ length: 12 }, () => world.open()));
    let over = false;
    let given = 0;
    const work = Array.from({ length: 4 }, async (_, worker) => {
      for (let i = worker; !over; i += 1) {
        const on = streams[i % streams.length] ?? '';
        const answer = await world.give(on, world.network.operator, 'record-need', { category: 'work' });
        if (answer.outcome === 'accepted') given += 1;
        if (i % 10 === 0) await world.open();
        if (i % 25 === 0) await takeCheckpoint(world.db);
        // Enough to move under every look; more would only make each look longer.
        await new Promise((next) => setTimeout(next, 15));
      }
    });
    const looks: Verification[] = [];
    const before = given;
    for (let i = 0; i < 5; i += 1) looks.push(await verifyJournal(world.journal));
    over = true;
    await Promise.all(work);
    expect(looks.map((one) => one.firstBreak)).toEqual(looks.map(() => null));
    expect(given - before).toBeGreaterThan(20);
    expect(looks.at(-1)?.entries).toBeGreaterThan(looks[0]?.entries ?? 0);
  } finally {
    await world.close();
  }
});
