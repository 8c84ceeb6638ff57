import { dayAfter } from '../../src/domain/calendar/years';
import {
  type AgreementWorld,
  agreementWorld,
  bring,
  delivered,
  directorates,
  get,
  give,
  given,
  openAgreement,
  pdfOf,
  platformGives,
  sign,
  signatureOf,
  signedAgreement,
  today,
} from '../support/agreements-api';
import { type Api, newKey, openCase, startApi } from '../support/api';
import { insertRow } from '../support/network';

/** A local agreement over HTTP from its drawing up to its end, each step by the role concerned. */

let api: Api;
let world: AgreementWorld;
let id: string;
let directorate: string;
let central: string;
let communication: string;
beforeAll(async () => {
  api = await startApi();
  world = await agreementWorld(api);
  directorate = api.network.email.directorate;
  [central, communication] = await directorates(api);
});
afterAll(() => api?.stop());

interface View {
  readonly stage: string;
  readonly text: { readonly conform: boolean; readonly clauses: readonly { readonly standing: string }[] } | null;
  readonly signing: {
    readonly document: string;
    readonly signatures: readonly { readonly document: string; readonly report: string; readonly checks: unknown }[];
    readonly waiting: readonly { readonly key: string }[];
  } | null;
  readonly term: Readonly<Record<string, unknown>> | null;
  readonly bound: readonly { readonly key: string }[];
  readonly commitments: readonly { readonly number: number; readonly state: string; readonly dueOn: string }[];
  readonly dispatches: readonly {
    readonly key: string;
    readonly done: boolean;
    readonly receipts: readonly { readonly document: string }[];
  }[];
  readonly addenda: readonly { readonly state: string; readonly document: string }[];
  readonly timeline: readonly {
    readonly type: string;
    readonly by: string | null;
    readonly documents: readonly string[];
  }[];
}
const view = async (email = world.structure): Promise<View> =>
  (await get<{ data: View }>(api, email, `agreements/${id}`)).body.data;

const key = {
  structure: () => `structure/${world.structureId}`,
  municipality: () => `municipality/${world.municipalityId}`,
  association: () => `association/${api.network.associationId}`,
};

