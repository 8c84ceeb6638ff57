import { XMLParser } from 'fast-xml-parser';
import { message } from '../../src/domain/messages/message';
import {
  type AgreementWorld,
  agreementInForce,
  agreementWorld,
  get,
  give,
  given,
  openAgreement,
  signedAgreement,
} from '../support/agreements-api';
import { type Api, startApi } from '../support/api';
import { unzip } from '../support/printing/unzip';

/** The register of agreements and the ledger of obligations: who sees what, how it is narrowed, what an office's spreadsheet gets. */

let api: Api;
let world: AgreementWorld;
let draft: string;
let signed: string;
let inForce: string;
beforeAll(async () => {
  api = await startApi();
  world = await agreementWorld(api);
  draft = (await openAgreement(api, world)).id;
  signed = (await signedAgreement(api, world, 'PROVA 2/2026')).id;
  inForce = (await agreementInForce(api, world, 'PROVA 3/2026')).id;
});
afterAll(() => api?.stop());

interface Row {
  readonly id: string;
  readonly stage: string;
  readonly protocol: string | null;
  readonly territory: { readonly id: number };
  readonly associations: readonly { readonly name: string }[];
}
interface Listed {
  readonly data: readonly Row[];
  readonly pagination: { readonly total: number; readonly pageSize: number };
}
const list = async (email: string, query = ''): Promise<Listed> =>
  (await get<Listed>(api, email, `agreements?pageSize=100${query}`)).body;
const ids = async (email: string, query = ''): Promise<readonly string[]> =>
  (await list(email, query)).data.map((one) => one.id).sort();
const sorted = (...some: readonly string[]): readonly string[] => [...some].sort();

describe('is seen', () => {
  test('whole by both directorates, seeded protocols and owed agreements among them', async () => {
    const all = await list(api.network.email.directorate);
    expect(all.data.filter((one) => one.id.startsWith('protocol-2019-'))).toHaveLength(7);
    expect(all.data.filter((one) => one.id.startsWith('owed-2021-'))).toHaveLength(7);
    expect(await ids(world.communication)).toEqual(all.data.map((one) => one.id).sort());
  });

  test('and each can be opened, framework agreements too', async () => {
    for (const id of await ids(api.network.email.directorate)) {
      expect([id, (await get(api, api.network.email.directorate, `agreements/${id}`)).status]).toEqual([id, 200]);
    }
    for (const id of ['accordo-quadro-2021', 'accordo-quadro-2024', 'accordo-di-prova-uno']) {
      expect([id, (await get(api, world.structure, `framework-agreements/${id}`)).status]).toEqual([id, 200]);
    }
  });

  test('by INPS’s people of a territory as far as that goes', async () => {
    const { structure, referent, consultant } = api.network.email;
    for (const email of [structure, referent, consultant]) {
      expect(await ids(email)).toEqual(sorted(draft, signed, inForce, 'prova-uno'));
    }
    expect(await ids(api.other.email.structure)).toEqual(['prova-due']);
  });

  test('by an association’s people where it is bound', async () => {
    for (const email of [api.network.email.manager, api.network.email.operator]) {
      expect(await ids(email)).toEqual(sorted(signed, inForce, 'prova-uno'));
      expect((await get(api, email, `agreements/${draft}`)).status).toBe(404);
      expect((await get(api, email, `agreements/${draft}/pdf`)).status).toBe(404);
      expect((await get(api, email, `agreements/${signed}`)).status).toBe(200);
    }
    expect(await ids(api.other.email.manager)).toEqual(['prova-due']);
  });

  test('and what is out of sight is not there, whatever is asked', async () => {
    const outsider = api.other.email.structure;
    for (const path of ['', '/pdf', '/handover', `/documents/${'a'.repeat(64)}`]) {
      expect([path, (await get(api, outsider, `agreements/${signed}${path}`)).status]).toEqual([path, 404]);
    }
    expect((await give(api, outsider, signed, 'terminate', { reason: 'Altrui.', on: '2030-01-01' })).status).toBe(404);
    expect(await ids(outsider, `&q=prova&territory=${api.network.territoryId}`)).toEqual([]);
    expect(await ids(outsider, `&association=${api.network.associationId}`)).toEqual([]);
    const csv = await get<Buffer>(api, outsider, 'agreements/export?format=csv');
    expect(csv.body.toString()).not.toContain('PROVA 2/2026');
  });

  test('without what INPS’s offices write to each other, where an association looks', async () => {
    await given(api, world.structure, inForce, 'waive-commitment', { number: 1, reason: 'Parole di un ufficio.' });
    const own = await get(api, world.structure, `agreements/${inForce}`);
    expect(JSON.stringify(own.body)).toContain('Parole di un ufficio.');
    const { body } = await get<{
      data: { timeline: { text: string | null }[]; text: { clauses: { comments: [] }[] } };
    }>(api, api.network.email.manager, `agreements/${inForce}`);
    expect(body.data.timeline.filter((one) => one.text !== null)).toEqual([]);
    expect(body.data.text.clauses.flatMap((one) => one.comments)).toEqual([]);
  });
});

