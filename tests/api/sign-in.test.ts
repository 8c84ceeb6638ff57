import { type Api, PASSWORD, type Problem, startApi } from '../support/api';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

const local = (identifier: string, password: string) =>
  api.request<Problem & { jwt?: string }>('POST', '/api/auth/local', { body: { identifier, password } });
const me = (token: string) => api.request<{ data: Record<string, unknown> } & Problem>('GET', '/api/me', { token });

test('a person signs in and is told who they are', async () => {
  const token = await api.signIn(api.network.email.operator);
  const { status, body } = await me(token);
  expect(status).toBe(200);
  expect(body.data).toMatchObject({ role: 'operator', scope: 'association', language: 'it' });
});

test('a wrong password, an unknown account and a blocked one are told alike', async () => {
  await api.db('up_users').where({ email: api.other.email.structure }).update({ blocked: true });
  const replies = [
    await local(api.network.email.operator, 'sbagliata'),
    await local('nessuno@prova.example', PASSWORD),
    await local(api.other.email.structure, PASSWORD),
  ];
  for (const { status, body } of replies) {
    expect([status, body.error.code]).toEqual([401, 'unauthenticated']);
    expect(body.error.message).toBe(replies[0]!.body.error.message);
  }
});

test('credentials that are not there are malformed', async () => {
  const { status, body } = await api.request<Problem>('POST', '/api/auth/local', { body: { identifier: 'x' } });
  expect([status, body.error.code, body.error.field]).toEqual([400, 'malformed', 'password']);
});

test('so many wrong passwords close the door on an account, right ones included, and on no other', async () => {
  const email = api.other.email.manager;
  // At once: guesses side by side are counted too.
  const guesses = await Promise.all(Array.from({ length: 12 }, (_, i) => local(email.toUpperCase(), `sbagliata-${i}`)));
  expect(guesses.filter(({ status }) => status === 429).length).toBe(2);
  const shut = await local(email, PASSWORD);
  expect([shut.status, shut.body.error.code]).toEqual([429, 'too-many']);
  expect(Number(shut.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await local(api.other.email.operator, PASSWORD)).status).toBe(200);
  const rows = await api.db('request_try').select('*');
  expect(JSON.stringify(rows)).not.toMatch(/prova\.example|127\.0\.0\.1/);
});

test('a session is renewed once by its refresh token', async () => {
  const { refreshToken } = await api.signInAnew(api.network.email.manager);
  const renew = () => api.request<{ jwt: string }>('POST', '/api/auth/refresh', { body: { refreshToken } });
  const first = await renew();
  expect(first.status).toBe(200);
  expect((await me(first.body.jwt)).status).toBe(200);
  expect((await renew()).status).toBe(401);
});

test('signing out ends the access token at once', async () => {
  const { jwt } = await api.signInAnew(api.network.email.manager);
  expect((await me(jwt)).status).toBe(200);
  expect((await api.request('POST', '/api/auth/logout', { token: jwt })).status).toBe(200);
  const { status, body } = await me(jwt);
  expect([status, body.error.code]).toEqual([401, 'unauthenticated']);
});

test('a refresh token, a made-up token and none are not access', async () => {
  const { refreshToken } = await api.signInAnew(api.network.email.manager);
  for (const token of [refreshToken, 'a.b.c', '']) expect((await me(token)).status).toBe(401);
});

test('a changed password ends every other session', async () => {
  const email = api.other.email.consultant;
  const { jwt } = await api.signInAnew(email);
  const change = (currentPassword: string) =>
    api.request<{ jwt: string } & Problem>('POST', '/api/auth/change-password', {
      token: jwt,
      body: { currentPassword, password: 'Nuova-2026-nuova', passwordConfirmation: 'Nuova-2026-nuova' },
    });
  const wrong = await change('sbagliata');
  expect([wrong.status, wrong.body.error.code]).toEqual([400, 'malformed']);
  const { status, body } = await change(PASSWORD);
  expect(status).toBe(200);
  expect((await me(jwt)).status).toBe(401);
  expect((await me(body.jwt)).status).toBe(200);
});

test('a new password that cannot be is told by its field, and is no try', async () => {
  const { jwt: token } = await api.signInAnew(api.network.email.consultant);
  const change = (password: string, passwordConfirmation: string, currentPassword = PASSWORD) =>
    api.request<Problem>('POST', '/api/auth/change-password', {
      token,
      body: { currentPassword, password, passwordConfirmation },
    });
  for (let i = 0; i < 12; i += 1) {
    const short = await change('corta', 'corta');
    expect([short.status, short.body.error.code, short.body.error.field]).toEqual([400, 'malformed', 'password']);
    expect(short.body.error.details?.[0]?.message).toContain('12');
  }
  const faults = [
    await change('Nuova-2026-nuova', 'Altra-2026-altra'),
    await change(PASSWORD, PASSWORD),
    await change('è'.repeat(40), 'è'.repeat(40)),
    await change('Nuova-2026-nuova', 'Nuova-2026-nuova', 'sbagliata'),
  ];
  expect(faults.map(({ status, body }) => [status, body.error.field])).toEqual([
    [400, 'passwordConfirmation'],
    [400, 'password'],
    [400, 'password'],
    [400, 'currentPassword'],
  ]);
});

test('who asks for it by header has the refresh token in a cookie only', async () => {
  const headers = { 'x-strapi-refresh-cookie': 'httpOnly' };
  const body = { identifier: api.network.email.referent, password: PASSWORD };
  const local = await api.request<Record<string, string>>('POST', '/api/auth/local', { headers, body });
  const changed = await api.request<Record<string, string>>('POST', '/api/auth/change-password', {
    token: local.body['jwt'] ?? '',
    headers,
    body: { currentPassword: PASSWORD, password: 'Nuova-2026-nuova', passwordConfirmation: 'Nuova-2026-nuova' },
  });
  const cookies = changed.headers.getSetCookie();
  const cookie = cookies.map((one) => one.split(';')[0]).join('; ');
  const renewed = await api.request<Record<string, string>>('POST', '/api/auth/refresh', {
    headers: { ...headers, cookie },
  });
  for (const reply of [local, changed, renewed]) {
    expect(reply.status).toBe(200);
    expect(reply.body).not.toHaveProperty('refreshToken');
    const set = reply.headers.getSetCookie().find((one) => one.startsWith('strapi_up_refresh='));
    expect(set).toMatch(/path=\/api\/auth; samesite=strict; httponly/i);
    // The test's address is not HTTPS.
    expect(set).not.toMatch(/secure/i);
  }
  expect((await me(renewed.body['jwt'] ?? '')).status).toBe(200);
});

test('a profile that is closed closes the door; a blocked account too', async () => {
  const token = await api.signIn(api.other.email.referent);
  await api.db('referents').where({ territory_id: api.other.territoryId }).update({ active: false });
  const closed = await me(token);
  expect([closed.status, closed.body.error.code]).toEqual([403, 'forbidden']);
  await api.db('up_users').where({ email: api.other.email.referent }).update({ blocked: true });
  expect((await me(token)).status).toBe(401);
});

test('errors speak the person’s language, else the browser’s, else Italian', async () => {
  const ask = async (headers: Record<string, string>) =>
    (await api.request<Problem>('GET', '/api/me', { headers })).body.error.message;
  const italian = await ask({});
  const english = await ask({ 'accept-language': 'en-GB,en;q=0.9' });
  expect(english).not.toBe(italian);
  expect(await ask({ 'accept-language': 'fr' })).toBe(italian);
});