describe('drawn up', () => {
  test('by the structure, from the model of the framework in force', async () => {
    const { body } = await get<{ data: { id: string; rowId: number; stage: string }[] }>(
      api,
      world.structure,
      'framework-agreements',
    );
    const framework = body.data.find((one) => one.rowId === world.frameworkId);
    expect(framework?.stage).toBe('active');
    const model = await get<{ data: { clauses: { key: string }[] } }>(
      api,
      world.structure,
      `framework-agreements/${framework?.id}/model`,
    );
    expect(model.body.data.clauses).toEqual(world.draft().clauses);
    const opened = await openAgreement(api, world);
    id = opened.id;
    expect(opened).toMatchObject({ stage: 'drafting', may: expect.arrayContaining(['save-text']) });
    expect(opened.may).not.toContain('open-signing');
  });

  test('with whom, and under what, is the server’s word', async () => {
    interface Choices {
      readonly structures: readonly {
        readonly id: number;
        readonly associations: readonly { readonly id: number }[];
      }[];
      readonly frameworks: readonly { readonly id: number }[];
    }
    const choices = async (email: string) => get<{ data: Choices }>(api, email, 'agreements/choices');
    const { body } = await choices(world.structure);
    expect(body.data.structures).toMatchObject([
      { id: world.structureId, municipalities: [{ id: world.municipalityId, pec: 'comune@pec.prova.example' }] },
    ]);
    expect(body.data.structures[0]?.associations.map((one) => one.id).sort()).toEqual(
      [api.network.associationId, world.newcomerId].sort(),
    );
    expect(body.data.frameworks.map((one) => one.id)).toContain(world.frameworkId);
    expect((await choices(directorate)).body.data.structures.length).toBeGreaterThan(7);
    for (const email of [api.network.email.manager, api.network.email.consultant, world.communication]) {
      expect((await choices(email)).status).toBe(403);
    }
  });

  test('the same request again opens no second one, and another territory’s structure opens none', async () => {
    const body = { frameworkId: world.frameworkId, structureId: world.structureId };
    const sent = { token: await api.signIn(world.structure), headers: newKey(), body };
    const [first, again] = [
      await api.request<{ data: { id: string } }>('POST', '/api/agreements', sent),
      await api.request<{ data: { id: string } }>('POST', '/api/agreements', sent),
    ];
    expect([again.status, again.body.data.id]).toEqual([201, first.body.data.id]);
    await given(api, world.structure, first.body.data.id, 'terminate', { reason: 'Aperto per prova.', on: today() });
    const other = await api.signIn(api.other.email.structure);
    const refused = await api.request('POST', '/api/agreements', { token: other, headers: newKey(), body });
    expect([refused.status, refused.body]).toMatchObject([422, { error: { rule: 'other-structure' } }]);
  });

  test('every fault is told at its field, in the person’s language', async () => {
    const variables = { ...world.draft().variables, 'referenti-numero': 999, piattaforma: 'piccioni' };
    const clauses = world
      .draft()
      .clauses.map((one, index) => (index === 1 ? { ...one, body: 'Nascosto\u200b, e {{ignota}}.' } : one));
    const wrong = { draft: world.draft({ variables, clauses }) };
    const italian = await give(api, world.structure, id, 'save-text', wrong);
    expect([italian.status, italian.body.error.code]).toEqual([400, 'malformed']);
    const fields = italian.body.error.details?.map((one) => one.field) ?? [];
    expect(fields).toEqual(
      expect.arrayContaining([
        'draft.variables.referenti-numero',
        'draft.variables.piattaforma',
        'draft.clauses.1.body',
      ]),
    );
    await api.db('up_users').where({ email: world.structure }).update({ language: 'en' });
    const english = await give(api, world.structure, id, 'save-text', wrong);
    await api.db('up_users').where({ email: world.structure }).update({ language: 'it' });
    expect(english.body.error.details?.map((one) => one.field)).toEqual(fields);
    for (const [index, one] of (english.body.error.details ?? []).entries()) {
      expect(one.message).not.toBe(italian.body.error.details?.[index]?.message);
    }
    const elsewhere = { draft: world.draft({ signatories: [{ kind: 'association', id: api.other.associationId }] }) };
    const refused = await give(api, world.structure, id, 'save-text', elsewhere);
    expect([refused.status, refused.body.error]).toMatchObject([
      422,
      { rule: 'signatory-elsewhere', field: 'draft.signatories.0' },
    ]);
    // A name of the registers that could not be printed as it reads.
    const comune = api.db('municipalities').where({ id: world.municipalityId });
    await comune.clone().update({ name: 'Comune di\u200b Prova' });
    const hidden = await give(api, world.structure, id, 'save-text', { draft: world.draft() });
    await comune.clone().update({ name: 'Comune di Prova' });
    expect(hidden.body.error).toMatchObject({ rule: 'text-fault', field: 'draft.signatories.0' });
    expect((await view()).text).toBeNull();
  });

  test('like the model it needs no review, and goes to its signing under a protocol number', async () => {
    const saved = await given(api, world.structure, id, 'save-text', { draft: world.draft() });
    expect((await view()).text).toMatchObject({ conform: true });
    const stale = await give(api, world.structure, id, 'submit', {}, { 'if-match': `"${saved.version - 1}"` });
    expect([stale.status, stale.body.error]).toMatchObject([409, { code: 'stale', since: [{ type: 'text-saved' }] }]);
    const ready = await given(api, world.structure, id, 'submit', {}, { 'if-match': `"${saved.version}"` });
    expect(ready.stage).toBe('ready-to-sign');
    const preview = await pdfOf(api, world.structure, id);
    const signing = { mode: 'ordered', protocol: 'INPS.9999.2026.0000001' };
    const partly = await give(api, world.structure, id, 'open-signing', { ...signing, order: [key.structure()] });
    expect(partly.body.error).toMatchObject({ rule: 'order-incomplete', field: 'order' });
    const order = [key.structure(), key.municipality(), key.association()];
    expect((await given(api, world.structure, id, 'open-signing', { ...signing, order })).stage).toBe('signing');
    const [once, twice] = [await pdfOf(api, world.structure, id), await pdfOf(api, directorate, id)];
    expect(once.equals(twice)).toBe(true);
    expect(once.equals(preview)).toBe(false);
  });
});

