import { message } from '../../src/domain/messages/message';
import { type Admin, type AdminError, faultsOf, registerAdmin, signInAdmin } from '../support/admin';
import { type Api, consentOf, give, openCase, startApi } from '../support/api';

let api: Api;
let superAdmin: Admin;
let editor: Admin;
beforeAll(async () => {
  api = await startApi();
  superAdmin = await registerAdmin(api);
  editor = await signInAdmin(api, 'strapi-editor', 'en');
  const { id } = await openCase(api);
  const person = { givenName: 'Mostrata', familyName: 'Inventata', fiscalCode: 'VRDLGU85M01F205P' };
  await give(api, api.network.email.operator, id, 'record-consent', consentOf(api, person));
  await give(api, api.network.email.operator, id, 'request-consult');
});
afterAll(() => api?.stop());

const TEMPLATE = 'api::mail-template.mail-template';
const POLICY = 'api::deadline-policy.deadline-policy';

describe('rows the platform writes', () => {
  const rows = [
    ['api::case.case', 'cases', { title: 'Prova' }],
    ['api::beneficiary.beneficiary', 'beneficiaries', { language: 'en' }],
    ['api::mail.mail', 'mails', { state: 'sent' }],
    ['api::notice.notice', 'notices', { skipped: true }],
    ['api::agreement.agreement', 'agreements', { title: 'Prova' }],
    ['api::framework-agreement.framework-agreement', 'framework_agreements', { title: 'Prova' }],
    ['api::obligation.obligation', 'obligations', { state: 'waived' }],
  ] as const;

  /** Every way of writing, with what is answered to each. */
  async function tryAll(admin: Admin, uid: string, table: string, values: object) {
    const before = await api.db(table).orderBy('id');
    const id: string = before[0].document_id;
    const replies = [
      await admin.content('POST', uid, values),
      await admin.content('PUT', uid, values, id),
      await admin.content('POST', uid, values, `clone/${id}`),
      await admin.content('DELETE', uid, undefined, id),
      await admin.content('POST', uid, { documentIds: [id] }, 'actions/bulkDelete'),
    ];
    expect(await api.db(table).orderBy('id')).toEqual(before);
    return replies.map(({ status, body }) => [status, body.error?.message]);
  }

  test.each(rows)('%s: the super admin sees them and writes nothing', async (uid, table, values) => {
    const list = await superAdmin.content<{ results: unknown[] }>('GET', uid);
    expect([list.status, list.body.results.length > 0]).toEqual([200, true]);
    const replies = await tryAll(superAdmin, uid, table, values);
    expect(replies).toEqual(replies.map(() => [400, message('it', 'content.journal')]));
  });

  test.each(rows)('%s: Strapi’s Editor does not even see them', async (uid, table, values) => {
    expect((await editor.content('GET', uid)).status).toBe(403);
    expect((await tryAll(editor, uid, table, values)).map(([status]) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  test('a role that was given them by hand is refused all the same, in its language', async () => {
    const role = await api.strapi.db.query('admin::role').findOne({ where: { code: 'strapi-editor' } });
    const held = await superAdmin.request<{
      data: Record<'action' | 'subject' | 'properties' | 'conditions', unknown>[];
    }>('GET', `/admin/roles/${role.id}/permissions`);
    const actions = ['create', 'read', 'update', 'delete'].map((name) => `plugin::content-manager.explorer.${name}`);
    const added = rows.flatMap(([subject]) =>
      actions.map((action) => ({ action, subject, properties: {}, conditions: [] })),
    );
    const given = await superAdmin.request('PUT', `/admin/roles/${role.id}/permissions`, {
      permissions: [
        ...held.body.data.map(({ action, subject, properties, conditions }) => ({
          action,
          subject,
          properties,
          conditions,
        })),
        ...added,
      ],
    });
    expect([given.status, given.body.error]).toEqual([200, undefined]);
    for (const [uid, table, values] of rows) {
      const replies = await tryAll(editor, uid, table, values);
      const told = replies.filter(([status]) => status !== 403);
      expect(told.length).toBeGreaterThanOrEqual(4);
      expect(told).toEqual(told.map(() => [400, message('en', 'content.journal')]));
    }
  });

  test('only super admins hold permissions on them', async () => {
    const { restrictAdminRoles } = await import('../../src/admin-config/admin-roles');
    await restrictAdminRoles(api.strapi as never);
    const { rows: held } = await api.db.raw(`
      select distinct r.code from admin_permissions p join admin_permissions_role_lnk l on l.permission_id = p.id
      join admin_roles r on r.id = l.role_id
      where p.subject in ('api::case.case', 'api::beneficiary.beneficiary', 'api::screening.screening', 'api::mail.mail',
        'api::agreement.agreement', 'api::obligation.obligation')`);
    expect(held).toEqual([{ code: 'strapi-super-admin' }]);
    expect((await editor.content('GET', TEMPLATE)).status).toBe(200);
    expect((await editor.content('GET', 'api::case.case')).status).toBe(403);
  });
});

describe('Strapi’s own mail', () => {
  test.each([
    ['POST', '/admin/forgot-password', { email: 'admin@prova.example' }],
    ['POST', '/admin/reset-password', { resetPasswordToken: 'x', password: 'Prova-2026-prova' }],
    ['POST', '/email/test', { to: 'a@prova.example' }],
    ['POST', '/email', { to: 'a@prova.example' }],
    ['POST', '/email/verify', {}],
    ['GET', '/email/settings', undefined],
  ])('%s %s is not there', async (method, path, body) => {
    // 405: what is not a route at all is looked for among the public files, which are only read.
    expect([404, 405]).toContain((await superAdmin.request(method, path, body)).status);
  });

  test('cannot be sent by any other way', async () => {
    const mail = api.strapi.plugin('email').service('email');
    await expect(mail.send({ to: 'a@prova.example', subject: 'x', text: 'x' })).rejects.toThrow('Strapi sends no mail');
  });
});

describe('mail templates', () => {
  const idOf = async (code: string, language = 'it'): Promise<string> =>
    (await api.db('mail_templates').where({ code, language }).first('document_id')).document_id;
  const save = async (id: string, values: object, admin = superAdmin) => admin.content('PUT', TEMPLATE, values, id);

  test('variables are stored as a list also when the admin’s form sends them as text', async () => {
    const id = await idOf('consult-held');
    const values = { subject: 'Prova', body: 'Presa in carico {{code}}', variables: '["code"]' };
    expect((await save(id, values)).status).toBe(200);
    const row = await api
      .db('mail_templates')
      .where({ document_id: id })
      .first('body', api.db.raw('jsonb_typeof(variables) as variables'));
    expect(row).toEqual({ body: values.body, variables: 'array' });
  });

  test.each([
    ['text that is no JSON', { variables: '["code"' }, 'variables', 'content.bounds'],
    ['no list', { variables: { code: true } }, 'variables', 'content.bounds'],
    ['a list of other things', { variables: [1] }, 'variables', 'content.bounds'],
    ['a variable the text lacks', { body: '{{code}}' }, 'variables', 'content.template-unused'],
    ['a variable not declared', { body: '{{code}} {{pages}} {{x}}' }, 'body', 'content.template-unknown'],
    ['a code nothing sends', { code: 'inventato' }, 'code', 'content.template-needed'],
    ['another language', { language: 'en' }, 'language', 'content.template-needed'],
  ] as const)('refused at its field: %s', async (_what, values, field, key) => {
    const reply = await save(await idOf('case-assigned'), values);
    const told = message('it', key, { name: field === 'body' ? 'x' : 'pages' });
    expect([reply.status, faultsOf(reply)]).toEqual([400, { [field]: told }]);
  });

  test('a variable nobody gives is refused, in the editor’s language', async () => {
    const values = { body: '{{code}} {{pages}} {{name}}', variables: ['code', 'pages', 'name'] };
    const reply = await save(await idOf('case-assigned'), values, editor);
    const told = message('en', 'content.template-not-given', { name: 'name', given: 'code, pages' });
    expect([reply.status, faultsOf(reply)]).toEqual([400, { variables: told }]);
  });

  test('an empty text is refused, never a fault of ours', async () => {
    for (const values of [{ body: null }, { subject: null, body: null, variables: null }, { code: null }]) {
      expect([values, (await save(await idOf('case-assigned'), values)).status]).toEqual([values, 400]);
    }
  });

  test('a new one has a code that is sent; twice the same is told at its code', async () => {
    const made = (code: string) =>
      superAdmin.content('POST', TEMPLATE, { code, language: 'it', subject: 'Prova', body: 'Prova', variables: [] });
    expect(faultsOf(await made('inventato'))).toEqual({ code: message('it', 'content.template-code') });
    expect(faultsOf(await made('case-assigned'))).toEqual({ code: message('it', 'content.unique') });
  });

  test('the Italian one stays, another language may go', async () => {
    const kept = await superAdmin.content('DELETE', TEMPLATE, undefined, await idOf('digest'));
    expect([kept.status, kept.body.error?.message]).toEqual([400, message('it', 'content.template-needed')]);
    const ids = [await idOf('digest'), await idOf('case-closed')];
    const bulk = await superAdmin.content('POST', TEMPLATE, { documentIds: ids }, 'actions/bulkDelete');
    expect(bulk.status).toBe(400);
    expect(await idOf('case-closed')).toBe(ids[1]);
    const gone = await superAdmin.content('DELETE', TEMPLATE, undefined, await idOf('digest', 'en'));
    expect(gone.status).toBe(200);
  });
});

describe('deadline policies', () => {
  const values = {
    subject: 'claim-review',
    dayKind: 'working',
    deadlineDays: 5,
    reminders: '[3]',
    escalations: '[]',
    validFrom: '2999-01-01',
    source: 'Prova',
  };
  const make = (more: object) => superAdmin.content('POST', POLICY, { ...values, ...more });
  const inForce = async (): Promise<string> =>
    (await api.db('deadline_policies').where({ subject: 'opened' }).first('document_id')).document_id;

  test.each([
    ['reminders that are no JSON', { reminders: '[3,' }, 'reminders', 'content.bounds'],
    ['reminders that are no days', { reminders: '["x"]' }, 'reminders', 'content.bounds'],
    ['an escalation to nobody', { escalations: [{ afterDays: 1, to: 'x' }] }, 'escalations', 'content.bounds'],
    ['an end before the start', { validTo: '2998-01-01' }, 'validTo', 'content.bounds'],
    ['a period that is taken', {}, 'validFrom', 'content.overlap'],
    ['a lapse of a claim', { lapseDays: 9 }, 'lapseDays', 'content.bounds'],
  ] as const)('refused at its field: %s', async (_what, more, field, key) => {
    const reply = await make(more);
    expect([reply.status, faultsOf(reply)]).toEqual([400, { [field]: message('it', key) }]);
  });

  test('in force: neither rewritten nor deleted, only ended', async () => {
    const id = await inForce();
    const told = message('it', 'content.policy-in-use');
    const rewritten = await superAdmin.content('PUT', POLICY, { deadlineDays: 1 }, id);
    expect([rewritten.status, rewritten.body.error?.message]).toEqual([400, told]);
    const ended = await superAdmin.content('PUT', POLICY, { validTo: '2022-01-01' }, id);
    expect([ended.status, ended.body.error?.message]).toEqual([400, told]);
    const gone = await superAdmin.content('DELETE', POLICY, undefined, id);
    expect([gone.status, gone.body.error?.message]).toEqual([400, told]);
    expect((await superAdmin.content('PUT', POLICY, { validTo: '2999-12-31' }, id)).status).toBe(200);
  });
});

describe('the terms and models of agreements', () => {
  const TERMS = 'api::term-policy.term-policy';
  const MODEL = 'api::agreement-model.agreement-model';
  const terms = {
    code: 'durata-prova',
    title: 'Prova',
    termYears: 2,
    maxRenewals: 1,
    windowDays: 30,
    centralChannel: 'pec',
    centralAddress: 'prova@pec.prova.example',
    communicationChannel: 'register',
    validFrom: '2999-01-01',
    source: 'Prova',
  };

  test.each([
    ['a period that is taken', {}, 'validFrom', 'content.overlap'],
    ['a message with no address', { centralAddress: null }, 'centralAddress', 'content.bounds'],
    [
      'an address of a register',
      { communicationAddress: 'prova@prova.example' },
      'communicationAddress',
      'content.bounds',
    ],
  ] as const)('a term is refused at its field: %s', async (_what, more, field, key) => {
    const reply = await superAdmin.content('POST', TERMS, { ...terms, ...more });
    expect([reply.status, faultsOf(reply)]).toEqual([400, { [field]: message('it', key) }]);
  });

  test('a term in force is not rewritten', async () => {
    const { document_id } = await api.db('term_policies').where({ code: 'durata-2024' }).first('document_id');
    const reply = await superAdmin.content('PUT', TERMS, { termYears: 9 }, document_id);
    expect([reply.status, reply.body.error?.message]).toEqual([400, message('it', 'content.policy-in-use')]);
  });

  test('a model is edited part by part, and refused where it does not hold together', async () => {
    const { document_id } = await api.db('agreement_models').whereNotNull('origin').orderBy('id').first('document_id');
    const seen = await superAdmin.content<{ data: { clauses: { key: string; heading: string; body: string }[] } }>(
      'GET',
      MODEL,
      undefined,
      document_id,
    );
    const { clauses } = seen.body.data;
    expect(clauses.length).toBeGreaterThan(10);
    const changed = clauses.map((one, at) => (at === 0 ? { ...one, heading: 'Oggetto, riscritto' } : one));
    expect((await superAdmin.content('PUT', MODEL, { clauses: changed }, document_id)).status).toBe(200);
    const headings = await api.db('components_agreement_model_clauses').pluck('heading');
    expect(headings).toContain('Oggetto, riscritto');
    const broken = clauses.map((one, at) => (at === 1 ? { ...one, body: 'Con {{nessuno}}.' } : one));
    const refused = await superAdmin.content('PUT', MODEL, { clauses: broken }, document_id);
    expect([refused.status, Object.keys(faultsOf(refused))]).toEqual([400, ['clauses.1.body']]);
  });
});

describe('relations kept in a column', () => {
  const connect = async (table: string) => {
    const { id, document_id: documentId } = await api.db(table).orderBy('id').first('id', 'document_id');
    return { connect: [{ id, documentId, position: { end: true } }], disconnect: [] };
  };
  const untouched = { connect: [], disconnect: [] };

  test('are made, kept, changed and taken away as the admin’s form says it', async () => {
    const values = {
      name: 'Sede provata',
      address: 'Via della Prova 2',
      active: true,
      association: await connect('associations'),
      territory: await connect('territories'),
    };
    const made = await superAdmin.content<AdminError & { data?: { documentId: string } }>(
      'POST',
      'api::site.site',
      values,
    );
    expect([made.status, made.body.error]).toEqual([201, undefined]);
    const id = made.body.data?.documentId ?? '';
    const row = () => api.db('sites').where({ document_id: id }).first('name', 'association_id', 'municipality_id');
    const first = await row();
    expect(first).toMatchObject({ association_id: values.association.connect[0]?.id, municipality_id: null });
    const kept = { name: 'Altro nome', association: untouched, municipality: untouched, territory: untouched };
    expect((await superAdmin.content('PUT', 'api::site.site', kept, id)).status).toBe(200);
    expect(await row()).toEqual({ ...first, name: 'Altro nome' });
    const gone = { association: { connect: [], disconnect: values.association.connect } };
    const orphan = await superAdmin.content('PUT', 'api::site.site', gone, id);
    expect([orphan.status, faultsOf(orphan)]).toEqual([400, { association: message('it', 'content.bounds') }]);
  });

  test('what the database refuses is told at the field to mend', async () => {
    const { id, documentId } = await api
      .db('structures as s')
      .join('territories as t', 't.id', 's.territory_id')
      .first('t.id', 't.document_id as documentId');
    const territory = { connect: [{ id, documentId }], disconnect: [] };
    const values = { name: 'Seconda', email: 'seconda@prova.example', territory };
    const second = await superAdmin.content('POST', 'api::structure.structure', values);
    expect([second.status, faultsOf(second)]).toEqual([400, { territory: message('it', 'content.unique') }]);
    const benefit = await api.db('benefits').first('document_id');
    const period = { validFrom: '2020-01-02', validTo: '2020-01-01' };
    const reply = await superAdmin.content('PUT', 'api::benefit.benefit', period, benefit.document_id);
    expect([reply.status, faultsOf(reply)]).toEqual([400, { validTo: message('it', 'content.bounds') }]);
  });

  test('of a user too', async () => {
    const { document_id: id } = await api
      .db('up_users')
      .where({ id: api.network.structure.userId })
      .first('document_id');
    const uid = 'plugin::users-permissions.user';
    const before = await api.db('up_users').where({ document_id: id }).first('structure_id');
    const values = { fullName: 'Prova Rinominata', structure: untouched };
    expect((await superAdmin.content('PUT', uid, values, id)).status).toBe(200);
    const after = await api.db('up_users').where({ document_id: id }).first('structure_id', 'full_name');
    expect(after).toEqual({ ...before, full_name: 'Prova Rinominata' });
  });
});
