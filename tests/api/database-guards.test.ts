import type { Knex } from 'knex';
import { applyConstraints } from '../../database/schema/apply';
import { type Api, consentOf, give, openCase, startApi } from '../support/api';
import { insertRow } from '../support/network';

let api: Api;
let caseId: string;
beforeAll(async () => {
  api = await startApi();
  const { operator } = api.network.email;
  ({ id: caseId } = await openCase(api));
  const person = { givenName: 'Guardata', familyName: 'Inventata', fiscalCode: 'VRDLGU85M01F205P' };
  await give(api, operator, caseId, 'record-consent', consentOf(api, person));
  await give(api, operator, caseId, 'request-consult');
  const prepared = await give(api, operator, caseId, 'prepare-claim', { benefitId: api.content.benefitId });
  if (prepared.status !== 200) throw new Error(JSON.stringify(prepared.body));
});
afterAll(() => api?.stop());

/** The database's code for a refusal; undefined when the statement went through. */
async function refusal(statement: Promise<unknown> | Knex.Raw): Promise<string | undefined> {
  return Promise.resolve(statement).then(
    () => undefined,
    (error: { code?: string }) => error.code,
  );
}
const today = async (): Promise<string> =>
  (await api.db.raw(`select (now() at time zone 'Europe/Rome')::date::text as day`)).rows[0].day;

describe('rows the platform writes', () => {
  const written = ['cases', 'consents', 'claims', 'beneficiaries', 'notices', 'mails'];

  test.each(written)('%s: no write, no deletion outside the journal', async (table) => {
    const before = await api.db(table).orderBy('id');
    expect(before).not.toEqual([]);
    const [{ id: _id, ...row }] = before;
    const changed = ['correlation', 'stream', 'code', 'number', 'language'].find((column) => column in row)!;
    const column = table === 'mails' ? 'template' : table === 'beneficiaries' ? 'family_name' : changed;
    expect(await refusal(api.db.raw(`update ?? set ?? = ??`, [table, column, column]))).toBeUndefined();
    const copy = Object.fromEntries(Object.entries(row).filter(([, value]) => typeof value !== 'object'));
    expect(
      await refusal(
        api
          .db(table)
          .insert({ ...copy, document_id: 'inventata' })
          .then(),
      ),
    ).toBe('IP001');
    expect(await refusal(api.db(table).delete().then())).toBe('IP001');
    expect(await refusal(api.db.raw('truncate ?? cascade', [table]))).toBe('IP001');
    expect(await api.db(table).orderBy('id')).toEqual(before);
  });

  test.each([
    ['cases', 'stage', `'closed'`],
    ['cases', 'operator_id', 'null'],
    ['claims', 'number', 'number + 1'],
    ['beneficiaries', 'family_name', `'altro'`],
    ['beneficiaries', 'erased_at', 'now()'],
    ['notices', 'skipped', 'true'],
    ['mails', 'user_id', 'user_id + 1'],
    ['mails', 'template', `'altro'`],
    ['mails', 'not_after', 'now()'],
  ])('%s.%s does not change outside the journal', async (table, column, value) => {
    expect(await refusal(api.db.raw(`update ${table} set ${column} = ${value}`))).toBe('IP001');
  });

  test('households are nobody’s to write yet', async () => {
    const row = insertRow(api.db, 'households', { reference: 'inventato', size: 1 });
    expect(await refusal(row)).toBe('IP001');
  });

  test('what became of a mail is recorded without the journal', async () => {
    const { id } = await api.db('mails').first('id');
    const values = { status: 'failed', attempts: 3, error: 'prova', error_code: 'EPROVA', not_before: new Date() };
    expect(await api.db('mails').where({ id }).update(values)).toBe(1);
    await api.db('mails').where({ id }).update({ status: 'sent', sent_at: new Date(), language: 'it' });
  });
});

test('the journal and the vault are only ever added to', async () => {
  await api.db('journal_checkpoint').insert({ id: 1, at: new Date(), hash: 'prova' });
  await api.db('journal_checkpoint_head').insert({ checkpoint: 1, stream: 'case/prova', version: 1, hash: 'prova' });
  for (const table of [
    'journal_entry',
    'journal_checkpoint',
    'journal_checkpoint_head',
    'sealed_value',
    'access_log',
  ]) {
    expect([table, await refusal(api.db.raw('truncate ?? cascade', [table]))]).not.toEqual([table, undefined]);
  }
  for (const table of ['journal_entry', 'journal_checkpoint', 'journal_checkpoint_head']) {
    expect([table, await refusal(api.db(table).update({ hash: 'altro' }).then())]).toEqual([table, 'IP002']);
    expect([table, await refusal(api.db(table).delete().then())]).toEqual([table, 'IP002']);
  }
});

describe('deadline policies', () => {
  const change = async (where: object, values: object) =>
    refusal(api.db('deadline_policies').where(where).update(values).then());

  test('once begun can only be given an end, not a past one', async () => {
    const { id } = await api.db('deadline_policies').where({ subject: 'opened' }).first('id');
    for (const values of [
      { deadline_days: 1 },
      { reminders: '[1]' },
      { lapse_days: null },
      { valid_from: '2021-06-05' },
      { subject: 'consented' },
      { valid_to: '2022-01-01' },
    ]) {
      expect([values, await change({ id }, values)]).toEqual([values, 'IP004']);
    }
    expect(await refusal(api.db('deadline_policies').where({ id }).delete().then())).toBe('IP004');
    expect(await change({ id }, { valid_to: await today() })).toBeUndefined();
    expect(await change({ id }, { valid_to: null, updated_at: new Date() })).toBeUndefined();
  });

  test('not begun yet can change and go', async () => {
    const subject = 'claim-review';
    await api
      .db('deadline_policies')
      .where({ subject })
      .update({ valid_to: await today() });
    const id = await insertRow(api.db, 'deadline_policies', {
      subject,
      day_kind: 'working',
      deadline_days: 5,
      reminders: '[]',
      escalations: '[]',
      valid_from: '2999-01-01',
      source: 'Prova',
    });
    expect(await change({ id }, { deadline_days: 6, valid_from: '2999-02-01' })).toBeUndefined();
    expect(await api.db('deadline_policies').where({ id }).delete()).toBe(1);
  });
});

