import { type Api, give, newKey, openCase, type Problem, startApi } from '../support/api';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

const JSON_TYPE = { 'content-type': 'application/json' };
const post = async (path: string, sent: { body?: unknown; headers?: Record<string, string> }) =>
  api.request<Problem>('POST', path, { ...sent, token: await api.signIn(api.network.email.operator) });
const get = async (path: string) =>
  api.request<Problem>('GET', path, { token: await api.signIn(api.network.email.operator) });

test.each(['/api/auth/local', '/api/cases/search', '/admin/login'])(
  'what cannot be read as JSON at %s is told so, and reaches no log',
  async (path) => {
    const logged = jest.spyOn(api.strapi.log, 'error').mockImplementation(() => api.strapi.log);
    const { status, body } = await api.request<Problem>('POST', path, {
      headers: JSON_TYPE,
      body: `{"password":'hunter2'}`,
    });
    expect([status, body.error.code, body.error.field]).toEqual([400, 'malformed', 'body']);
    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect(logged).not.toHaveBeenCalled();
    logged.mockRestore();
  },
);

test.each([
  ['/api/auth/local', 'malformed'],
  ['/api/public/counters', 'malformed'],
  // The panel answers in Strapi's own form, which has no code.
  ['/admin/login', undefined],
])('what is nested without end at %s is turned away, and reaches no log', async (path, code) => {
  const logged = jest.spyOn(api.strapi.log, 'error').mockImplementation(() => api.strapi.log);
  const deep = `{"identifier":"a","email":"a@prova.example","password":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
  const { status, body } = await api.request<Problem>('POST', path, { headers: JSON_TYPE, body: deep });
  expect([status, body.error.code]).toEqual([400, code]);
  expect(logged).not.toHaveBeenCalled();
  logged.mockRestore();
});

test('what is too long is told so', async () => {
  const { status, body } = await post('/api/cases/search', { body: { familyName: 'x'.repeat(300_000) } });
  expect([status, body.error.code]).toEqual([413, 'too-large']);
});

test.each(['multipart/form-data; boundary=limit', 'application/x-www-form-urlencoded', 'text/plain', ''])(
  'a body of type “%s” is turned away unread, from anybody',
  async (type) => {
    const body = '--limit\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nx\r\n--limit--\r\n';
    for (const path of ['/api/auth/local', '/api/cases', '/upload']) {
      const reply = await api.request<Problem>('POST', path, { headers: { 'content-type': type }, body });
      expect([path, reply.status, reply.body.error.code]).toEqual([path, 415, 'unsupported-type']);
    }
  },
);

test.each([
  '/api/cases?q=abcd%00',
  '/api/mails?status=sent%00',
  '/api/cases?stage%00=opened',
  '/api/agreements?q=abcd%00',
  '/api/agreements/export?format=csv%00',
  '/api/obligations?state=owed%00',
])('U+0000 is in no text: %s', async (path) => {
  const { status, body } = await get(path);
  expect([status, body.error.code]).toEqual([400, 'malformed']);
});

test('where a file is taken, a body of any kind waits unread until it is known who brings it', async () => {
  for (const type of ['application/pdf', 'multipart/form-data; boundary=limit', 'text/html', '']) {
    for (const path of ['agreements/abc/uploads/record-signature', 'framework-agreements/abc/uploads/sign-note']) {
      const headers = { 'content-type': type };
      const stranger = await api.request<Problem>('POST', `/api/${path}`, { headers, body: '%PDF-' });
      expect([type, path, stranger.status]).toEqual([type, path, 401]);
    }
    const sent = { headers: { ...newKey(), 'content-type': type }, body: '%PDF-' };
    const missing = await post('/api/agreements/abc/uploads/record-note?from=association/1', sent);
    expect([type, missing.status]).toEqual([type, 404]);
  }
});

test('U+0000 is in no credentials either', async () => {
  const bad = 'chi\u0000@prova.example';
  const local = await api.request<Problem>('POST', '/api/auth/local', { body: { identifier: bad, password: 'x' } });
  expect([local.status, local.body.error.field]).toEqual([400, 'identifier']);
  const { jwt } = await api.signInAnew(api.network.email.manager);
  const out = await api.request<Problem>('POST', '/api/auth/logout', { token: jwt, body: { deviceId: bad } });
  expect([out.status, out.body.error.field]).toEqual([400, 'deviceId']);
});

test('a number that is no row’s id, and a date of no calendar, are malformed', async () => {
  const body = { way: 'operator', siteId: 9_999_999_999 };
  const opened = await post('/api/cases', { headers: newKey(), body });
  expect([opened.status, opened.body.error.field]).toEqual([400, 'siteId']);
  const { id } = await openCase(api);
  const claim = { claim: 1, filedBy: 'person', protocol: 'INPS.7000/2026-1', submittedOn: '0000-01-01' };
  const dated = await give(api, api.network.email.operator, id, 'submit-claim', claim);
  expect([dated.status, dated.body.error.field]).toEqual([400, 'submittedOn']);
});

test('nobody is named in the ids a client makes', async () => {
  const code = 'XXXYYY57H12F205D';
  for (const key of [code, `case-${code.toLowerCase()}`]) {
    const body = { way: 'operator', siteId: api.network.siteId };
    const opened = await post('/api/cases', { headers: { 'idempotency-key': key }, body });
    expect([opened.status, opened.body.error.field]).toEqual([400, 'idempotency-key']);
    const { headers } = await api.request('GET', '/api/me', { headers: { 'x-request-id': key } });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('behind a proxy an address is the one the proxy saw, not the one a client claims', async () => {
  const { app } = api.strapi.server;
  app.proxy = true;
  const guess = (claimed: string, seen: string) =>
    api.request('POST', '/api/auth/local', {
      headers: { 'x-forwarded-for': `${claimed}, ${seen}` },
      body: { identifier: 'nessuno@prova.example', password: 'x' },
    });
  const statuses: number[] = [];
  for (let i = 0; i < 11; i += 1) statuses.push((await guess(`203.0.113.${i}`, '198.51.100.1')).status);
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
  // Only that address is shut out of that account.
  expect((await guess('203.0.113.1', '198.51.100.2')).status).toBe(401);
  // An account has a limit of its own, wherever the guesses come from; the one refused above was counted too.
  for (let i = 0; i < 88; i += 1) expect((await guess('203.0.113.1', `192.0.2.${i}`)).status).toBe(401);
  expect((await guess('203.0.113.1', '192.0.2.200')).status).toBe(429);
  app.proxy = false;
});
