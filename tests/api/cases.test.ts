import { type Api, consentOf, give, newKey, openCase, type Problem, type Summary, startApi } from '../support/api';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

interface View extends Summary {
  readonly personVisible: boolean;
  readonly person: Record<string, string> | null;
  readonly timeline: readonly { type: string; label: string; by: string | null; at: string; text: string | null }[];
  readonly obligations: readonly { key: string; at: string; command: string }[];
  readonly notes: readonly { text: string | null }[];
}
type ViewReply = { data: View } & Problem;
interface List {
  readonly data: readonly { id: string; code: string }[];
  readonly pagination: { page: number; pageSize: number; total: number };
}

const show = async (email: string, id: string) =>
  api.request<ViewReply>('GET', `/api/cases/${id}`, { token: await api.signIn(email) });
const list = async (email: string, query = '') =>
  api.request<List & Problem>('GET', `/api/cases${query}`, { token: await api.signIn(email) });
const search = async (email: string, body: unknown) =>
  api.request<List & Problem>('POST', '/api/cases/search', { token: await api.signIn(email), body });
const PERSON = { givenName: 'Inventata', familyName: 'D’Esempio', fiscalCode: 'XXXYYY57H12F205D' };

describe('opening', () => {
  test('answers with the case, and twice under the same key with the same one', async () => {
    const token = await api.signIn(api.network.email.operator);
    const sent = { token, headers: newKey(), body: { way: 'operator', siteId: api.network.siteId } };
    const first = await api.request<{ data: Summary }>('POST', '/api/cases', sent);
    expect(first.status).toBe(201);
    expect(first.body.data).toMatchObject({ stage: 'opened', version: expect.any(Number) });
    expect(first.body.data.id).toMatch(/^[a-z0-9]{24}$/);
    expect(first.body.data.may).toContain('record-consent');
    expect(first.headers.get('location')).toBe(`/api/cases/${first.body.data.id}`);
    const again = await api.request<{ data: Summary }>('POST', '/api/cases', sent);
    expect(again.body.data).toEqual(first.body.data);
    const other = await api.request<Problem>('POST', '/api/cases', {
      ...sent,
      body: { ...sent.body, siteId: sent.body.siteId + 1 },
    });
    expect([other.status, other.body.error.code]).toEqual([409, 'key-reused']);
  });

  test('needs a key, a site of one’s own and a well-formed body', async () => {
    const token = await api.signIn(api.network.email.operator);
    const body = { way: 'operator', siteId: api.network.siteId };
    const open = (sent: object) => api.request<Problem>('POST', '/api/cases', { token, ...sent });
    expect((await open({ body })).body.error).toMatchObject({ code: 'malformed', field: 'idempotency-key' });
    const wrong = await open({ headers: newKey(), body: { ...body, siteId: 'x', more: 1 } });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.field).toBe('siteId');
    expect(wrong.body.error.details?.map((one) => one.field)).toEqual(['siteId', 'more']);
    const elsewhere = await open({ headers: newKey(), body: { ...body, siteId: api.other.siteId } });
    expect([elsewhere.status, elsewhere.body.error.rule]).toEqual([422, 'site']);
    expect(elsewhere.body.error.source).toEqual(expect.any(String));
    const broken = await open({ headers: { ...newKey(), 'content-type': 'application/json' }, body: '{"way":' });
    expect([broken.status, broken.body.error.code]).toEqual([400, 'malformed']);
  });

  test('is for associations', async () => {
    const token = await api.signIn(api.network.email.consultant);
    const sent = { token, headers: newKey(), body: { way: 'operator', siteId: api.network.siteId } };
    const { status, body } = await api.request<Problem>('POST', '/api/cases', sent);
    expect([status, body.error.code, body.error.rule]).toEqual([403, 'forbidden', 'not-yours']);
  });
});