describe('signed', () => {
  test('by each in turn: in the PDF, around it as .p7m, by hand where private', async () => {
    const pdf = await pdfOf(api, world.structure, id);
    const early = await bring(api, world.structure, signatureOf(id, key.municipality()), await sign(pdf, ['Sindaco']));
    expect([early.status, early.body.error.rule]).toEqual([422, 'out-of-order']);
    const first = await sign(pdf, ['Direttrice Prova']);
    const headers = newKey();
    const taken = await bring(api, world.structure, signatureOf(id, key.structure()), first, headers);
    expect([taken.status, taken.body.data?.stage]).toEqual([200, 'signing']);
    const repeated = await bring(api, world.structure, signatureOf(id, key.structure()), first, headers);
    expect([repeated.status, repeated.body.data]).toEqual([200, taken.body.data]);
    const reused = await bring(api, world.structure, signatureOf(id, key.structure()), pdf, headers);
    expect([reused.status, reused.body.error.code]).toEqual([409, 'key-reused']);

    const around = await sign(pdf, ['Sindaco Prova'], 'p7m');
    expect((await bring(api, world.structure, signatureOf(id, key.municipality()), around)).status).toBe(200);
    expect((await view()).signing?.waiting).toMatchObject([{ key: key.association() }]);
    const hand = 'record-handwritten-signature';
    const public_ = await bring(api, world.structure, signatureOf(id, key.municipality(), hand), pdf);
    expect([public_.status, public_.body.error.rule]).toEqual([422, 'digital-only']);
    const last = await bring(api, world.structure, signatureOf(id, key.association(), hand), pdf);
    expect([last.status, last.body.data?.stage]).toEqual([200, 'signed']);
  });

  test('each signature is kept with what was checked and what was not, and never summed up', async () => {
    const { signing, term, timeline } = await view();
    expect(signing?.signatures.map((one) => one.checks)).toEqual([
      [{ integrity: 'passed', signer: 'passed', chain: 'passed', revocation: 'not-checked' }],
      [{ integrity: 'passed', signer: 'passed', chain: 'passed', revocation: 'not-checked' }],
      [],
    ]);
    expect(term).toMatchObject({ startsOn: today(), renewals: 0, renewalsLeft: 1 });
    const report = signing?.signatures[0]?.report ?? '';
    const kept = await get<Buffer>(api, directorate, `agreements/${id}/documents/${report}`);
    expect(JSON.parse(kept.body.toString())).toMatchObject({ file: signing?.signatures[0]?.document, same: true });
    expect(timeline.at(-1)).toMatchObject({ type: 'signed', by: 'Prova structure-uno' });
  });
});

describe('transmitted', () => {
  test('to the central directorate, with the communication directorate in visible copy', async () => {
    await platformGives(api, `agreement/${id}`, 'transmit');
    const [message] = (await view()).dispatches;
    expect(message).toMatchObject({
      key: 'transmission-1',
      done: false,
      recipients: [
        { key: 'central', address: central, as: 'to', standing: 'waiting' },
        { key: 'communication', address: communication, as: 'cc', standing: 'waiting' },
      ],
    });
    const early = await give(api, directorate, id, 'confirm-transmission');
    expect([early.status, early.body.error.rule]).toEqual([422, 'stage']);
  });

  test('with its receipts, each a document of the history; a wrong one is returned and sent again', async () => {
    await delivered(api, `agreement/${id}`, 'transmission-1', [central, communication]);
    const { stage, dispatches } = await view();
    expect([stage, dispatches[0]?.done]).toEqual(['transmitted', true]);
    const receipt = dispatches[0]?.receipts[0];
    const raw = await get<Buffer>(api, world.communication, `agreements/${id}/documents/${receipt?.document}`);
    expect([raw.status, raw.headers.get('content-type')]).toEqual([200, 'message/rfc822']);
    await given(api, directorate, id, 'return-transmission', { reason: 'Manca un allegato.' });
    expect((await view()).stage).toBe('returned');
    await given(api, world.structure, id, 'transmit-again');
    await delivered(api, `agreement/${id}`, 'transmission-2', [central]);
    // The other directorate says that it has its copy: it alone may.
    const asked = { dispatch: 'transmission-2', recipient: 'communication' };
    const other = await give(api, world.structure, id, 'acknowledge-dispatch', asked);
    expect(other.body.error.rule).toBe('not-recipient');
    expect((await given(api, world.communication, id, 'acknowledge-dispatch', asked)).stage).toBe('transmitted');
  });

  test('then confirmed, and in force with what each signatory owes', async () => {
    await given(api, directorate, id, 'confirm-transmission');
    await platformGives(api, `agreement/${id}`, 'activate');
    const { stage, commitments } = await view();
    expect([stage, commitments.length > 5]).toEqual(['active', true]);
    await given(api, world.structure, id, 'fulfil-commitment', { number: 1, on: today() });
    await given(api, world.structure, id, 'waive-commitment', { number: 2, reason: 'Non serve più.' });
    expect((await view()).commitments.slice(0, 2).map((one) => one.state)).toEqual(['fulfilled', 'waived']);
  });
});

