import { randomUUID } from 'node:crypto';
import {
  type Api,
  consentOf,
  give,
  newKey,
  openCase,
  type Problem,
  type Reply,
  type Summary,
  startApi,
} from '../support/api';
import { makeAvailability, type Network } from '../support/network';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

interface View extends Summary {
  readonly person: Record<string, string> | null;
  readonly obligations: readonly { key: string }[];
}
const CODES = ['XXXYYY57H12F205D', 'XXXZZZ61C04H501O', 'XXXWWW70A01L219N'] as const;
const HERE = { givenName: 'Inventata', familyName: 'Primaprova', phone: '000 111', address: 'Via della Prova 1' };
const THERE = { givenName: 'Inventata Bis', familyName: 'Secondaprova', phone: '000 222' };

const page = async (email: string, id: string): Promise<Reply<{ data: View } & Problem>> =>
  api.request('GET', `/api/cases/${id}`, { token: await api.signIn(email) });
const person = async (email: string, id: string) => (await page(email, id)).body.data.person;
const rowOf = (id: string) =>
  api
    .db('cases as c')
    .join('beneficiaries as b', 'b.id', 'c.beneficiary_id')
    .where('c.document_id', id)
    .first('b.document_id as beneficiary', 'b.fiscal_code_index as index', 'b.fiscal_code as code', 'b.phone');

/** A case with the consent of somebody; the answer to the consent. */
async function consented(beneficiary: Readonly<Record<string, string>>, network: Network = api.network) {
  const { id } = await openCase(api, network);
  return { id, answer: await give(api, network.email.operator, id, 'record-consent', consentOf(api, beneficiary)) };
}

/** The consent taken back, and asked again of whoever sits there. */
async function again(id: string, beneficiary: Readonly<Record<string, string>>) {
  const { operator } = api.network.email;
  expect((await give(api, operator, id, 'withdraw-consent')).status).toBe(200);
  const { status, body } = await give(api, operator, id, 'record-consent', consentOf(api, beneficiary));
  return [status, body.error?.rule, body.error?.field];
}
const OTHER_PERSON = [422, 'other-person', 'beneficiary.fiscalCode'];

test('knowing a codice fiscale opens nothing another association recorded: each sees what it typed', async () => {
  const first = await consented({ ...HERE, fiscalCode: CODES[0] });
  const before = await rowOf(first.id);
  const second = await consented({ ...THERE, fiscalCode: CODES[0] }, api.other);
  expect((await rowOf(second.id)).beneficiary).toBe(before.beneficiary);
  expect(await person(api.other.email.operator, second.id)).toEqual({ ...THERE, fiscalCode: CODES[0] });
  expect(await person(api.network.email.operator, first.id)).toEqual({ ...HERE, fiscalCode: CODES[0] });
  expect(await rowOf(first.id)).toEqual(before);
  const log = api.db('access_log').where({ beneficiary: before.beneficiary, what: 'identity', purpose: 'case-page' });
  expect((await log).map((line) => line.actor).sort()).toEqual(
    [api.network, api.other].map((one) => `user:${one.operator.userId}`).sort(),
  );
});

test('a case is found by the surname typed on it: the corrected one, and one’s own spelling of a person known elsewhere', async () => {
  const fiscalCode = 'XXXYYY78P57F839J';
  const own = await consented({ ...HERE, familyName: 'Malscritti', fiscalCode });
  const elsewhere = await consented({ ...THERE, familyName: 'Benscritti', fiscalCode }, api.other);
  const found = async (email: string, familyName: string) => {
    const token = await api.signIn(email);
    const sent = { token, body: { familyName } };
    return (await api.request<{ data: Summary[] }>('POST', '/api/cases/search', sent)).body.data.map((one) => one.id);
  };
  const { operator } = api.network.email;
  expect(await found(operator, 'Malscritti')).toEqual([own.id]);
  expect(await found(api.other.email.operator, 'Benscritti')).toEqual([elsewhere.id]);
  expect(await found(api.other.email.operator, 'Malscritti')).toEqual([]);
  expect(await again(own.id, { ...HERE, familyName: 'Corretti', fiscalCode })).toEqual([200, undefined, undefined]);
  expect(await found(operator, 'corretti')).toEqual([own.id]);
  expect(await found(operator, 'Malscritti')).toEqual([]);
});

test('what was typed is in no entry and in no column: only behind its seal', async () => {
  const { id } = await consented({ ...HERE, familyName: 'Introvabile' });
  const entries = await api.db('journal_entry').where({ stream: `case/${id}` });
  expect(JSON.stringify(entries)).not.toContain('Introvabile');
  const { data } = entries.find((one) => one.type === 'consent-recorded');
  const { identityRef } = JSON.parse(data);
  const sealed = await api.db('sealed_value').where({ id: identityRef }).first();
  expect(sealed).toMatchObject({ beneficiary: (await rowOf(id)).beneficiary, kind: 'identity' });
  expect(sealed.ciphertext).not.toContain('Introvabile');
});

