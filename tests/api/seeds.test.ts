import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programme } from '../../database/seeds/reference/programme';
import { seed } from '../../database/seeds/seed';
import { inProject } from '../../scripts/platform/paths';
import { freePorts } from '../../scripts/platform/ports';
import type { AgreementState } from '../../src/domain/agreement/state';
import { owedLegs } from '../../src/domain/dispatch/dispatch';
import { foldStream } from '../../src/journal/look';
import { verifyJournal } from '../../src/journal/verify';
import { type Api, journalOf, startApi } from '../support/api';
import { testEnvironment } from '../support/environment';
import { servers } from '../support/servers';

let api: Api;
/** A start of the platform, as far as the seeds are concerned. */
const start = (password: string) => {
  return seed({ db: api.db, journal: journalOf(api), strapi: api.strapi, demo: { password }, now: Date.now() });
};

beforeAll(async () => {
  api = await startApi();
  await start('Prova-2026-prova');
});
afterAll(() => api?.stop());

test('every structure knows where and by when the names of its referents were due', async () => {
  const { to, by } = programme.nominations;
  const rows = await api
    .db('structures')
    .where({ nomination_mailbox: to })
    .select(api.db.raw('nominations_due_on::text'));
  expect(rows).toEqual(Array.from({ length: 7 }, () => ({ nominations_due_on: by })));
});

test('the framework agreements are as the messages say, and what is past is over', async () => {
  const rows = await api
    .db('framework_agreements')
    .whereLike('code', 'accordo-quadro-%')
    .orderBy('code')
    .select('status', 'renewals', 'attention', api.db.raw('signed_on::text, starts_on::text, ends_on::text'));
  const [first, second] = rows;
  const none = { renewals: 0, attention: false };
  expect(first).toEqual({
    ...none,
    status: 'expired',
    signed_on: '2021-06-04',
    starts_on: '2021-06-04',
    ends_on: '2022-06-04',
  });
  expect(second).toMatchObject({ ...none, starts_on: '2024-03-14', ends_on: '2027-03-14' });
  const parties = await api.db('framework_parties').whereNull('signed_on').count().first();
  expect(Number(parties?.['count'])).toBe(0);
});

test('the seven structures of 2019 owe a new agreement, and the ledger shows it late', async () => {
  const owed = await api
    .db('obligations as o')
    .join('structures as s', 's.id', 'o.structure_id')
    .join('territories as t', 't.id', 's.territory_id')
    .where({ kind: 'agreement-drafting', status: 'owed', debtor_kind: 'structure' })
    .whereRaw('o.due_at < now()')
    .orderBy('t.code')
    .pluck('t.code');
  expect(owed).toEqual(programme.territories.map((one) => one.code).sort());
  const past = await api.db('agreements').where({ kind: 'protocol-2019', status: 'expired' });
  expect(past).toHaveLength(7);
});

test('in every territory of the demo an agreement is in force, sent to both directorates and really signed', async () => {
  const { db } = api;
  const streams = (await db('agreements').whereLike('document_id', 'demo-%').orderBy('id')) as {
    document_id: string;
    status: string;
  }[];
  const statuses = streams.map((one) => one.status).sort();
  expect(statuses).toEqual([
    ...Array.from({ length: 6 }, () => 'active'),
    'central-review',
    'changes-requested',
    'renewal-window',
  ]);
  for (const { document_id, status } of streams.filter((one) => ['active', 'renewal-window'].includes(one.status))) {
    const state = (await foldStream(journalOf(api), `agreement/${document_id}`)).state as AgreementState;
    const [signature] = state.signing?.signatures ?? [];
    expect([document_id, status, signature?.checks.length]).toEqual([document_id, status, state.bound.length]);
    for (const { integrity, signer, chain } of signature?.checks ?? []) {
      expect([integrity, signer, chain]).toEqual(['passed', 'passed', 'passed']);
    }
    const { recipients } = state.dispatches['transmission-1']!;
    expect(recipients.map((one) => [one.key, one.as, one.standing])).toEqual([
      ['central', 'to', 'done'],
      ['communication', 'cc', 'done'],
    ]);
  }
  // Its clause is a precedent for the one in review.
  const [approved] = await db('approved_clauses');
  expect(approved).toMatchObject({ clause: 'agg-1', standing: 'added', reason: null });
});