test('by addendum an association joins, and another leaves', async () => {
  const addendum = async (change: 'join' | 'leave', associationId: number, protocol: string) => {
    const signatory = { kind: 'association', id: associationId };
    await given(api, world.structure, id, 'propose-addendum', { change, signatory, protocol });
    const pdf = await pdfOf(api, world.structure, id, '?of=addendum');
    const path = signatureOf(id, `${key.structure()},association/${associationId}`, 'record-addendum-signature');
    const text = await pdfOf(api, world.structure, id);
    const wrong = await bring(api, world.structure, path, await sign(text, ['Direttrice', 'Presidente']));
    expect([wrong.status, wrong.body.error.rule]).toEqual([422, 'other-content']);
    const { status } = await bring(api, world.structure, path, await sign(pdf, ['Direttrice', 'Presidente']));
    expect(status).toBe(200);
  };
  await addendum('join', world.newcomerId, 'INPS.9999.2026.0000002');
  await addendum('leave', api.network.associationId, 'INPS.9999.2026.0000003');
  const { bound, addenda, dispatches } = await view();
  expect(bound.map((one) => one.key)).toEqual([key.structure(), key.municipality(), `association/${world.newcomerId}`]);
  expect(addenda.map((one) => one.state)).toEqual(['in-force', 'in-force']);
  // Who joined owes what the one that left owed.
  const obliged = (associationId: number, status: string): Promise<string[]> =>
    api
      .db('obligations')
      .where({ stream: `agreement/${id}`, association_id: associationId, status })
      .orderBy('due_at')
      .pluck('what');
  const left = await obliged(api.network.associationId, 'ended');
  expect(left.length).toBeGreaterThan(0);
  expect(await obliged(world.newcomerId, 'owed')).toEqual(left);
  expect(await obliged(api.network.associationId, 'owed')).toEqual([]);
  expect(dispatches.map((one) => one.key)).toEqual(['transmission-1', 'transmission-2', 'addendum-1', 'addendum-2']);
  // One called off is not what is printed.
  const last = await pdfOf(api, world.structure, id, '?of=addendum');
  const again = { kind: 'association', id: api.network.associationId };
  const asked = { change: 'join', signatory: again, protocol: 'INPS.9999.2026.0000004' };
  await given(api, world.structure, id, 'propose-addendum', asked);
  expect((await pdfOf(api, world.structure, id, '?of=addendum')).equals(last)).toBe(false);
  await given(api, world.structure, id, 'cancel-addendum', { reason: 'Per errore.' });
  expect((await pdfOf(api, world.structure, id, '?of=addendum')).equals(last)).toBe(true);
});

