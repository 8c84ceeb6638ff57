import { createHash } from 'node:crypto';
import { seedReference } from '../../database/seeds/reference/reference';
import { canonicalJson } from '../../src/domain/canonical-json';
import { type MessageKey, message } from '../../src/domain/messages/message';
import type { PublishingPage } from '../../src/publishing/shown';
import { type Admin, type AdminError, faultsOf, registerAdmin, signInAdmin } from '../support/admin';
import { type Api, journalOf, startApi } from '../support/api';

const PATH = '/admin/questionnaire-publishing';
const SECTION = 'api::questionnaire-section.questionnaire-section';
const VERSION = 'api::questionnaire-version.questionnaire-version';

let api: Api;
let admin: Admin;
let editor: Admin;
beforeAll(async () => {
  api = await startApi();
  admin = await registerAdmin(api);
  editor = await signInAdmin(api, 'strapi-editor', 'en');
});
afterAll(() => api?.stop());

async function page(language = 'it'): Promise<PublishingPage> {
  const { status, body } = await admin.request<{ data: PublishingPage }>('GET', `${PATH}?language=${language}`);
  expect(status).toBe(200);
  return body.data;
}
const publish = (hash: string | null, by = admin) =>
  by.request<AdminError & { data: { number: number } }>('POST', `${PATH}/publish`, { hash });
const rollBack = (number: number) =>
  admin.request<AdminError & { data: { number: number } }>('POST', `${PATH}/roll-back`, { number });
const versions = () => api.db('questionnaire_versions').orderBy('number').select('number', 'status', 'hash');

describe('who may', () => {
  test.each([
    ['GET', PATH, undefined],
    ['POST', `${PATH}/publish`, { hash: 'a'.repeat(64) }],
    ['POST', `${PATH}/roll-back`, { number: 1 }],
  ])('%s %s: who was given it, and nobody else', async (method, path, body) => {
    expect((await editor.request(method, path, body)).status).toBe(403);
    const person = await api.signIn(api.network.email.directorate);
    for (const token of [undefined, person]) {
      expect((await api.request(method, path, { ...(token && { token }), ...(body && { body }) })).status).toBe(401);
    }
  });

  test('it can be given to a role, and a start does not take it away', async () => {
    const role = await api.strapi.db.query('admin::role').findOne({ where: { code: 'strapi-editor' } });
    const permission = { action: 'api::questionnaire.publish', role: role.id, conditions: [], properties: {} };
    const { id } = await api.strapi.db.query('admin::permission').create({ data: permission });
    expect((await editor.request('GET', PATH)).status).toBe(200);
    await api.strapi.service('admin::permission').cleanPermissionsInDatabase();
    expect((await editor.request('GET', PATH)).status).toBe(200);
    await api.strapi.db.query('admin::permission').delete({ where: { id } });
    expect((await editor.request('GET', PATH)).status).toBe(403);
  });
});

describe('at birth', () => {
  test('the first version is published from the rows, and nothing stands in the way of the next', async () => {
    const shown = await page();
    expect(shown).toMatchObject({ isUnchanged: true, findings: [], changes: [] });
    expect(shown.versions).toMatchObject([{ number: 1, by: null, inForce: true, hash: shown.hash }]);
    expect(shown.preview?.sections.length).toBeGreaterThan(0);
    expect(shown.scenarios.filter((one) => one.isFailing)).toEqual([]);
    expect((await publish(shown.hash)).body.error?.message).toBe(message('it', 'publishing.unchanged'));
  });

  test('what the directorate takes out does not come back at a start', async () => {
    const gone = await api.db('scenarios').orderBy('id').first();
    await api.db('scenarios').where({ id: gone.id }).delete();
    await seedReference(journalOf(api), Date.now());
    expect(await api.db('scenarios').where({ id: gone.id })).toEqual([]);
    await api.db('scenarios').insert(gone);
    expect((await versions()).length).toBe(1);
  });
});