describe('is narrowed', () => {
  test('by words, stage, kind, territory, framework, association, due date and state', async () => {
    const structure = world.structure;
    expect(await ids(structure, '&q=PROVA%202')).toEqual([signed]);
    expect(await ids(structure, '&q=associazione%20di%20PROVA')).toEqual(sorted(signed, inForce, 'prova-uno'));
    expect(await ids(structure, '&q=100%25')).toEqual([]);
    expect(await ids(structure, '&stage=drafting')).toEqual([draft]);
    expect(await ids(structure, '&kind=protocol-2019')).toEqual([]);
    expect(await ids(structure, `&framework=${world.frameworkId}`)).toEqual(sorted(draft, signed, inForce));
    expect(await ids(structure, `&association=${world.newcomerId}`)).toEqual([]);
    expect(await ids(structure, `&territory=${api.other.territoryId}`)).toEqual([]);
    expect(await ids(structure, '&open=false')).toEqual([]);
    expect(await ids(structure, '&due=overdue')).toEqual([]);
    expect(await ids(structure, '&attention=true')).toEqual([]);
    const owed = (await list(api.network.email.directorate, '&open=true&due=overdue')).data;
    expect(owed.filter((one) => one.id.startsWith('owed-2021-'))).toHaveLength(7);
    for (const wrong of ['stage=tutti', 'q=a', 'open=forse', 'territory=x', 'ordine=1', 'page=0']) {
      expect([wrong, (await get(api, structure, `agreements?${wrong}`)).status]).toEqual([wrong, 400]);
    }
  });

  test('and read by pages that do not overlap', async () => {
    const email = api.network.email.directorate;
    const { pagination, data } = await list(email);
    const pages = await Promise.all(
      Array.from({ length: Math.ceil(pagination.total / 5) }, (_none, index) =>
        get<Listed>(api, email, `agreements?pageSize=5&page=${index + 1}`),
      ),
    );
    expect(pages.flatMap(({ body }) => body.data.map((one) => one.id))).toEqual(data.map((one) => one.id));
    expect((await get<Listed>(api, email, 'agreements?page=9999')).body.data).toEqual([]);
  });
});

