import { type Api, consentOf, give, openCase, type Problem, startApi } from '../support/api';
import { makeAvailability } from '../support/network';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Some days from now, on the hour. */
const inDays = (days: number): number => Math.floor(Date.now() / HOUR) * HOUR + days * DAY;
const iso = (at: number): string => new Date(at).toISOString();
const as = async <T = Problem>(email: string, method: string, path: string, body?: unknown) =>
  api.request<T & Problem>(method, path, { token: await api.signIn(email), ...(body === undefined ? {} : { body }) });

interface Rows {
  readonly data: readonly Record<string, unknown>[];
  readonly pagination: { readonly total: number };
}

describe('availability', () => {
  test('is published by consultants, cannot overlap, and is taken back', async () => {
    const { consultant } = api.network.email;
    const body = { start: iso(inDays(20)), end: iso(inDays(20) + 2 * HOUR), slotMinutes: 30 };
    const first = await as<{ data: { id: string } }>(consultant, 'POST', '/api/availabilities', body);
    expect(first.status).toBe(201);
    const overlap = await as(consultant, 'POST', '/api/availabilities', { ...body, start: iso(inDays(20) + HOUR) });
    expect([overlap.status, overlap.body.error.code, overlap.body.error.field]).toEqual([409, 'conflict', 'start']);
    const { body: own } = await as<Rows>(consultant, 'GET', '/api/availabilities');
    expect(own.data).toContainEqual(
      expect.objectContaining({ id: first.body.data.id, start: body.start, end: body.end }),
    );
    const path = `/api/availabilities/${first.body.data.id}`;
    expect((await as(api.other.email.consultant, 'DELETE', path)).status).toBe(404);
    expect((await as(consultant, 'DELETE', path)).status).toBe(204);
    expect((await as(consultant, 'DELETE', path)).status).toBe(404);
  });

  test('is not for associations, nor for the past, nor shorter than a slot', async () => {
    const at = { start: iso(inDays(30)), end: iso(inDays(30) + HOUR) };
    expect((await as(api.network.email.operator, 'POST', '/api/availabilities', at)).status).toBe(403);
    const past = { start: iso(inDays(-2)), end: iso(inDays(-2) + HOUR) };
    expect((await as(api.network.email.consultant, 'POST', '/api/availabilities', past)).body.error.rule).toBe('past');
    const short = { ...at, end: iso(inDays(30) + 60_000) };
    expect((await as(api.network.email.consultant, 'POST', '/api/availabilities', short)).status).toBe(400);
  });
});

test('slots are pooled, booked by an operator, and shown to those concerned; what is booked holds its availability', async () => {
  const start = inDays(10);
  await makeAvailability(api.db, api.network.consultant.consultantId!, start, start + 2 * HOUR);
  const query = `?from=${iso(start - HOUR)}&to=${iso(start + DAY)}`;
  const { operator, consultant } = api.network.email;
  const slots = await as<{ data: { start: string; consultants: number }[] }>(operator, 'GET', `/api/slots${query}`);
  expect(slots.body.data.map((slot) => slot.start)).toContain(iso(start));
  const second = await as<Rows>(operator, 'GET', `/api/slots${query}&page=2&pageSize=3`);
  expect(second.body.data.map((slot) => slot['start'])).toEqual([iso(start + 1.5 * HOUR)]);
  expect(second.body.pagination).toEqual({ page: 2, pageSize: 3, total: 4 });
  const beyond = await as<Rows>(operator, 'GET', `/api/slots${query}&page=9`);
  expect([beyond.body.data, beyond.body.pagination.total]).toEqual([[], 4]);
  const foreign = await as(operator, 'GET', `/api/slots${query}&territory=${api.other.territoryId}`);
  expect(foreign.status).toBe(403);

  const { id } = await openCase(api);
  await give(api, operator, id, 'record-consent', consentOf(api, { givenName: 'Tre', familyName: 'Prova' }));
  await give(api, operator, id, 'request-consult', {});
  const booked = await give(api, operator, id, 'book-consult', { start: iso(start), siteId: api.network.siteId });
  expect([booked.status, booked.body.data.stage]).toEqual([200, 'consult-booked']);

  const mine = await as<Rows>(consultant, 'GET', '/api/consults?mine=true');
  expect(mine.body.data).toEqual([expect.objectContaining({ start: iso(start), status: 'booked' })]);
  expect((await as<Rows>(api.other.email.referent, 'GET', '/api/consults')).body.data).toEqual([]);
  // A consultant who leaves with a consult in the diary: the territory's referents find it.
  const left = async () =>
    (await as<Rows>(api.network.email.referent, 'GET', '/api/consults?consultantActive=false')).body;
  expect((await left()).data).toEqual([]);
  const profile = api.db('consultants').where({ id: api.network.consultant.consultantId });
  await profile.clone().update({ active: false });
  expect((await left()).data).toEqual([expect.objectContaining({ start: iso(start), consultantActive: false })]);
  await profile.clone().update({ active: true });
  // From the booking on the consultant sees the case.
  expect((await as(consultant, 'GET', `/api/cases/${id}`)).status).toBe(200);

  const { body } = await as<Rows>(consultant, 'GET', '/api/availabilities');
  const held = body.data.find((one) => one['start'] === iso(start));
  const kept = await as(consultant, 'DELETE', `/api/availabilities/${String(held?.['id'])}`);
  expect([kept.status, kept.body.error.rule]).toEqual([409, 'availability-booked']);

  const mails = await as<Rows>(operator, 'GET', '/api/mails?status=queued');
  expect(mails.body.data.length).toBeGreaterThan(0);
  expect((await as<Rows>(api.other.email.operator, 'GET', '/api/mails')).body.data).toEqual([]);
});

test('two operators who want the same hour of one consultant: one gets it', async () => {
  const start = inDays(12);
  await makeAvailability(api.db, api.network.consultant.consultantId!, start, start + HOUR / 2);
  const cases = [await openCase(api), await openCase(api)];
  const { operator } = api.network.email;
  for (const [i, { id }] of cases.entries()) {
    await give(api, operator, id, 'record-consent', consentOf(api, { givenName: `N${i}`, familyName: 'Prova' }));
  }
  const slot = { start: iso(start), siteId: api.network.siteId };
  const replies = await Promise.all(cases.map(({ id }) => give(api, operator, id, 'book-consult', slot)));
  expect(replies.map((reply) => reply.status).sort()).toEqual([200, 422]);
});

test('an operator who leaves is shut out, and the open cases are woken for another', async () => {
  const { operator, manager, structure } = api.network.email;
  const { id } = await openCase(api);
  const path = `/api/operators/${api.network.operator.operatorId}/deactivate`;
  const token = await api.signIn(operator);
  expect((await as(structure, 'POST', path)).status).toBe(403);
  expect((await as(api.other.email.manager, 'POST', path)).status).toBe(404);
  const self = await as(manager, 'POST', `/api/operators/${api.network.manager.operatorId}/deactivate`);
  expect([self.status, self.body.error.rule]).toEqual([422, 'not-oneself']);
  await api.db('journal_wake').delete();
  const done = await as<{ data: { casesToReassign: number } }>(manager, 'POST', path);
  expect(done.status).toBe(200);
  expect(done.body.data.casesToReassign).toBeGreaterThan(0);
  const woken = await api.db('journal_wake').pluck('stream');
  expect(woken).toContain(`case/${id}`);
  expect((await api.request('GET', '/api/me', { token })).status).toBe(401);
  expect((await as<{ data: { casesToReassign: number } }>(manager, 'POST', path)).body.data.casesToReassign).toBe(0);
});