describe('publishing is refused, with a sentence and where to mend it, for', () => {
  /** Spoils something, sees that it cannot be published and where it is said to be wrong, and mends it again. */
  async function refusedFor(table: string, id: number, spoilt: object, at: { row: string; code: string }) {
    const before = await api.db(table).where({ id }).first();
    await api.db(table).where({ id }).update(spoilt);
    try {
      const { findings, hash } = await page();
      const finding = findings.find((one) => one.row === at.row && one.code === at.code);
      expect(finding).toMatchObject({ link: expect.stringContaining(before.document_id), text: expect.any(String) });
      const english = (await page('en')).findings.find((one) => one.row === at.row && one.code === at.code);
      expect(english?.text).not.toBe(finding?.text);
      const reply = await publish(hash ?? 'a'.repeat(64));
      const told = message('it', 'publishing.refused', { count: findings.length });
      expect([reply.status, reply.body.error?.message]).toEqual([400, told]);
      return finding?.text;
    } finally {
      const mended = Object.fromEntries(Object.keys(spoilt).map((name) => [name, before[name]]));
      await api.db(table).where({ id }).update(mended);
    }
  }
  const said = (key: MessageKey, values: Readonly<Record<string, string | number>>) => message('it', key, values);
  const criterion = () => api.db('criteria').orderBy('id').first();
  const scenario = () => api.db('scenarios').orderBy('id').first();

  afterEach(async () => expect((await page()).findings).toEqual([]));

  test('words that are wanting', async () => {
    const { benefit_id: id } = await criterion();
    const { code } = await api.db('benefits').where({ id }).first();
    const text = await refusedFor('benefits', id, { name_en: null }, { row: 'benefit', code });
    expect(text).toBe(said('finding.incomplete', { field: 'name.en' }));
  });

  test('a rule that cannot be read', async () => {
    const { id, code } = await criterion();
    const text = await refusedFor('criteria', id, { expression: 'age >=' }, { row: 'criterion', code });
    expect(text).toBe(said('finding.unfinished', { text: 'age >=' }));
  });

  test('a code that does not exist', async () => {
    const { id, code } = await criterion();
    await refusedFor('criteria', id, { expression: 'invented-question' }, { row: 'criterion', code });
  });

  test('periods that overlap', async () => {
    const figure = await api.db('figures').orderBy('id').first();
    const twin = { ...figure, id: undefined, document_id: 'x'.repeat(24), valid_from: '2999-01-01', valid_to: null };
    const [{ id }] = await api.db('figures').insert(twin).returning('id');
    await api.db('figures').where({ id: figure.id }).update({ valid_to: null });
    const { findings } = await page();
    const { status } = await publish('a'.repeat(64));
    await api.db('figures').where({ id }).delete();
    await api.db('figures').where({ id: figure.id }).update({ valid_to: figure.valid_to });
    // Of the rows that share the code, the one that begins too early.
    const links = findings.filter((one) => one.code === figure.code).map((one) => one.link);
    expect([status, links]).toEqual([400, expect.arrayContaining([expect.stringContaining('x'.repeat(24))])]);
  });

  test('a scenario that fails', async () => {
    const { id, code, expected: kept } = await scenario();
    const expected = JSON.parse(kept);
    const [benefit = '', result] = Object.entries(expected)[0] ?? [];
    const other = result === 'indicated' ? 'not-indicated' : 'indicated';
    const spoilt = { expected: JSON.stringify({ ...expected, [benefit]: other }) };
    const text = await refusedFor('scenarios', id, spoilt, { row: 'scenario', code });
    const values = {
      benefit,
      expected: said(`result.${other}`, {}),
      found: said(`result.${result}` as MessageKey, {}),
    };
    expect(text).toBe(said('finding.scenario-fails', values));
  });

  test('a scenario about what the questionnaire does not have', async () => {
    const { id, code } = await scenario();
    const spoilt = { answers: JSON.stringify({ 'invented-question': 1 }), expected: '{}' };
    const text = await refusedFor('scenarios', id, spoilt, { row: 'scenario', code });
    expect(text).toBe(said('finding.scenario-answer', { code: 'invented-question' }));
  });
});

