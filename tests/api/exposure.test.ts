import { type Api, type Problem, startApi } from '../support/api';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

/** Everything the server answers outside the admin panel. A line is added here knowingly, or not at all. */
const ALLOWED = [
  'DELETE /api/availabilities/:id',
  'GET /api/agreements',
  'GET /api/agreements/:id',
  'GET /api/agreements/:id/documents/:sha256',
  'GET /api/agreements/:id/handover',
  'GET /api/agreements/:id/pdf',
  'GET /api/agreements/choices',
  'GET /api/agreements/export',
  'GET /api/availabilities',
  'GET /api/cases',
  'GET /api/cases/:id',
  'GET /api/cases/:id/sealed-answers',
  'GET /api/catalogue',
  'GET /api/consults',
  'GET /api/framework-agreements',
  'GET /api/framework-agreements/:id',
  'GET /api/framework-agreements/:id/documents/:sha256',
  'GET /api/framework-agreements/:id/model',
  'GET /api/framework-agreements/:id/note',
  'GET /api/mails',
  'GET /api/me',
  'GET /api/obligations',
  'GET /api/openapi.json',
  'GET /api/pec-messages',
  'GET /api/pec-messages/:id/raw',
  'GET /api/public/places',
  'GET /api/public/questionnaire',
  'GET /api/questionnaire-results',
  'GET /api/slots',
  'GET /healthz',
  'GET /metrics',
  'GET /readyz',
  'POST /api/agreements',
  'POST /api/agreements/:id/commands/:command',
  'POST /api/agreements/:id/uploads/:command',
  'POST /api/auth/change-password',
  'POST /api/auth/local',
  'POST /api/auth/logout',
  'POST /api/auth/refresh',
  'POST /api/availabilities',
  'POST /api/cases',
  'POST /api/cases/:id/commands/:command',
  'POST /api/cases/search',
  'POST /api/framework-agreements',
  'POST /api/framework-agreements/:id/commands/:command',
  'POST /api/framework-agreements/:id/uploads/:command',
  'POST /api/operators/:id/deactivate',
  'POST /api/pec-messages/:id/dismiss',
  'POST /api/pec-messages/:id/propose',
  'POST /api/public/counters',
  'POST /api/public/sealed-answers',
];

test('nothing is exposed but what is meant to be', () => {
  const layers = api.strapi.server.listRoutes() as readonly { methods: readonly string[]; path: string }[];
  const routes = layers
    .flatMap(({ methods, path }) => methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${path}`))
    .filter((route) => / \/(?:api|healthz|readyz|metrics)(?:\/|$)/.test(route));
  expect([...new Set(routes)].sort()).toEqual(ALLOWED);
});

test.each([
  ['POST', '/api/auth/local/register'],
  ['POST', '/api/auth/forgot-password'],
  ['GET', '/api/connect/google'],
  ['GET', '/api/users'],
  ['GET', '/api/users-permissions/roles'],
  ['GET', '/api/beneficiaries'],
  ['POST', '/api/upload'],
  ['PUT', '/api/cases/some-case'],
  ['GET', '/api/openapi'],
])('%s %s is not there', async (method, path) => {
  const token = await api.signIn(api.network.email.directorate);
  const { status, body } = await api.request<Problem>(method, path, { token });
  expect([status, body.error.code]).toEqual([404, 'not-found']);
  expect(body.error.correlation).toMatch(/^[\w-]{8,64}$/);
});

test('every endpoint but the description asks who is there, before anything else', async () => {
  const open = /\/auth\/(?:local|refresh)|openapi|\/public\//;
  for (const route of ALLOWED.filter((one) => one.includes(' /api/') && !open.test(one))) {
    const [method = '', path = ''] = route.split(' ');
    const { status, body } = await api.request<Problem>(method, path.replace(/:\w+/g, '1'), {
      ...(method === 'POST' ? { body: {} } : {}),
    });
    expect({ route, status, code: body.error.code }).toEqual({ route, status: 401, code: 'unauthenticated' });
  }
});

test('each role holds exactly its users-permissions actions', async () => {
  const rows = await api
    .db('up_roles as r')
    .leftJoin('up_permissions_role_lnk as l', 'l.role_id', 'r.id')
    .leftJoin('up_permissions as p', 'p.id', 'l.permission_id')
    .select('r.type', 'p.action')
    .orderBy(['r.type', 'p.action']);
  const held = (type: string) => rows.filter((row) => row.type === type && row.action).map((row) => row.action);
  const people = ['plugin::users-permissions.auth.changePassword', 'plugin::users-permissions.auth.logout'];
  expect(held('public')).toEqual(['plugin::users-permissions.auth.callback', 'plugin::users-permissions.auth.refresh']);
  expect(held('authenticated')).toEqual([]);
  for (const type of ['directorate', 'communication', 'structure', 'referent', 'consultant', 'manager', 'operator']) {
    expect([type, held(type)]).toEqual([type, people]);
  }
});
