import { startOf } from '../../src/domain/calendar/years';
import type { FrameworkFact } from '../../src/domain/framework/entries';
import { putDocument } from '../../src/journal/documents';
import {
  type AgreementWorld,
  agreementInForce,
  agreementWorld,
  bring,
  delivered,
  get,
  give as giveAgreement,
  given,
  pdfOf,
  platformGives,
  sign,
  today,
} from '../support/agreements-api';
import { type Api, newKey, type Problem, startApi } from '../support/api';
import { PROVEN } from '../support/dispatch/receipts';
import { readPdfs } from '../support/printing/read-pdf';
import { tell } from '../support/tell';

/** Framework agreements and certified mail over HTTP: signatures of Parties, notes of the renewal, messages that answer. */

let api: Api;
let world: AgreementWorld;
let directorate: string;
beforeAll(async () => {
  api = await startApi();
  world = await agreementWorld(api);
  directorate = api.network.email.directorate;
});
afterAll(() => api?.stop());

interface Framework {
  readonly id: string;
  readonly stage: string;
  readonly version: number;
  readonly may: readonly string[];
  readonly parties: readonly { readonly key: string; readonly name: string; readonly own: boolean }[];
  readonly term: Readonly<Record<string, unknown>> | null;
  readonly exchange: { readonly others: readonly { readonly key: string; readonly received: boolean }[] } | null;
  readonly dispatches: readonly {
    readonly key: string;
    readonly recipients: readonly { readonly address: string }[];
  }[];
  readonly proposed: readonly { readonly message: number }[];
  readonly timeline: readonly unknown[];
}
const show = async (id: string, email = directorate): Promise<Framework> =>
  (await get<{ data: Framework }>(api, email, `framework-agreements/${id}`)).body.data;
