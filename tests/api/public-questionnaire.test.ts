import { randomBytes } from 'node:crypto';
import { forgetExpired } from '../../src/worker/adapters/sealed-answers';
import { type Api, consentOf, give, newKey, type Problem, type Summary, startApi } from '../support/api';
import { byJournal } from '../support/network';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

interface Shown {
  readonly version: { readonly number: number; readonly hash: string };
  readonly snapshot: { readonly benefits: readonly { readonly code: string }[] };
}
const shown = async () => (await api.request<Shown>('GET', '/api/public/questionnaire?language=it')).body;
const count = (body: unknown) => api.request<Problem>('POST', '/api/public/counters', { body });
const counted = () => api.db('questionnaire_count').orderBy(['benefit', 'result']).select('*');
const LOCATOR = () => [...randomBytes(8)].map((byte) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[byte % 32]).join('');
const CIPHERTEXT = randomBytes(200).toString('base64url');

test('anyone is given the questionnaire in force, in one language, and is not given it twice', async () => {
  const first = await api.request<Shown>('GET', '/api/public/questionnaire');
  expect(first.status).toBe(200);
  expect(first.body.version.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(first.headers.get('cache-control')).toBe('public, no-cache');
  expect(first.headers.get('set-cookie')).toBeNull();
  const again = await api.request('GET', '/api/public/questionnaire', {
    // As a browser asks again; left to itself, Node's client asks for a fresh copy.
    headers: { 'if-none-match': first.headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
  });
  expect(again.status).toBe(304);
  const english = await api.request('GET', '/api/public/questionnaire?language=en');
  expect(english.headers.get('etag')).not.toBe(first.headers.get('etag'));
  expect(JSON.stringify(english.body)).not.toContain('"it":');
  expect((await api.request('GET', '/api/public/questionnaire?language=xx')).status).toBe(400);
});

test('places are those of partners with an agreement in force, and theirs only', async () => {
  const before = await api.request<{ territories: { places: { organisation: string }[] }[] }>(
    'GET',
    '/api/public/places',
  );
  expect(before.status).toBe(200);
  const names = before.body.territories.flatMap((one) => one.places.map((place) => place.organisation));
  const { name } = await api.db('associations').where({ id: api.network.associationId }).first('name');
  expect(names).toContain(name);
  const active = await api.db('agreements').where({ status: 'active' }).pluck('id');
  const become = (status: string) =>
    byJournal(api.db, async (trx) => {
      await trx('agreements').whereIn('id', active).update({ status });
    });
  await become('expired');
  const after = await api.request<{ territories: unknown[] }>('GET', '/api/public/places');
  expect(after.body.territories).toEqual([]);
  await become('active');
});

test('a finished questionnaire is counted, benefit by benefit, and nothing of who sent it is kept', async () => {
  const { version, snapshot } = await shown();
  const code = snapshot.benefits[0]?.code ?? '';
  const { code: territory } = await api.db('territories').where({ id: api.network.territoryId }).first('code');
  const body = { version: version.hash, territory, tag: 'nobody-made-this', results: { [code]: 'indicated' } };
  expect((await count(body)).status).toBe(204);
  expect((await count(body)).status).toBe(204);
  const rows = await counted();
  expect(rows.map(({ benefit, result, people, tag }) => [benefit, result, people, tag])).toEqual([
    ['', 'finished', 2, ''],
    [code, 'indicated', 2, ''],
  ]);
  expect((await count({ ...body, version: 'a'.repeat(64) })).body.error).toMatchObject({
    code: 'malformed',
    field: 'version',
  });
  expect((await count({ ...body, results: { NOBODY: 'indicated' } })).body.error.field).toBe('results.NOBODY');
  expect((await count({ ...body, answers: { age: 30 } })).status).toBe(400);
  expect(await counted()).toEqual(rows);
});

test('the directorate is told results, never of few people', async () => {
  const token = await api.signIn(api.network.email.directorate);
  const query = '/api/questionnaire-results?from=2020-01-01&to=2099-12-31';
  const { status, body } = await api.request<{ data: { people: number | null }[] }>('GET', query, { token });
  expect(status).toBe(200);
  expect(body.data).toMatchObject([{ source: 'public', result: 'indicated', people: null }]);
  await api.db('questionnaire_count').update({ people: 7 });
  const more = await api.request<{ data: unknown[] }>('GET', query, { token });
  expect(more.body.data).toMatchObject([{ people: 7 }]);
  const operator = await api.signIn(api.network.email.operator);
  expect((await api.request('GET', query, { token: operator })).status).toBe(403);
});

test('one address cannot count without end', async () => {
  const { version } = await shown();
  const body = { version: version.hash, territory: null, tag: null, results: {} };
  const statuses = new Set<number>();
  for (let n = 0; n < 70; n += 1) statuses.add((await count(body)).status);
  expect([...statuses].sort()).toEqual([204, 429]);
  const keys = await api.db('request_try').select('key');
  expect(JSON.stringify(keys)).not.toMatch(/127\.0\.0\.1|::1/);
});

test('sealed answers are opened only in the case of their code, under a consent in force, once', async () => {
  const { version } = await shown();
  const locator = LOCATOR();
  const keep = () =>
    api.request<Problem>('POST', '/api/public/sealed-answers', {
      body: { locator, version: version.hash, ciphertext: CIPHERTEXT },
    });
  expect((await keep()).status).toBe(201);
  expect((await keep()).body.error).toMatchObject({ code: 'conflict', field: 'locator' });

  const token = await api.signIn(api.network.email.operator);
  const opened = await api.request<{ data: Summary }>('POST', '/api/cases', {
    token,
    headers: newKey(),
    body: { way: 'public', siteId: api.network.siteId, locator },
  });
  expect(opened.status).toBe(201);
  const { id } = opened.body.data;
  const look = (as = token) =>
    api.request<Problem & { data: { versionId: number; ciphertext: string } }>(
      'GET',
      `/api/cases/${id}/sealed-answers`,
      {
        token: as,
      },
    );
  expect((await look()).body.error).toMatchObject({ code: 'refused', rule: 'no-consent' });
  await give(
    api,
    api.network.email.operator,
    id,
    'record-consent',
    consentOf(api, { givenName: 'Prova', familyName: 'Inventata' }),
  );
  const found = await look();
  expect(found.body.data).toMatchObject({ ciphertext: CIPHERTEXT });
  expect((await look(await api.signIn(api.other.email.operator))).status).toBe(404);
  expect((await look(await api.signIn(api.network.email.directorate))).status).toBe(403);

  const bound = await give(api, api.network.email.operator, id, 'complete-screening', {
    questionnaireVersionId: found.body.data.versionId,
    source: 'public-code',
    results: {},
    answers: {},
  });
  expect(bound.status).toBe(200);
  expect((await look()).body.error).toMatchObject({ code: 'refused', rule: 'already-done' });

  await api
    .db('sealed_answers')
    .where({ locator })
    .update({ until: new Date(0) });
  expect((await look()).status).toBe(422);
});

test('sealed answers are forgotten when their time is over, and when they are a screening; no others', async () => {
  const { version } = await shown();
  const [old, fresh] = [LOCATOR(), LOCATOR()];
  const row = { version: version.hash, ciphertext: CIPHERTEXT };
  await api.db('sealed_answers').delete();
  await api.db('sealed_answers').insert([
    { ...row, locator: old, until: new Date(Date.now() - 1000) },
    { ...row, locator: fresh, until: new Date(Date.now() + 60_000) },
  ]);
  expect(await forgetExpired(api.db)).toBe(1);
  expect(await api.db('sealed_answers').pluck('locator')).toEqual([fresh]);
});