test('a later consent never hands a case to another person', async () => {
  const { id } = await consented({ ...HERE, fiscalCode: CODES[1] });
  const before = await rowOf(id);
  expect(await again(id, { ...HERE, fiscalCode: CODES[0] })).toEqual(OTHER_PERSON);
  const { operator } = api.network.email;
  const corrected = { ...HERE, givenName: 'Corretta', fiscalCode: CODES[1] };
  expect((await give(api, operator, id, 'record-consent', consentOf(api, corrected))).status).toBe(200);
  expect(await again(id, THERE)).toEqual([200, undefined, undefined]);
  expect(await rowOf(id)).toEqual(before);
  expect(await person(operator, id)).toEqual(THERE);
});

test('a codice fiscale learnt later is added, unless it is somebody else’s', async () => {
  const { id } = await consented(HERE);
  const { beneficiary } = await rowOf(id);
  expect(await again(id, { ...HERE, fiscalCode: CODES[0] })).toEqual(OTHER_PERSON);
  const learnt = { ...HERE, fiscalCode: CODES[2] };
  const { operator } = api.network.email;
  expect((await give(api, operator, id, 'record-consent', consentOf(api, learnt))).status).toBe(200);
  expect(await rowOf(id)).toMatchObject({ beneficiary, index: expect.any(String), code: expect.any(String) });
  const found = await api.request<{ data: Summary[] }>('POST', '/api/cases/search', {
    token: await api.signIn(operator),
    body: { fiscalCode: CODES[2] },
  });
  expect(found.body.data.map((one) => one.id)).toEqual([id]);
});

test('nothing is written of a person who took the consent back; the steps go on', async () => {
  const { id } = await consented(HERE);
  const { operator } = api.network.email;
  await give(api, operator, id, 'withdraw-consent');
  const refused = async (command: string, body: object) => (await give(api, operator, id, command, body)).body.error;
  expect(await refused('add-note', { note: 'Nota inventata' })).toMatchObject({ rule: 'no-consent', field: 'note' });
  const need = { category: 'housing', note: 'Nota inventata' };
  expect(await refused('record-need', need)).toMatchObject({ rule: 'no-consent', field: 'note' });
  expect(await refused('withdraw', { reason: 'Motivo' })).toMatchObject({ rule: 'no-consent', field: 'reason' });
  expect((await give(api, operator, id, 'record-need', { category: 'housing' })).status).toBe(200);
  expect((await give(api, operator, id, 'withdraw')).body.data.stage).toBe('withdrawn');
});

test('of a printed code only the locator is sent and kept, and it opens one case', async () => {
  const token = await api.signIn(api.network.email.operator);
  const open = (locator: string) =>
    api.request<{ data: Summary } & Problem>('POST', '/api/cases', {
      token,
      headers: newKey(),
      body: { way: 'public', siteId: api.network.siteId, locator },
    });
  const whole = await open('7H3K-99QX-42KD-PP10');
  expect([whole.status, whole.body.error.field]).toEqual([400, 'locator']);
  const { status, body } = await open('7H3K-99QX');
  expect([status, body.data.code]).toEqual([201, body.data.id.slice(0, 8).toUpperCase()]);
  expect(await api.db('cases').where({ document_id: body.data.id }).first('locator')).toEqual({ locator: '7H3K99QX' });
  const twice = await open('7H3K99QX');
  expect([twice.status, twice.body.error.rule, twice.body.error.field]).toEqual([422, 'locator-used', 'locator']);
  const row = { ...(await api.db('cases').where({ document_id: body.data.id }).first()), document_id: randomUUID() };
  delete row.id;
  const copy = api.db.transaction(async (trx) => {
    await trx.raw(`select set_config('inps.journal', 'on', true)`);
    await trx('cases').insert({ ...row, code: 'UNALTRO' });
  });
  await expect(copy).rejects.toMatchObject({ code: '23505', constraint: expect.stringContaining('locator') });
});

test('a consult called off closes the case to its consultant, on the page and in the lists', async () => {
  const HOUR = 3_600_000;
  const start = (Math.floor(Date.now() / HOUR) + 24 * 15) * HOUR;
  await makeAvailability(api.db, api.network.consultant.consultantId!, start, start + HOUR);
  const { operator, consultant } = api.network.email;
  const { id } = await consented(HERE);
  const slot = { start: new Date(start).toISOString(), siteId: api.network.siteId };
  expect((await give(api, operator, id, 'book-consult', slot)).status).toBe(200);
  const list = async () => {
    const token = await api.signIn(consultant);
    const { body } = await api.request<{ data: Summary[] }>('GET', '/api/cases', { token });
    return body.data.map((one) => one.id);
  };
  expect([(await page(consultant, id)).status, await list()]).toEqual([200, [id]]);
  expect((await give(api, operator, id, 'cancel-consult')).status).toBe(200);
  expect([(await page(consultant, id)).status, await list()]).toEqual([404, []]);
  expect((await give(api, consultant, id, 'add-note', { note: 'Nota inventata' })).status).toBe(404);
});

test('an operator whose account was shut follows nobody: the case is owed another', async () => {
  const { id } = await openCase(api);
  const { manager } = api.network.email;
  const owed = async () => (await page(manager, id)).body.data.obligations.map((one) => one.key);
  expect(await owed()).not.toContain('reassign');
  const account = api.db('up_users').where({ id: api.network.operator.userId });
  await account.clone().update({ blocked: true });
  expect(await owed()).toContain('reassign');
  await account.clone().update({ blocked: false });
});