describe('what must be one, or whole', () => {
  const person = { provider: 'local', confirmed: true, full_name: 'Prova', language: 'it' };
  const user = (values: object) => insertRow(api.db, 'up_users', { ...person, ...values });

  test('an account has a name and an address of its own, however they are written', async () => {
    const { operator } = api.network.email;
    expect(await refusal(user({ username: 'nuova', email: operator.toUpperCase() }))).toBe('23505');
    expect(await refusal(user({ username: operator.toUpperCase(), email: 'nuova@prova.example' }))).toBe('23505');
    expect(await refusal(user({ username: 'nuova' }))).toBe('23514');
    expect(await refusal(user({ email: 'nuova@prova.example' }))).toBe('23514');
  });

  test('one text of a kind and a language is in force at a time', async () => {
    const text = { kind: 'consent', title: 'Prova', version: 99, language: 'it', text: 'Prova' };
    expect(await refusal(insertRow(api.db, 'privacy_notices', { ...text, valid_from: '2999-01-01' }))).toBe('23P01');
    const old = { ...text, valid_from: '1999-01-01', valid_to: '1999-12-31' };
    expect(await refusal(insertRow(api.db, 'privacy_notices', old))).toBeUndefined();
  });

  test.each([
    [{ state: 'submitted' }],
    [{ state: 'submitted', filed_by: 'person', submitted_on: '2026-01-10' }],
    [{ amount: 100_000.01 }],
  ])('a claim is refused as %j', async (values) => {
    const write = api.db.transaction(async (trx) => {
      await trx.raw(`select set_config('inps.journal', 'on', true)`);
      await trx('claims').update(values);
    });
    expect(await refusal(write)).toBe('23514');
  });
});

describe('an operator who leaves', () => {
  const wakes = async () => {
    const found = await api.db('journal_wake').where({ correlation: 'operator-left' }).pluck('stream');
    await api.db('journal_wake').where({ correlation: 'operator-left' }).delete();
    return found;
  };
  beforeAll(async () => {
    const { operatorId } = await api.db('cases').where({ document_id: caseId }).first('operator_id as operatorId');
    expect(operatorId).toBe(api.network.operator.operatorId);
  });

  test.each([
    ['deactivated', { active: false }, { active: true }],
    ['moved', { association_id: 'other' }, { association_id: 'own' }],
  ])('%s by any hand: their open cases are woken, once', async (_how, away, back) => {
    const associations: Record<string, number | null> = {
      other: api.other.associationId,
      own: api.network.associationId,
    };
    const values = (given: Record<string, unknown>) =>
      'association_id' in given ? { association_id: associations[String(given['association_id'])] } : given;
    const operator = () => api.db('operators').where({ id: api.network.operator.operatorId });
    await operator().update(values(away));
    expect(await wakes()).toEqual([`case/${caseId}`]);
    await operator().update({ updated_at: new Date() });
    expect(await wakes()).toEqual([]);
    await operator().update(values(back));
    await wakes();
  });

  test('blocked: their open cases are woken, once', async () => {
    const user = () => api.db('up_users').where({ id: api.network.operator.userId });
    await user().update({ blocked: true });
    expect(await wakes()).toEqual([`case/${caseId}`]);
    await user().update({ blocked: true });
    await user().update({ blocked: false });
    expect(await wakes()).toEqual([]);
  });
});

describe('at a start', () => {
  test('nothing that is as it should be is touched: writers are not waited for', async () => {
    const writing = await api.db.transaction();
    for (const table of ['beneficiaries', 'cases', 'claims', 'mails', 'notices', 'operators', 'up_users']) {
      await writing.raw('lock table ?? in row exclusive mode', [table]);
    }
    const strapi = api.strapi as unknown as { db: { connection: Knex } };
    const done = applyConstraints(strapi as never).then(() => 'done');
    const late = new Promise((resolve) => setTimeout(resolve, 10_000, 'late').unref());
    const outcome = await Promise.race([done, late]);
    await writing.rollback();
    await done;
    expect(outcome).toBe('done');
  });

  test('what an earlier version made and this one does not name goes; what changed is made anew', async () => {
    await api.db.raw(`alter table sites add constraint sites_old check (id > 0)`);
    await api.db.raw(`comment on constraint sites_old on sites is 'check (id > 0)'`);
    await api.db.raw(`comment on index mails_stream is 'other'`);
    await api.db.raw('drop trigger journal_only on cases');
    await applyConstraints(api.strapi as never);
    const { rows } = await api.db.raw(`
      select (select count(*)::int from pg_constraint where conname = 'sites_old') as old,
        (select count(*)::int from pg_trigger where tgname = 'journal_only' and tgrelid = 'cases'::regclass) as guard,
        obj_description('mails_stream'::regclass, 'pg_class') as index`);
    expect(rows).toEqual([{ old: 0, guard: 1, index: 'on mails (stream)' }]);
  });
});