test('ended early, it leaves the open cases to be handed over', async () => {
  const { id: caseId } = await openCase(api);
  const handover = async (of: string, email: string) =>
    (await get<{ data: { id: string }[] }>(api, email, `agreements/${of}/handover`)).body.data.map((one) => one.id);
  // It left this one, but another agreement in force still covers it.
  expect(await handover(id, world.structure)).toEqual([]);
  const before = await give(api, directorate, 'prova-uno', 'terminate', { reason: 'Prova.', on: '2001-01-01' });
  expect(before.body.error).toMatchObject({ rule: 'before-start', field: 'on' });
  await given(api, directorate, 'prova-uno', 'terminate', { reason: 'Fine della prova.', on: today() });
  expect(await handover('prova-uno', world.structure)).toEqual([caseId]);
  expect(await handover('prova-uno', api.network.email.manager)).toEqual([caseId]);
  expect(await handover(id, world.structure)).toEqual([caseId]);
  expect((await get(api, api.other.email.structure, 'agreements/prova-uno/handover')).status).toBe(404);
  expect(
    (await given(api, world.structure, id, 'terminate', { reason: 'Di comune accordo.', on: today() })).stage,
  ).toBe('terminated');
  const ended = await get<{ data: object }>(api, world.structure, `agreements/${id}`);
  expect(ended.body.data).toMatchObject({ termination: { reason: 'Di comune accordo.', on: today() } });
  const register = await get<{ data: { id: string; endsOn: string }[] }>(api, directorate, 'agreements?open=false');
  expect(register.body.data.find((one) => one.id === id)?.endsOn).toBe(today());
});

test('a signature of all in one file is the last one too', async () => {
  const { id: other, stage } = await signedAgreement(api, world, 'INPS.9999.2026.0000004');
  expect(stage).toBe('signed');
  const again = await bring(
    api,
    world.structure,
    signatureOf(other, key.structure()),
    await pdfOf(api, directorate, other),
  );
  expect([again.status, again.body.error.rule]).toEqual([422, 'nothing-to-sign']);
});

test('where the policy says so, a register’s protocol number or a recipient’s word is the proof', async () => {
  const yesterday = dayAfter(today(), -1);
  await api.db.transaction(async (trx) => {
    // As if it had been ended in time: the database's guards end a policy from today on only.
    await trx.raw('set local session_replication_role = replica');
    await trx('term_policies').whereNull('valid_to').update({ valid_to: yesterday });
    await insertRow(trx, 'term_policies', {
      ...{ code: 'prova', title: 'Durata di prova', source: 'Prova', valid_from: today(), valid_to: null },
      ...{ term_years: 3, max_renewals: 1, window_days: 60 },
      ...{ central_channel: 'register', central_address: null },
      ...{ communication_channel: 'mail', communication_address: 'comunicazione@inps.example' },
    });
  });
  const { id: other } = await signedAgreement(api, world, 'INPS.9999.2026.0000005');
  await platformGives(api, `agreement/${other}`, 'transmit');
  const to = (recipient: string, more: object = {}) => ({ dispatch: 'transmission-1', recipient, ...more });
  const number = { protocol: 'INPS.0001.2026.0000007', on: today() };
  const record = async (email: string, name: string, body: unknown) => {
    const reply = await give(api, email, other, name, body);
    return reply.body.data?.stage ?? reply.body.error.rule ?? reply.body.error.field;
  };
  expect(await record(directorate, 'acknowledge-dispatch', to('central'))).toBe('other-proof');
  expect(await record(world.structure, 'record-protocol', to('communication', number))).toBe('other-proof');
  expect(await record(world.structure, 'record-protocol', to('central', { ...number, on: yesterday }))).toBe(
    'before-sending',
  );
  const named = to('central', { ...number, protocol: 'XXXYYY57H12F205D' });
  expect(await record(world.structure, 'record-protocol', named)).toBe('protocol');
  expect(await record(world.structure, 'record-protocol', to('central', number))).toBe('signed');
  expect(await record(world.communication, 'acknowledge-dispatch', to('communication'))).toBe('transmitted');
  interface Sent {
    readonly dispatches: readonly { readonly recipients: readonly { readonly proof: string | null }[] }[];
  }
  const { body } = await get<{ data: Sent }>(api, world.structure, `agreements/${other}`);
  expect(body.data.dispatches[0]?.recipients.map((one) => one.proof)).toEqual([
    `${number.protocol} (${number.on})`,
    'Prova comunicazione',
  ]);
});