describe('commands', () => {
  test('move the case; a refusal names the rule and its source; what others may do is 403', async () => {
    const { id } = await openCase(api);
    const operator = api.network.email.operator;
    const refused = await give(api, operator, id, 'prepare-claim', { benefitId: api.content.benefitId });
    expect([refused.status, refused.body.error.rule]).toEqual([422, 'ask-consent']);
    expect(refused.body.error.source).toMatch(/\S/);
    const consented = await give(api, operator, id, 'record-consent', consentOf(api, PERSON));
    expect([consented.status, consented.body.data.stage]).toEqual([200, 'consented']);
    const forbidden = await give(api, api.network.email.structure, id, 'add-note', { note: 'Nota inventata' });
    expect([forbidden.status, forbidden.body.error.rule]).toEqual([403, 'not-yours']);
  });

  test('the platform’s own and unknown ones are not there', async () => {
    const { id } = await openCase(api);
    for (const command of ['lapse', 'open-case', 'nothing', '__proto__']) {
      expect((await give(api, api.network.email.operator, id, command)).status).toBe(404);
    }
  });

  test('the same key gives the first answer again, and another body under it is refused', async () => {
    const { id } = await openCase(api);
    const operator = api.network.email.operator;
    const key = newKey();
    await give(api, operator, id, 'record-consent', consentOf(api, { givenName: 'Una', familyName: 'Prova' }));
    const first = await give(api, operator, id, 'record-need', { category: 'housing' }, key);
    const again = await give(api, operator, id, 'record-need', { category: 'housing' }, key);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body.data).toEqual(first.body.data);
    // Also once somebody has gone on: it is the answer to that request, not the case as it is by now.
    const moved = await give(api, api.network.email.manager, id, 'skip-screening', { reason: 'urgent' });
    expect([moved.status, moved.body.data.stage]).toEqual([200, 'screened']);
    const late = await give(api, operator, id, 'record-need', { category: 'housing' }, key);
    expect([late.status, late.headers.get('etag')]).toEqual([200, first.headers.get('etag')]);
    expect(late.body.data).toEqual(first.body.data);
    expect((await show(operator, id)).body.data.version).toBe(moved.body.data.version);
    const other = await give(api, operator, id, 'record-need', { category: 'health' }, key);
    expect([other.status, other.body.error.code]).toEqual([409, 'key-reused']);
  });

  test('an edit on an old version is told what changed, by whom and when', async () => {
    const opened = await openCase(api);
    const operator = api.network.email.operator;
    const consent = consentOf(api, { givenName: 'Due', familyName: 'Prova' });
    expect((await give(api, api.network.email.manager, opened.id, 'record-consent', consent)).status).toBe(200);
    const old = { 'if-match': `"${opened.version}"` };
    const { status, body } = await give(api, operator, opened.id, 'skip-screening', { reason: 'urgent' }, old);
    expect([status, body.error.code]).toEqual([409, 'stale']);
    expect(body.error.since).toContainEqual({
      type: 'consent-recorded',
      by: 'Prova manager-uno',
      at: expect.stringMatching(/Z$/),
    });
  });
});

describe('reading', () => {
  test('a case is shown with its timeline, what is owed, and what one may do', async () => {
    const { id } = await openCase(api);
    const operator = api.network.email.operator;
    await give(api, operator, id, 'record-consent', consentOf(api, PERSON));
    await give(api, operator, id, 'add-note', { note: 'Nota inventata' });
    const { status, headers, body } = await show(operator, id);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body.data.person).toMatchObject({ givenName: 'Inventata', fiscalCode: PERSON.fiscalCode });
    expect(body.data.notes).toEqual([expect.objectContaining({ text: 'Nota inventata' })]);
    expect(body.data.timeline.map((line) => line.type)).toEqual(['opened', 'consent-recorded', 'note-added']);
    expect(body.data.timeline[0]).toMatchObject({ label: 'entry.opened', by: 'Prova operator-uno' });
    expect(body.data.obligations.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true);
    const opened = await api.db('access_log').where({ purpose: 'case-page', what: 'identity' }).count();
    expect(Number(opened[0]!['count'])).toBeGreaterThan(0);
  });

  test('structure and directorate see the case without the person, and nothing is opened for them', async () => {
    const { id } = await openCase(api);
    await give(api, api.network.email.operator, id, 'record-consent', consentOf(api, PERSON));
    await give(api, api.network.email.operator, id, 'add-note', { note: 'Nota inventata' });
    await give(api, api.network.email.operator, id, 'skip-screening', { reason: 'urgent' });
    const beneficiary = await api
      .db('beneficiaries as b')
      .join('cases as c', 'c.beneficiary_id', 'b.id')
      .where('c.document_id', id)
      .first('b.document_id');
    const before = await api.db('access_log').count();
    for (const email of [api.network.email.structure, api.network.email.directorate]) {
      const { status, body } = await show(email, id);
      expect(status).toBe(200);
      expect(body.data).toMatchObject({ personVisible: false, person: null, notes: [{ text: null }] });
      expect(JSON.stringify(body)).not.toMatch(/Inventata|inventata|XXXYYY|[bB]eneficiary/);
      expect(JSON.stringify(body)).not.toContain(beneficiary.document_id);
    }
    expect(await api.db('access_log').count()).toEqual(before);
  });

  test('out of sight is the same as not there, whatever is asked', async () => {
    const { id } = await openCase(api);
    for (const email of [api.other.email.operator, api.other.email.structure, api.network.email.consultant]) {
      const unseen = await show(email, id);
      const absent = await show(email, 'a'.repeat(24));
      expect([unseen.status, absent.status]).toEqual([404, 404]);
      expect(unseen.body.error.message).toBe(absent.body.error.message);
      const command = await give(api, email, id, 'add-note', { note: 'x' });
      const nowhere = await give(api, email, 'a'.repeat(24), 'add-note', { note: 'x' });
      expect([command.status, nowhere.status]).toEqual([404, 404]);
      const stale = await give(api, email, id, 'add-note', { note: 'x' }, { 'if-match': '0' });
      expect(stale.status).toBe(404);
      expect((await list(email, '?pageSize=100')).body.data.map((row) => row.id)).not.toContain(id);
    }
    expect(await api.db('journal_stream').where({ id: `case/${'a'.repeat(24)}` })).toEqual([]);
  });
});