test('no message of the past is left to leave; what nothing proves is a person’s to send or to settle', async () => {
  const streams: string[] = await api
    .db('journal_stream')
    .whereRaw(`id like 'agreement/%' or id like 'framework/%'`)
    .pluck('id');
  expect(streams.length).toBeGreaterThan(20);
  const held: string[] = [];
  for (const stream of streams) {
    const { host, state } = await foldStream(journalOf(api), stream);
    expect([stream, owedLegs(host.dispatches?.(state) ?? {})]).toEqual([stream, []]);
    for (const { order, legs } of Object.values((state as AgreementState).dispatches))
      if (legs.some((leg) => leg.state === 'refused')) held.push(`${stream} ${order.key}`);
  }
  const requests = ['note-request-1', 'note-request-2'].map((key) => `agreement/demo-catania ${key}`);
  expect(held.sort()).toEqual(requests);
  expect(await api.db('agreements').where({ document_id: 'demo-catania' }).first('attention')).toEqual({
    attention: true,
  });
  expect(await api.db('mails').whereLike('stream', 'agreement/%').whereNot({ status: 'not-sent' })).toEqual([]);
});

test('all that is told holds together', async () => {
  expect((await verifyJournal(journalOf(api))).firstBreak).toBeNull();
});

test('what was edited stays as edited at the next start', async () => {
  const { db } = api;
  const count = async (table: string) => Number((await db(table).count().first())?.['count']);
  await db('parties').where({ code: 'anci' }).update({ name: 'ANCI, rinominata' });
  await db('representatives').where({ full_name: 'Rappresentante Prova ANCI' }).update({ full_name: 'Un’altra Prova' });
  await db('agreement_models').whereNotNull('origin').update({ title: 'Modello, rinominato' });
  await db('agreement_models_cmps').where({ field: 'clauses', order: 1 }).delete();
  const free = db('availabilities as a')
    .whereRaw(`starts_at > now() and not exists (
      select from consults c where c.consultant_id = a.consultant_id and c.starts_at < a.ends_at and c.ends_at > a.starts_at)`)
    .orderBy('starts_at', 'desc')
    .limit(1);
  const withdrawn = await db('availabilities').whereIn('id', free.select('a.id')).delete();
  expect(withdrawn).toBe(1);
  const registers = ['parties', 'representatives', 'availabilities', 'associations', 'term_policies'];
  const models = ['agreement_models', 'agreement_models_cmps', 'components_agreement_model_clauses'];
  const told = ['framework_agreements', 'framework_parties', 'agreements', 'agreement_members', 'obligations'];
  const tables = [...registers, ...models, ...told, 'journal_entry', 'document'];
  const before = await Promise.all(tables.map(count));
  await start('Prova-2026-prova');
  expect(await Promise.all(tables.map(count))).toEqual(before);
});

test('the password given at the last start is the one that works', async () => {
  const signIn = async (password: string) =>
    (await api.request('POST', '/api/auth/local', { body: { identifier: 'direzione@inps.example', password } })).status;
  const hashes = () => api.db('up_users').whereLike('email', '%inps.example').distinct('password');
  const before = await hashes();
  await start('Prova-2026-prova');
  expect(await hashes()).toEqual(before);
  await start('Un-altra-2026');
  expect(await signIn('Un-altra-2026')).toBe(200);
  expect(await signIn('Prova-2026-prova')).toBe(401);
  // Who is not of the demo keeps theirs.
  expect(await api.signInAnew(api.network.email.operator)).toBeDefined();
});

test('a server with another master key does not start on this data, and says why', async () => {
  const [port] = await freePorts(1);
  const more = { MASTER_KEY: Buffer.alloc(32, 9).toString('base64'), PORT: String(port) };
  const env = { ...process.env, ...testEnvironment(api.databaseUrl, more) };
  const server = join(servers().dist, 'src', 'server.js');
  const started = promisify(execFile)(process.execPath, [server], { env, cwd: inProject(), timeout: 60_000 });
  await expect(started).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('MASTER_KEY does not open the personal data of this database'),
  });
});