describe('saving', () => {
  const QUESTION = 'api::question.question';
  const choice = {
    textIt: 'Prova?',
    textEn: 'Try?',
    code: 'tried-question',
    kind: 'choice',
    order: 99,
    sensitive: false,
    options: [
      { code: 'one', textIt: 'Uno', textEn: 'One' },
      { code: 'two', textIt: 'Due', textEn: 'Two' },
    ],
  };
  const section = async () => {
    const { id, document_id: documentId } = await api.db('questionnaire_sections').orderBy('id').first();
    return { connect: [{ id, documentId }], disconnect: [] };
  };

  test('a question is checked whole, also when only a part of it is sent, and told at its field', async () => {
    const make = async (more: object) =>
      admin.content('POST', QUESTION, { ...choice, section: await section(), ...more });
    const one = await make({ options: [choice.options[0]], onlyIf: 'age >=', code: 'No code' });
    expect([one.status, faultsOf(one)]).toEqual([400, { code: message('it', 'content.code-lower') }]);
    const two = await make({ options: [choice.options[0]], onlyIf: 'age >=' });
    expect(faultsOf(two)).toEqual({
      onlyIf: message('it', 'content.expression-unfinished', { place: 7 }),
      options: message('it', 'content.question-options'),
    });
    const made = await make({});
    expect([made.status, made.body.error]).toEqual([201, undefined]);
    const { document_id: id } = await api.db('questions').where({ code: choice.code }).first();
    expect((await admin.content('PUT', QUESTION, { textIt: 'Si prova?' }, id)).status).toBe(200);
    expect(faultsOf(await admin.content('PUT', QUESTION, { helpIt: 'Aiuto' }, id))).toEqual({
      helpEn: message('it', 'content.both-languages'),
    });
    const shown = (await page()).preview?.sections.flatMap((one) => one.questions).find((q) => q.code === choice.code);
    expect(shown).toMatchObject({ text: { it: 'Si prova?' }, options: [{ code: 'one' }, { code: 'two' }] });
    expect((await admin.content('DELETE', QUESTION, undefined, id)).status).toBe(200);
    const { document_id: used } = await api.db('questionnaire_sections').orderBy('id').first();
    const kept = await admin.content('DELETE', SECTION, undefined, used);
    expect([kept.status, kept.body.error?.message]).toEqual([400, message('it', 'content.in-use')]);
  });

  test('a figure’s year is one new row, and one row a day it begins', async () => {
    const { code } = await api.db('figures').orderBy('id').first();
    const year = { code, labelIt: 'Prova', labelEn: 'Try', value: 12.345, certainty: 'to-verify', source: 'Prova' };
    const make = (more: object) => admin.content('POST', 'api::figure.figure', { ...year, ...more });
    const bad = await make({ validFrom: '2999-01-02', validTo: '2999-01-01' });
    expect(faultsOf(bad)).toEqual({ validTo: message('it', 'content.bounds') });
    expect((await make({ validFrom: '2999-01-01' })).status).toBe(201);
    expect(faultsOf(await make({ validFrom: '2999-01-01' }))).toEqual({ code: message('it', 'content.unique') });
    expect(await api.db('figures').where({ code, valid_from: '2999-01-01' }).pluck('value')).toEqual([12.345]);
    await api.db('figures').where({ code, valid_from: '2999-01-01' }).delete();
  });

  test('the parts of a row are bounded in the database too', async () => {
    const part = { code: 'No code', text_it: 'Prova', text_en: 'Try' };
    const refused = expect.objectContaining({ code: '23514' });
    await expect(api.db('components_questionnaire_options').insert(part)).rejects.toEqual(refused);
    const blank = { ...part, code: 'code', text_en: '' };
    await expect(api.db('components_questionnaire_options').insert(blank)).rejects.toEqual(refused);
  });

  test('there is one questionnaire', async () => {
    const words = { titleIt: 'Altro', titleEn: 'Other', noticeIt: 'Prova', noticeEn: 'Try', code: 'other' };
    const second = await admin.content('POST', 'api::questionnaire.questionnaire', words);
    expect([second.status, second.body.error?.message]).toEqual([400, message('it', 'content.unique')]);
  });
});

