import { type Api, openCase, type Problem, startApi } from '../support/api';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

test('health and readiness are told', async () => {
  expect(await api.request('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'up' } });
  expect(await api.request('GET', '/readyz')).toMatchObject({ status: 200, body: { status: 'ready', database: true } });
  await api.db.raw('update platform_schema set version = version - 1');
  expect((await api.request('GET', '/readyz')).status).toBe(503);
  await api.db.raw('update platform_schema set version = version + 1');
});

test('measures are for a collector on this machine, not for who comes through a proxy', async () => {
  await openCase(api);
  const { status, body } = await api.request<string>('GET', '/metrics');
  expect(status).toBe(200);
  expect(body).toContain('inps_commands_total{process="case",command="open-case",outcome="accepted"} 1');
  expect(body).toMatch(/inps_http_request_duration_seconds_count\{method="POST",route="\/api\/cases",status="201"\} 1/);
  expect(body).toMatch(/^inps_relay_queue_depth [1-9]/m);
  expect(body).toMatch(/^inps_relay_lag_seconds \d/m);
  const headers = { 'x-forwarded-for': '203.0.113.7' };
  expect((await api.request('GET', '/metrics', { headers })).status).toBe(404);
});

test('a request’s id comes back, reaches the journal, and a dangerous one is replaced', async () => {
  const token = await api.signIn(api.network.email.operator);
  const headers = { 'x-request-id': 'journey-0001', 'idempotency-key': 'journey-0001-open' };
  const body = { way: 'operator', siteId: api.network.siteId };
  const opened = await api.request<{ data: { id: string } }>('POST', '/api/cases', { token, headers, body });
  expect(opened.headers.get('x-request-id')).toBe('journey-0001');
  const entries = await api.db('journal_entry').where({ stream: `case/${opened.body.data.id}` });
  expect(entries.map((entry) => entry.correlation)).toEqual(['journey-0001']);
  for (const bad of ['short', 'with space 1234', 'a'.repeat(65), 'x@prova.example']) {
    const { headers: back } = await api.request('GET', '/api/me', { headers: { 'x-request-id': bad } });
    expect(back.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('the log has one line a request, by pattern, without the address or anybody’s data', async () => {
  const token = await api.signIn(api.network.email.operator);
  const lines: unknown[] = [];
  const info = jest.spyOn(api.strapi.log, 'info').mockImplementation((...line: unknown[]) => {
    lines.push(line);
    return api.strapi.log;
  });
  await api.request('POST', '/api/cases/search', { token, body: { familyName: 'Segretissimo' } });
  await api.request('GET', '/api/cases/abc?q=XXXYYY57H12F205D', { token });
  info.mockRestore();
  expect(lines).toHaveLength(2);
  expect(lines).toContainEqual([
    'request',
    expect.objectContaining({
      method: 'POST',
      route: '/api/cases/search',
      status: 200,
      ms: expect.any(Number),
      correlation: expect.any(String),
      actor: api.network.operator.userId,
    }),
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/Segretissimo|XXXYYY|prova\.example/);
});

test('an unexpected fault is told without its reason, and logged without values', async () => {
  const token = await api.signIn(api.network.email.operator);
  const logged = jest.spyOn(api.strapi.log, 'error').mockImplementation(() => api.strapi.log);
  await api.db.raw('alter table mails rename to mails_away');
  const { status, body } = await api.request<Problem>('GET', '/api/mails', { token });
  await api.db.raw('alter table mails_away rename to mails');
  expect([status, body.error.code]).toEqual([500, 'internal']);
  expect(Object.keys(body.error).sort()).toEqual(['code', 'correlation', 'message']);
  expect(logged).toHaveBeenCalledWith('unexpected error', expect.objectContaining({ code: '42P01' }));
  logged.mockRestore();
});

test('the catalogue offers what forms need', async () => {
  const token = await api.signIn(api.network.email.manager);
  const { status, body } = await api.request<{ data: Record<string, Record<string, unknown>[]> }>(
    'GET',
    '/api/catalogue',
    {
      token,
    },
  );
  expect(status).toBe(200);
  expect(body.data['sites']).toEqual([expect.objectContaining({ id: api.network.siteId })]);
  expect(body.data['operators']?.map((one) => one['id'])).toContain(api.network.operator.operatorId);
  expect(body.data['associations']?.map((one) => one['id'])).toContain(api.other.associationId);
  expect(body.data['benefits']?.map((one) => one['id'])).toContain(api.content.benefitId);
  expect(body.data['notices']?.map((one) => one['id'])).toContain(api.content.consentId);
  expect(body.data['questionnaire']).toMatchObject({ id: expect.any(Number), snapshot: expect.any(Object) });
});

test('the API describes itself', async () => {
  const { status, body } = await api.request<{ openapi: string; paths: object }>('GET', '/api/openapi.json');
  expect([status, body.openapi]).toEqual([200, '3.1.0']);
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining(['/api/cases', '/api/cases/{id}/commands/hold-consult']),
  );
});