describe('lists', () => {
  test('are paged, filtered, and within one’s scope', async () => {
    const mine = [await openCase(api), await openCase(api)];
    const theirs = await openCase(api, api.other);
    const operator = api.network.email.operator;
    const page = await list(operator, '?mine=true&stage=opened&pageSize=1&page=2');
    expect(page.body.data).toHaveLength(1);
    expect(page.body.pagination).toMatchObject({ page: 2, pageSize: 1 });
    expect(page.body.pagination.total).toBeGreaterThanOrEqual(2);
    const all = await list(api.network.email.directorate, '?pageSize=100');
    expect(all.body.data.map((row) => row.id)).toEqual(
      expect.arrayContaining([...mine.map((one) => one.id), theirs.id]),
    );
    const own = await list(operator, `?territory=${api.other.territoryId}`);
    expect(own.body).toMatchObject({ data: [], pagination: { total: 0 } });
    const code = mine[0]!.code.toLowerCase();
    expect((await list(operator, `?q=${code}`)).body.data.map((row) => row.id)).toEqual([mine[0]!.id]);
    expect((await list(operator, `?q=${theirs.code}`)).body.data).toEqual([]);
  });

  test('tell what is due today and what is overdue by Rome’s day', async () => {
    const { id } = await openCase(api);
    const due = async (at: string) =>
      api.db.transaction(async (trx) => {
        await trx.raw(`select set_config('inps.journal', 'on', true)`);
        await trx.raw(`update cases set due_at = ${at} where document_id = ?`, [id]);
      });
    const ids = async (query: string) => (await list(api.network.email.operator, query)).body.data.map((row) => row.id);
    const noon = `(date_trunc('day', now() at time zone 'Europe/Rome') + interval '12 hours') at time zone 'Europe/Rome' at time zone 'UTC'`;
    await due(noon);
    expect(await ids('?due=today&pageSize=100')).toContain(id);
    await due(`${noon} + interval '1 day'`);
    expect(await ids('?due=today&pageSize=100')).not.toContain(id);
    await due(`${noon} - interval '1 day'`);
    expect(await ids('?due=overdue&pageSize=100')).toContain(id);
  });

  test('refuse what they do not know', async () => {
    for (const query of ['?nothing=1', '?pageSize=101', '?stage=nowhere', '?filters[code]=x', '?page=0']) {
      const { status, body } = await list(api.network.email.operator, query);
      expect([query, status, body.error.code]).toEqual([query, 400, 'malformed']);
    }
  });

  test('find a person by codice fiscale or surname, for those who help, and never by the address', async () => {
    const { id } = await openCase(api);
    const person = { givenName: 'Cercata', familyName: 'Dell’Invenzione', fiscalCode: 'VRDLGU85M01F205P' };
    const consent = await give(api, api.network.email.operator, id, 'record-consent', consentOf(api, person));
    expect(consent.status).toBe(200);
    const logged = () => api.db('access_log').where({ purpose: 'search' }).orderBy('id');
    const before = (await logged()).length;
    const bySurname = await search(api.network.email.manager, { familyName: 'dell invenzione' });
    expect(bySurname.body.data.map((row) => row.id)).toEqual([id]);
    const lines = (await logged()).slice(before);
    expect(lines).toEqual([
      expect.objectContaining({
        actor: `user:${api.network.manager.userId}`,
        what: 'family-name',
        beneficiary: expect.stringMatching(/^[0-9a-f]{64}$/),
        correlation: bySurname.headers.get('x-request-id'),
      }),
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/invenzione/i);
    const byCode = await search(api.network.email.operator, { fiscalCode: 'vrdlgu85m01f205p' });
    expect(byCode.body.data.map((row) => row.id)).toEqual([id]);
    expect(JSON.stringify(byCode.body)).not.toMatch(/Cercata|Invenzione|VRDLGU/);
    expect((await search(api.other.email.operator, { familyName: 'Dell’Invenzione' })).body.data).toEqual([]);
    expect((await search(api.network.email.structure, { familyName: 'Dell’Invenzione' })).status).toBe(403);
    expect((await search(api.network.email.operator, {})).status).toBe(400);
    expect((await search(api.network.email.operator, { familyName: '123' })).status).toBe(400);
  });
});
