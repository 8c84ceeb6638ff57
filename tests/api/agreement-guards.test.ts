import type { Knex } from 'knex';
import { type Api, startApi } from '../support/api';
import { byJournal, insertRow } from '../support/network';

let api: Api;
/** Row ids of a framework agreement, an agreement under it and its structure. */
const of = { framework: 0, agreement: 0, structure: 0, party: 0, user: 0 };
beforeAll(async () => {
  api = await startApi();
  const { id, framework_id, structure_id } = await api.db('agreements').whereNotNull('framework_id').first();
  const party = await insertRow(api.db, 'parties', { name: 'Parte di prova', code: 'prova', promoter: true });
  Object.assign(of, { framework: framework_id, agreement: id, structure: structure_id, party });
  of.user = api.network.directorate.userId;
});
afterAll(() => api?.stop());

/** The database's code for a refusal; undefined when the statement went through. */
async function refusal(statement: Promise<unknown>): Promise<string | undefined> {
  return statement.then(
    () => undefined,
    (error: { code?: string }) => error.code,
  );
}
/** What becomes of a row written as a process would, taken back at once. */
async function tried(write: (trx: Knex.Transaction) => Promise<unknown>): Promise<string | undefined> {
  const undone = new Error('undone');
  const written = byJournal(api.db, async (trx) => {
    await write(trx);
    throw undone;
  });
  return refusal(written.catch((error) => (error === undone ? undefined : Promise.reject(error))));
}
const since = new Date('2024-01-01T00:00:00Z');

/** A row of each table that a process writes, as it may be. */
const ROWS: Readonly<Record<string, () => Record<string, string | number | boolean | null | Date>>> = {
  framework_agreements: () => ({
    title: 'Prova',
    code: 'prova-guardata',
    status: 'signing',
    stage_since: since,
    resolution: 'Prova',
    renewals: 0,
    attention: false,
  }),
  framework_parties: () => ({ framework_id: of.framework, party_id: of.party }),
  agreements: () => ({
    title: 'Prova',
    kind: 'local',
    status: 'drafting',
    stage_since: since,
    owed: false,
    framework_id: of.framework,
    structure_id: of.structure,
    territory_id: api.network.territoryId,
    renewals: 0,
    deviations: 0,
    attention: false,
    opened_at: since,
  }),
  agreement_members: () => ({
    agreement_id: of.agreement,
    signatory: `structure/${of.structure}`,
    kind: 'structure',
    structure_id: of.structure,
  }),
  approved_clauses: () => ({
    agreement_id: of.agreement,
    clause: 'agg-1',
    hash: 'a'.repeat(64),
    heading: 'Prova',
    standing: 'added',
    approved_at: since,
    approved_by_id: of.user,
  }),
  obligations: () => ({
    kind: 'agreement-drafting',
    status: 'owed',
    debtor_kind: 'structure',
    structure_id: of.structure,
    agreement_id: of.agreement,
    since,
    stream: 'agreement/prova',
  }),
};
const TABLES = Object.keys(ROWS);

describe.each(TABLES)('%s', (table) => {
  const row = () => ROWS[table]?.() ?? {};

  test('is written by its process, and by nobody else', async () => {
    expect(await tried((trx) => insertRow(trx, table, row()))).toBeUndefined();
    expect(await refusal(insertRow(api.db, table, row()))).toBe('IP001');
    expect(await refusal(api.db.raw('truncate ?? cascade', [table]).then())).toBe('IP001');
  });

  test('does not change and does not go outside the journal', async () => {
    let id = 0;
    await byJournal(api.db, async (trx) => {
      id = await insertRow(trx, table, row());
    });
    const [column] = Object.keys(row());
    expect(await refusal(api.db.raw('update ?? set ?? = null where id = ?', [table, column ?? '', id]).then())).toBe(
      'IP001',
    );
    expect(await refusal(api.db(table).where({ id }).delete().then())).toBe('IP001');
    await byJournal(api.db, async (trx) => {
      await trx(table).where({ id }).delete();
    });
  });
});

