import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programme } from '../../database/seeds/reference/programme';
import { seed } from '../../database/seeds/seed';
import { inProject } from '../../scripts/platform/paths';
import { freePorts } from '../../scripts/platform/ports';
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

test('what was edited stays as edited at the next start', async () => {
  const { db } = api;
  const count = async (table: string) => Number((await db(table).count().first())?.['count']);
  const link = 'framework_parties';
  const anci = db('parties').where({ code: 'anci' }).select('id');
  await db('parties').where({ code: 'anci' }).update({ name: 'ANCI, rinominata' });
  await db('framework_agreements')
    .where({ code: 'accordo-quadro-2024' })
    .update({ title: 'Accordo quadro, rinominato' });
  await db(link).whereIn('party_id', anci).delete();
  const free = db('availabilities as a')
    .whereRaw(`starts_at > now() and not exists (
      select from consults c where c.consultant_id = a.consultant_id and c.starts_at < a.ends_at and c.ends_at > a.starts_at)`)
    .orderBy('starts_at', 'desc')
    .limit(1);
  const withdrawn = await db('availabilities').whereIn('id', free.select('a.id')).delete();
  expect(withdrawn).toBe(1);
  const tables = ['parties', 'framework_agreements', link, 'availabilities', 'associations', 'agreements'];
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