const post = async <T>(email: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  api.request<T & Problem>('POST', `/api/${path}`, {
    token: await api.signIn(email),
    body,
    headers: { ...newKey(), ...headers },
  });
const give = (id: string, command: string, body: unknown, email = directorate) =>
  post<{ data: Framework }>(email, `framework-agreements/${id}/commands/${command}`, body);

const ID = 'quadro-di-prova';
const parties = async (): Promise<{ id: number; code: string; pec: string }[]> =>
  api.db('parties').whereIn('code', ['inps', 'anci']).orderByRaw(`code = 'inps' desc`).select('id', 'code', 'pec');

/** A certified message that came in at a mailbox. */
async function cameIn(mailbox: string, sender: string, more: Readonly<Record<string, string>> = {}): Promise<number> {
  const name = newKey()['idempotency-key'] ?? '';
  const document = await putDocument(api.db, 'message/rfc822', Buffer.from(`Message-ID: <${name}>\r\n\r\nNota.`));
  const [row] = await api
    .db('pec_message')
    .insert({
      ...{ mailbox, direction: 'in', message_id: name, kind: 'envelope', standing: 'unmatched', reason: '' },
      ...{ sender, checks: JSON.stringify(PROVEN), document, ...more },
    })
    .returning<{ id: string }[]>('id');
  return Number(row?.id);
}

describe('a framework agreement', () => {
  test('is opened by the directorate alone, and signed by every Party', async () => {
    const partyIds = (await parties()).map((one) => one.id);
    const body = { code: ID, title: 'Accordo quadro di prova', resolution: 'Deliberazione di prova', partyIds };
    for (const email of [world.structure, world.communication, api.network.email.manager]) {
      expect((await post(email, 'framework-agreements', body)).status).toBe(403);
    }
    const opened = await post<{ data: Framework }>(directorate, 'framework-agreements', body);
    expect([opened.status, opened.body.data?.stage, opened.headers.get('location')]).toEqual([
      201,
      'signing',
      `/api/framework-agreements/${ID}`,
    ]);
    const twice = await post(directorate, 'framework-agreements', body);
    expect([twice.status, twice.body.error.code]).toEqual([422, 'refused']);
    const others = await give(
      ID,
      'record-party-signature',
      { party: `party/${partyIds[0]}`, signedOn: today() },
      world.structure,
    );
    expect(others.status).toBe(403);
    for (const id of partyIds) {
      const { status } = await give(ID, 'record-party-signature', { party: `party/${id}`, signedOn: '2024-05-29' });
      expect(status).toBe(200);
    }
    expect(await show(ID)).toMatchObject({ stage: 'active', term: { startsOn: '2024-05-29', endsOn: '2027-05-29' } });
  });

  test('is an act everybody may know; what is said to the Parties is not', async () => {
    const { body } = await get<{ data: { id: string; agreements: number }[] }>(
      api,
      api.network.email.operator,
      'framework-agreements',
    );
    expect(body.data.map((one) => one.id)).toEqual(
      expect.arrayContaining([ID, 'accordo-quadro-2021', 'accordo-quadro-2024']),
    );
    const seen = await show(ID, api.network.email.operator);
    expect([seen.parties.length, seen.may, seen.dispatches, seen.timeline]).toEqual([2, [], [], []]);
    expect((await show(ID)).timeline.length).toBeGreaterThan(3);
    for (const path of [`${ID}/note`, `${ID}/documents/${'a'.repeat(64)}`]) {
      expect((await get(api, world.structure, `framework-agreements/${path}`)).status).toBe(403);
      expect((await get(api, directorate, `framework-agreements/${path}`)).status).toBe(404);
    }
    expect((await get(api, directorate, 'framework-agreements/nessuno')).status).toBe(404);
    expect((await get(api, directorate, `framework-agreements/${ID}/model`)).status).toBe(404);
  });

  test('is renewed by notes: ours is sent only signed, the other is proven by its envelope', async () => {
    const stream = `framework/${ID}`;
    const [, anci] = await parties();
    const path = `framework-agreements/${ID}/uploads/sign-note`;
    const early = await bring(api, directorate, path, Buffer.from('%PDF-'));
    expect([early.status, early.body.error.rule]).toEqual([422, 'nothing-to-sign']);
    await platformGives(api, stream, 'open-window', {}, startOf('2027-04-10'));
    const { body: note } = await get<Buffer>(api, directorate, `framework-agreements/${ID}/note`);
    const [read] = readPdfs([note]);
    expect(JSON.stringify(read?.pages)).toContain('INPS');
    expect((await bring(api, world.structure, path, note)).status).toBe(403);
    expect((await bring(api, directorate, path, note)).body.error.rule).toBe('not-signed');
    const signed = await sign(note, ['Presidente Prova'], 'p7m');
    const headers = newKey();
    const taken = await bring(api, directorate, path, signed, headers);
    expect(taken.status).toBe(200);
    expect((await bring(api, directorate, path, signed, headers)).body).toEqual(taken.body);
    const { dispatches } = await show(ID);
    expect(dispatches.find((one) => one.key === 'note-1')?.recipients).toMatchObject([{ address: anci?.pec }]);
    await delivered(api, stream, 'note-1', [anci?.pec ?? '']);

    const message = await cameIn('programma@pec.inps.example', anci?.pec ?? '');
    expect((await show(ID)).may).not.toContain('propose-message');
    const proposed = await post(directorate, `pec-messages/${message}/propose`, { stream });
    expect(proposed.status).toBe(200);
    expect((await show(ID)).proposed).toMatchObject([{ message }]);
    const accepted = await give(ID, 'accept-note', { message, from: `party/${anci?.id}` });
    expect(accepted.status).toBe(200);
    expect((await show(ID)).exchange?.others).toMatchObject([{ received: true }]);
    await platformGives(api, stream, 'renew');
    expect(await show(ID)).toMatchObject({ stage: 'renewed', term: { endsOn: '2030-05-29', renewals: 1 } });
  });
});

describe('certified mail', () => {
  const MAILBOX = 'struttura@pec.prova.example';
  interface Message {
    readonly id: number;
    readonly standing: string;
    readonly stream: string | null;
  }
  const list = async (email: string, query = '') =>
    (await get<{ data: Message[] }>(api, email, `pec-messages?pageSize=100${query}`)).body.data;

  test('is read by the directorate, and by a structure at its own mailbox', async () => {
    const [own, programme] = [
      await cameIn(MAILBOX, 'chi@pec.prova.example'),
      await cameIn('programma@pec.inps.example', 'a@pec.example'),
    ];
    const seen = (await list(world.structure)).map((one) => one.id);
    expect([seen.includes(own), seen.includes(programme)]).toEqual([true, false]);
    expect((await list(directorate)).map((one) => one.id)).toEqual(expect.arrayContaining([own, programme]));
    expect(await list(api.other.email.structure)).toEqual([]);
    for (const email of [world.communication, api.network.email.referent, api.network.email.manager]) {
      expect((await get(api, email, 'pec-messages')).status).toBe(403);
    }
    const raw = await get<Buffer>(api, world.structure, `pec-messages/${own}/raw`);
    expect([raw.headers.get('content-type'), raw.body.toString()]).toEqual([
      'message/rfc822',
      expect.stringContaining('Nota.'),
    ]);
    expect((await get(api, world.structure, `pec-messages/${programme}/raw`)).status).toBe(404);
    expect((await list(world.structure, '&standing=quarantined')).map((one) => one.id)).toEqual([]);
  });

  test('that answers nothing is set aside, once, and stays whole', async () => {
    const reason = { standing: 'quarantined', reason: 'foreign-signature' };
    const message = await cameIn(MAILBOX, 'chi@pec.prova.example', reason);
    expect((await post(api.other.email.structure, `pec-messages/${message}/dismiss`, {})).status).toBe(404);
    expect((await post(world.structure, `pec-messages/${message}/dismiss`, {})).status).toBe(200);
    const again = await post(world.structure, `pec-messages/${message}/dismiss`, {});
    expect([again.status, again.body.error.rule]).toEqual([422, 'already-done']);
    expect((await get(api, world.structure, `pec-messages/${message}/raw`)).status).toBe(200);
  });

  test('is proposed where its reader may, once, and only what can answer', async () => {
    const { id } = await agreementInForce(api, world, 'PROVA 5/2026');
    const stream = `agreement/${id}`;
    const message = await cameIn(MAILBOX, 'comune@pec.prova.example');
    const propose = (one: number, to: string, email = world.structure, headers = {}) =>
      post<{ data: Message }>(email, `pec-messages/${one}/propose`, { stream: to }, headers);
    for (const to of ['agreement/prova-due', 'agreement/nessuno', `framework/${ID}`, 'framework/nessuno']) {
      expect([to, (await propose(message, to)).status]).toEqual([to, 404]);
    }
    expect((await propose(message, 'case/abc')).status).toBe(400);
    expect((await list(world.structure, '&standing=unmatched')).map((one) => one.id)).toContain(message);
    const headers = newKey();
    expect((await propose(message, stream, world.structure, headers)).status).toBe(200);
    expect((await propose(message, stream, world.structure, headers)).status).toBe(200);
    expect((await propose(message, 'agreement/prova-uno')).body.error.rule).toBe('already-done');
    expect((await list(directorate)).find((one) => one.id === message)).toMatchObject({ standing: 'proposed', stream });
    const odd = await cameIn(MAILBOX, 'chi@pec.prova.example', { standing: 'quarantined', reason: 'anomaly' });
    expect((await propose(odd, stream)).body.error.rule).toBe('already-done');
    const dismissed = await given(api, world.structure, id, 'dismiss-message', { message, reason: 'Non è una nota.' });
    expect(dismissed.may).not.toContain('dismiss-message');
    const standing = async () => (await list(world.structure)).find((one) => one.id === message);
    expect(await standing()).toMatchObject({ standing: 'dismissed', stream });
    // It was the wrong agreement: the right one is not lost for that.
    expect((await propose(message, 'agreement/prova-uno')).status).toBe(200);
    expect(await standing()).toMatchObject({ standing: 'proposed', stream: 'agreement/prova-uno' });
  });

  test('that waits to be judged is shown, and sent, to those who read its mailbox only', async () => {
    const { id } = await agreementInForce(api, world, 'PROVA 7/2026');
    const message = await cameIn(MAILBOX, 'comune@pec.prova.example');
    await post(world.structure, `pec-messages/${message}/propose`, { stream: `agreement/${id}` });
    interface Page {
      readonly proposed: readonly { readonly document: string }[];
      readonly timeline: readonly { readonly type: string; readonly documents: readonly string[] }[];
    }
    const page = async (email: string) => (await get<{ data: Page }>(api, email, `agreements/${id}`)).body.data;
    const letter = (await page(world.structure)).proposed[0]?.document ?? '';
    const { referent, consultant, manager, operator } = api.network.email;
    for (const email of [world.structure, directorate, world.communication, referent, consultant, manager, operator]) {
      const reads = email === world.structure || email === directorate;
      const { proposed, timeline } = await page(email);
      const { status } = await get(api, email, `agreements/${id}/documents/${letter}`);
      expect([email, proposed.length, status]).toEqual([email, reads ? 1 : 0, reads ? 200 : 404]);
      const line = timeline.find((one) => one.type === 'message-proposed');
      expect([email, line?.documents]).toEqual([email, reads ? [letter] : []]);
    }
  });

  test('brings the notes by which a local agreement is renewed', async () => {
    // Else the framework would end before a renewal brought a day.
    const renewed: FrameworkFact = { type: 'renewed', data: { endsOn: '2030-05-29' } };
    await tell(api.db, 'framework/accordo-quadro-2024', [renewed], Date.now());
    const { id } = await agreementInForce(api, world, 'PROVA 6/2026');
    const stream = `agreement/${id}`;
    const { body } = await get<{ data: { term: { endsOn: string } } }>(api, world.structure, `agreements/${id}`);
    await platformGives(api, stream, 'open-window', {}, startOf(body.data.term.endsOn) - 10 * 86_400_000);
    const path = `agreements/${id}/uploads`;
    const ours = await pdfOf(api, world.structure, id, '?of=note');
    const theirs = await pdfOf(api, world.structure, id, `?of=note&from=municipality/${world.municipalityId}`);
    expect(ours.equals(theirs)).toBe(false);
    const wrong = await bring(api, world.structure, `${path}/sign-note`, await sign(theirs, ['Sindaco']));
    expect(wrong.body.error.rule).toBe('other-content');
    expect((await bring(api, world.structure, `${path}/sign-note`, await sign(ours, ['Direttrice']))).status).toBe(200);
    // Who has a PEC sends its note by it.
    const record = `${path}/record-note?from=municipality/${world.municipalityId}`;
    expect((await bring(api, world.structure, record, await sign(theirs, ['Sindaco']))).body.error.rule).toBe(
      'note-by-pec',
    );
    const [comune, association] = ['comune@pec.prova.example', 'associazione@pec.prova.example'];
    await delivered(api, stream, 'note-1', [comune, association]);
    for (const [sender, from] of [
      [comune, `municipality/${world.municipalityId}`],
      [association, `association/${api.network.associationId}`],
    ] as const) {
      const message = await cameIn(MAILBOX, sender);
      expect((await post(world.structure, `pec-messages/${message}/propose`, { stream })).status).toBe(200);
      const other = { message, from: `structure/${world.structureId}` };
      expect((await giveAgreement(api, world.structure, id, 'accept-note', other)).status).toBe(422);
      await given(api, world.structure, id, 'accept-note', { message, from });
      expect((await list(world.structure)).find((one) => one.id === message)).toMatchObject({ standing: 'filed' });
    }
    await platformGives(api, stream, 'renew');
    const after = await get<{ data: { stage: string; term: object } }>(api, world.structure, `agreements/${id}`);
    expect(after.body.data).toMatchObject({ stage: 'renewed', term: { renewals: 1, renewalsLeft: 0 } });
  });
});