describe('rows of a process that do not hold together', () => {
  const days = { signed_on: '2024-01-01', starts_on: '2024-01-01', ends_on: '2025-01-01' };

  test.each<[string, string, object, string]>([
    ['a framework signed without its term', 'framework_agreements', days, '23514'],
    ['a framework renewed more than it may', 'framework_agreements', { renewals: 1 }, '23514'],
    [
      'a framework renewed twice',
      'framework_agreements',
      { ...days, term_years: 1, max_renewals: 1, renewals: 2 },
      '23514',
    ],
    ['a framework’s code twice', 'framework_agreements', { code: 'accordo-quadro-2021' }, '23505'],
    ['a local agreement of no framework', 'agreements', { framework_id: null }, '23514'],
    ['an agreement in force without its days', 'agreements', { status: 'active' }, '23514'],
    ['an agreement that ends before it starts', 'agreements', { ...days, ends_on: '2023-12-31' }, '23514'],
    ['a stage that there is not', 'agreements', { status: 'valid' }, '23514'],
    ['a signatory of another kind than it says', 'agreement_members', { kind: 'association' }, '23514'],
    ['a signatory of another key than it says', 'agreement_members', { signatory: 'structure/0' }, '23514'],
    ['a signatory that is nobody', 'agreement_members', { structure_id: null }, '23514'],
    [
      'a signatory gone before it came',
      'agreement_members',
      { joined_on: '2024-02-01', left_on: '2024-01-31' },
      '23514',
    ],
    ['a clause approved by nobody', 'approved_clauses', { approved_by_id: null }, '23514'],
    ['a clause of the model, approved', 'approved_clauses', { standing: 'model' }, '23514'],
    ['an obligation of two', 'obligations', { party_id: 1 }, '23514'],
    ['an obligation of nobody', 'obligations', { structure_id: null }, '23514'],
    ['an obligation of the directorate and of a structure', 'obligations', { debtor_kind: 'directorate' }, '23514'],
    ['an obligation of no agreement', 'obligations', { agreement_id: null }, '23514'],
    ['an obligation owed and settled', 'obligations', { settled_on: '2024-02-01' }, '23514'],
  ])('%s', async (_what, table, change, code) => {
    const row = { ...ROWS[table]?.(), ...change };
    expect(await tried((trx) => insertRow(trx, table, row))).toBe(code);
  });

  test('one signatory, one Party, once', async () => {
    for (const table of ['agreement_members', 'framework_parties']) {
      const twice = async (trx: Knex.Transaction) => {
        await insertRow(trx, table, ROWS[table]?.() ?? {});
        await insertRow(trx, table, ROWS[table]?.() ?? {});
      };
      expect([table, await tried(twice)]).toEqual([table, '23505']);
    }
  });

  test('nothing an agreement refers to goes', async () => {
    const member = { ...ROWS['agreement_members']?.() };
    const gone = async (trx: Knex.Transaction) => {
      await insertRow(trx, 'agreement_members', member);
      await trx('structures').where({ id: of.structure }).delete();
    };
    expect(['23503', '23001']).toContain(await tried(gone));
  });
});

describe('term policies', () => {
  const policies = () => api.db('term_policies');
  const change = (values: object) => refusal(policies().where({ code: 'durata-2024' }).update(values).then());
  const next = {
    code: 'durata-prova',
    title: 'Prova',
    term_years: 2,
    max_renewals: 1,
    window_days: 30,
    central_channel: 'register',
    communication_channel: 'mail',
    communication_address: 'prova@prova.example',
    valid_from: '2999-01-01',
    source: 'Prova',
  };

  test('once begun can only be given an end, not a past one', async () => {
    for (const values of [{ term_years: 1 }, { max_renewals: 2 }, { central_address: 'altro@prova.example' }]) {
      expect([values, await change(values)]).toEqual([values, 'IP004']);
    }
    expect(await change({ valid_to: '2024-12-31' })).toBe('IP004');
    expect(await refusal(policies().where({ code: 'durata-2021' }).delete().then())).toBe('IP004');
  });

  test('one is in force at a time; the next begins when this one ends', async () => {
    expect(await refusal(insertRow(api.db, 'term_policies', next))).toBe('23P01');
    expect(await change({ valid_to: '2998-12-31' })).toBeUndefined();
    const id = await insertRow(api.db, 'term_policies', next);
    expect(await refusal(policies().where({ id }).update({ term_years: 3 }).then())).toBeUndefined();
    expect(await policies().where({ id }).delete()).toBe(1);
    expect(await change({ valid_to: null })).toBeUndefined();
  });

  test.each<Record<string, string | number | null>>([
    { valid_to: '1998-12-31' },
    { central_address: 'prova@prova.example' },
    { communication_address: null },
    { central_channel: 'fax' },
    { term_years: 0 },
    { window_days: 0 },
  ])('are refused with %j', async (values) => {
    const row = { ...next, valid_from: '1999-01-01', valid_to: '1999-12-31', ...values };
    expect(await refusal(insertRow(api.db, 'term_policies', row))).toBe('23514');
  });
});

test('of agreements only a review and a confirmation end by silence', async () => {
  const policy = { day_kind: 'working', deadline_days: 5, reminders: '[]', escalations: '[]', source: 'Prova' };
  const past = { ...policy, valid_from: '1999-01-01', valid_to: '1999-12-31', lapse_days: 9 };
  const write = (subject: string) => refusal(insertRow(api.db, 'deadline_policies', { ...past, subject }));
  for (const subject of ['agreement-signing', 'agreement-renewal', 'framework-renewal']) {
    expect([subject, await write(subject)]).toEqual([subject, '23514']);
  }
  for (const subject of ['agreement-review', 'agreement-confirmation', 'screened']) {
    expect([subject, await write(subject)]).toEqual([subject, undefined]);
  }
});

test('a framework has one model, written whole', async () => {
  const { id } = await api.db('framework_agreements').where({ code: 'accordo-quadro-2024' }).first('id');
  expect(await refusal(insertRow(api.db, 'agreement_models', { title: 'Prova', framework_id: id }))).toBe('23505');
  expect(await refusal(insertRow(api.db, 'agreement_models', { title: 'Prova' }))).toBe('23514');
  const parts = await api.db('agreement_models_cmps as l').join('agreement_models as m', 'm.id', 'l.entity_id');
  expect(parts.filter((one) => one.framework_id === id && one.field === 'clauses').length).toBeGreaterThan(10);
});