describe('a version', () => {
  const rename = async (title: string) => {
    const { document_id: id } = await api.db('questionnaire_sections').orderBy('id').first();
    expect((await admin.content('PUT', SECTION, { titleIt: title }, id)).status).toBe(200);
  };

  test('is what was looked at, frozen, and in force from then on', async () => {
    const stale = (await page()).hash;
    await rename('Un altro titolo');
    const shown = await page();
    const { code } = await api.db('questionnaire_sections').orderBy('id').first();
    expect(shown.changes).toMatchObject([{ row: 'section', code, what: 'changed' }]);
    expect((await publish(stale)).body.error?.message).toBe(message('it', 'publishing.changed'));
    expect(await versions()).toHaveLength(1);

    const replies = await Promise.all([publish(shown.hash), publish(shown.hash)]);
    expect(replies.map((one) => one.status).sort()).toEqual([200, 400]);
    expect(await versions()).toMatchObject([
      { number: 1, status: 'retired' },
      { number: 2, status: 'published', hash: shown.hash },
    ]);
    const { rows } = await api.db.raw('select snapshot::json as snapshot from questionnaire_versions where number = 2');
    expect(createHash('sha256').update(canonicalJson(rows[0].snapshot)).digest('hex')).toBe(shown.hash);
    const token = await api.signIn(api.network.email.operator);
    const { body } = await api.request<{ data: { questionnaire: object } }>('GET', '/api/catalogue', { token });
    expect(body.data.questionnaire).toMatchObject({ number: 2, hash: shown.hash });
    expect((await page()).versions[0]).toMatchObject({ number: 2, by: 'Prova Admin', inForce: true });
  });

  test('never changes, whoever writes', async () => {
    const row = () => api.db('questionnaire_versions').where({ number: 1 });
    const refused = expect.objectContaining({ code: 'IP003' });
    for (const change of [{ status: 'published' }, { number: 9 }, { snapshot: '{}' }, { hash: 'b'.repeat(64) }]) {
      await expect(row().update(change)).rejects.toEqual(refused);
    }
    await expect(row().delete()).rejects.toEqual(refused);
    await expect(api.db.raw('truncate questionnaire_versions cascade')).rejects.toEqual(refused);
    const { document_id: id } = await row().first();
    for (const [method, one] of [
      ['PUT', id],
      ['DELETE', id],
      ['POST', undefined],
    ] as const) {
      const reply = await admin.content(method, VERSION, { number: 9 }, one);
      expect([reply.status, reply.body.error?.message]).toEqual([400, message('it', 'content.version')]);
    }
  });

  test('can be put in force again: as a new one, with the same content', async () => {
    expect((await rollBack(99)).body.error?.message).toBe(message('it', 'publishing.unknown'));
    expect((await rollBack(2)).body.error?.message).toBe(message('it', 'publishing.unchanged'));
    expect((await rollBack(1)).body.data).toEqual({ number: 3 });
    const [first, second, third] = await versions();
    expect(third).toEqual({ number: 3, status: 'published', hash: first.hash });
    expect(second.status).toBe('retired');
    // The working copy is as it was: what was rolled back can be mended and published again.
    expect(await page()).toMatchObject({ isUnchanged: false, hash: second.hash, findings: [] });
  });

  test('a body that is none is refused', async () => {
    expect((await publish(null)).status).toBe(400);
    expect((await admin.request('POST', `${PATH}/roll-back`, { number: 'x' })).status).toBe(400);
  });
});