describe('is exported', () => {
  const HEADINGS = ['Accordo', 'Tipo', 'Stato', 'Protocollo'];

  test('as CSV with the list’s filters and order, and no formula in a cell', async () => {
    await api.db('structures').where({ id: world.structureId }).update({ name: '=1+1;"' });
    const { status, headers, body } = await get<Buffer>(api, world.structure, 'agreements/export?format=csv&open=true');
    await api.db('structures').where({ id: world.structureId }).update({ name: 'Struttura di prova uno' });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(headers.get('content-disposition')).toContain('.csv"');
    const [head = '', ...lines] = body.toString('utf8').trimEnd().split('\r\n');
    expect(head.slice(1).split(';').slice(0, 4)).toEqual(HEADINGS);
    expect(head.startsWith('\ufeff')).toBe(true);
    const { data } = await list(world.structure, '&open=true');
    expect(lines).toHaveLength(data.length);
    expect(lines.map((line, index) => line.includes(data[index]?.protocol ?? ''))).toEqual(lines.map(() => true));
    expect(lines.every((line) => line.includes(`"'=1+1;"""`))).toBe(true);
    expect(lines.find((line) => line.includes('PROVA 2/2026'))).toContain('Associazione di prova uno');
  });

  test('as XLSX, its cells those of the list', async () => {
    const { status, body } = await get<Buffer>(api, world.structure, 'agreements/export?format=xlsx&stage=signed');
    expect(status).toBe(200);
    const files = unzip(body);
    const text = (path: string): string => files.get(path)?.toString('utf8') ?? '';
    const strings = new XMLParser({ isArray: (name) => name === 'si' }).parse(text('xl/sharedStrings.xml')).sst.si;
    const words: string[] = strings.map((one: { t: string | { '#text': string } }) =>
      typeof one.t === 'string' ? one.t : one.t['#text'],
    );
    expect(words.slice(0, 4)).toEqual(HEADINGS);
    expect(words).toEqual(expect.arrayContaining(['PROVA 2/2026', 'Comune di Prova', 'Ambito di prova uno']));
    expect(words).not.toContain('PROVA 3/2026');
    expect(text('xl/worksheets/sheet1.xml').match(/<row /g)).toHaveLength(2);
  });

  test('in those two forms only, and not for a stranger', async () => {
    expect((await get(api, world.structure, 'agreements/export?format=pdf')).status).toBe(400);
    expect((await get(api, world.structure, 'agreements/export')).status).toBe(400);
    expect((await api.request('GET', '/api/agreements/export?format=csv')).status).toBe(401);
  });
});

describe('what somebody owes', () => {
  interface Owed {
    readonly kind: string;
    readonly what: string;
    readonly state: string;
    readonly dueAt: string | null;
    readonly debtor: { readonly kind: string; readonly name: string | null };
    readonly agreement: { readonly id: string; readonly title: string } | null;
  }
  const owed = async (email: string, query = '') =>
    (await get<{ data: Owed[] }>(api, email, `obligations?pageSize=100${query}`)).body.data;

  test('is listed by when it is due: the seven of 2019 first', async () => {
    const all = await owed(api.network.email.directorate, '&state=owed&kind=agreement-drafting&due=overdue');
    expect(all.map((one) => one.agreement?.id).sort()).toEqual(
      (await ids(api.network.email.directorate, '&due=overdue')).filter((one) => one.startsWith('owed-2021-')),
    );
    expect(new Set(all.map((one) => one.what))).toEqual(new Set([message('it', 'subject.agreement-drafting')]));
    expect(all.every((one) => one.agreement?.title.startsWith('Accordo locale n. '))).toBe(true);
    const due = (await owed(world.communication)).filter((one) => one.state === 'owed').map((one) => one.dueAt ?? '9');
    expect(due).toEqual([...due].sort());
  });

  test('commitments are each signatory’s own, in the words of the text', async () => {
    const mine = await owed(world.structure, '&kind=agreement-commitment');
    expect(mine.map((one) => one.agreement?.id)).toEqual(mine.map(() => inForce));
    expect(new Set(mine.map((one) => one.debtor.kind))).toEqual(new Set(['structure', 'municipality', 'association']));
    expect(mine.every((one) => one.what.length > 10)).toBe(true);
    const theirs = await owed(api.network.email.manager);
    expect(theirs.length).toBeGreaterThan(0);
    expect(new Set(theirs.map((one) => one.debtor.name))).toEqual(new Set(['Associazione di prova uno']));
    const others = (await owed(api.other.email.structure)).map((one) => one.agreement?.id);
    expect(new Set(others)).toEqual(new Set(['prova-due']));
    expect((await get(api, world.structure, 'obligations?state=forse')).status).toBe(400);
  });
});

test('a list asks the database as often for many rows as for few', async () => {
  const count = async (query: string): Promise<number> => {
    let asked = 0;
    const heard = () => {
      asked += 1;
    };
    const knex = api.strapi.db.connection;
    knex.on('query', heard);
    await get(api, api.network.email.directorate, query);
    knex.removeListener('query', heard);
    return asked;
  };
  for (const path of ['agreements', 'obligations', 'framework-agreements', 'pec-messages']) {
    expect([path, await count(`${path}?pageSize=100`)]).toEqual([path, await count(`${path}?pageSize=1`)]);
  }
});
