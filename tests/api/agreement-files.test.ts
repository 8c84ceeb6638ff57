import { createAuthority, issue } from '../../scripts/development-pki/authority';
import { signAttached } from '../../scripts/development-pki/sign';
import { message } from '../../src/domain/messages/message';
import {
  type AgreementWorld,
  agreementWorld,
  bring,
  get,
  given,
  openAgreement,
  pdfOf,
  sign,
  signatureOf,
  signedAgreement,
  today,
} from '../support/agreements-api';
import { type Api, newKey, type Problem, startApi } from '../support/api';
import { print } from '../support/signed-files';

/** Files brought to agreements: what is refused, by whom nothing is read, and which documents are ever sent. */

let api: Api;
let world: AgreementWorld;
let id: string;
let own: string;
beforeAll(async () => {
  api = await startApi();
  world = await agreementWorld(api);
  ({ id } = await openAgreement(api, world));
  own = `structure/${world.structureId}`;
  await given(api, world.structure, id, 'save-text', { draft: world.draft() });
  await given(api, world.structure, id, 'submit');
  await given(api, world.structure, id, 'open-signing', { mode: 'parallel', protocol: 'PROVA 1/2026' });
});
afterAll(() => api?.stop());

const documents = async (): Promise<number> => Number((await api.db('document').count().first())?.['count']);
const TOO_LARGE = Buffer.alloc(20 * 1024 * 1024 + 1, 0x20);

describe('is refused, and nothing of it is kept:', () => {
  let before: number;
  beforeEach(async () => {
    before = await documents();
  });
  afterEach(async () => expect(await documents()).toBe(before));

  /** What becomes of a file brought as the structure’s signature. */
  const brought = async (file: Uint8Array, path = signatureOf(id, own)) => {
    const { status, body } = await bring(api, world.structure, path, file);
    return [status, body.error.rule ?? body.error.code, body.error.field];
  };

  test('another document, however well signed', async () => {
    const other = await print(['Accordo tra altri']);
    expect(await brought(await sign(other, ['Direttrice']))).toEqual([422, 'other-content', 'body']);
    expect(await brought(await sign(other, ['Direttrice'], 'p7m'))).toEqual([422, 'other-content', 'body']);
  });

  test('the right one without a signature, or with one that is broken', async () => {
    const pdf = await pdfOf(api, world.structure, id);
    expect(await brought(pdf)).toEqual([422, 'not-signed', 'body']);
    const around = Buffer.from(await sign(pdf, ['Direttrice'], 'p7m'));
    around[around.length - 5] = (around[around.length - 5] ?? 0) ^ 1;
    expect(await brought(around)).toEqual([422, 'broken-signature', 'body']);
  });

  test('one signed by a method too weak, saying so and what to do', async () => {
    const weak = await signAttached(
      await pdfOf(api, world.structure, id),
      await issue(await createAuthority({ name: 'X' }), { commonName: 'X', usage: 'signature' }),
      { digest: 'SHA-1' },
    );
    const { status, body } = await bring(api, world.structure, signatureOf(id, own), weak);
    const words = { rule: 'broken-signature', message: message('it', 'signing-reason.weak-algorithm') };
    expect([status, body.error]).toEqual([422, expect.objectContaining(words)]);
  });

  test('what is no signed file at all', async () => {
    for (const file of [Buffer.from('%PDF-1.7\nnon è un PDF'), Buffer.from([0x30, 0x80, 1, 2]), Buffer.from('testo')]) {
      const [status, rule, field] = await brought(file);
      expect([status, field, rule === 'unreadable' || rule === 'other-content']).toEqual([422, 'body', true]);
    }
    const hand = signatureOf(id, `association/${api.network.associationId}`, 'record-handwritten-signature');
    const token = await api.signIn(world.structure);
    const file = { type: 'application/pdf', content: Buffer.from('una pagina') };
    const scanned = await api.request<Problem>('POST', `/api/${hand}`, { token, headers: newKey(), file });
    expect([scanned.status, scanned.body.error.rule]).toEqual([422, 'unreadable']);
  });

  test('by a rule, after it was examined', async () => {
    const signed = await sign(await pdfOf(api, world.structure, id), ['Direttrice']);
    const both = signatureOf(id, `${own},municipality/${world.municipalityId}`);
    expect(await brought(signed, both)).toEqual([422, 'signatures-missing', 'signatories']);
    expect(await brought(signed, signatureOf(id, 'association/999999'))).toEqual([422, 'unknown', 'signatories']);
    const past = `agreements/${id}/uploads/record-signature?signatories=${own}&signedOn=2020-01-01`;
    expect(await brought(signed, past)).toEqual([422, 'before-signing', 'signedOn']);
  });

  test('without what goes with it', async () => {
    const pdf = await pdfOf(api, world.structure, id);
    const path = `agreements/${id}/uploads`;
    expect(await brought(pdf, `${path}/record-signature`)).toEqual([400, 'malformed', 'signatories']);
    expect(await brought(pdf, `${path}/record-signature?signatories=${own}`)).toEqual([400, 'malformed', 'signedOn']);
    expect(await brought(pdf, `${path}/record-signature?signatories=chi`)).toEqual([400, 'malformed', 'signatories.0']);
    const two = `${path}/record-handwritten-signature?signatories=${own},${own}&signedOn=${today()}`;
    expect(await brought(pdf, two)).toEqual([400, 'malformed', 'signatories']);
    expect(await brought(pdf, `${path}/record-note`)).toEqual([400, 'malformed', 'from']);
    expect((await brought(pdf, `${path}/approve`))[0]).toBe(404);
  });

  test('of another kind, empty, or too large', async () => {
    const token = await api.signIn(world.structure);
    const sent = async (type: string, content: Uint8Array) => {
      const asked = { token, headers: newKey(), file: { type, content } };
      const { status, body } = await api.request<Problem>('POST', `/api/${signatureOf(id, own)}`, asked);
      expect([type, body.error.message]).toEqual([type, expect.stringMatching(/file|Qualche dato/)]);
      return [status, body.error.code, body.error.field];
    };
    const page = Buffer.from('<html></html>');
    for (const type of ['text/html', 'application/octet-stream', 'multipart/form-data; boundary=x', 'image/png']) {
      expect([type, ...(await sent(type, page))]).toEqual([type, 415, 'unsupported-type', 'content-type']);
    }
    expect(await sent('application/json', Buffer.from('{}'))).toEqual([415, 'unsupported-type', 'content-type']);
    expect(await sent('application/pdf', Buffer.alloc(0))).toEqual([400, 'malformed', 'body']);
    expect(await sent('application/pdf', TOO_LARGE)).toEqual([413, 'too-large', 'body']);
  });

  test('from whoever may not bring one, unread', async () => {
    const path = `/api/${signatureOf(id, own)}`;
    const file = { type: 'application/pdf', content: TOO_LARGE };
    const asked = async (email: string | null) => {
      const token = email === null ? undefined : await api.signIn(email);
      const sent = { headers: newKey(), file, ...(token === undefined ? {} : { token }) };
      const { status, body } = await api.request<Problem>('POST', path, sent);
      return [status, body.error.rule ?? body.error.code];
    };
    // Read, it would be too large for anybody.
    expect(await asked(null)).toEqual([401, 'unauthenticated']);
    expect(await asked(api.network.email.directorate)).toEqual([403, 'not-yours']);
    expect(await asked(api.network.email.referent)).toEqual([403, 'not-yours']);
    expect(await asked(api.other.email.structure)).toEqual([404, 'not-found']);
    expect(await asked(api.network.email.operator)).toEqual([404, 'not-found']);
  });

  test('where no file is taken', async () => {
    const token = await api.signIn(world.structure);
    const file = { type: 'application/pdf', content: await pdfOf(api, world.structure, id) };
    for (const path of [`agreements/${id}/commands/submit`, 'agreements', 'pec-messages/1/dismiss']) {
      const { status } = await api.request('POST', `/api/${path}`, { token, headers: newKey(), file });
      expect([path, status]).toEqual([path, 415]);
    }
  });
});

test('a signature whose chain nobody here trusts is taken, and says so', async () => {
  const { createAuthority, issue } = await import('../../scripts/development-pki/authority');
  const { signPdf } = await import('../../scripts/development-pki/sign-pdf');
  const stranger = await issue(await createAuthority({ name: 'Altra autorità' }), {
    commonName: 'X',
    usage: 'signature',
  });
  const file = await signPdf(await pdfOf(api, world.structure, id), stranger, { name: 'X' });
  const path = signatureOf(id, `municipality/${world.municipalityId}`);
  expect((await bring(api, world.structure, path, file)).status).toBe(200);
  const { body } = await get<{ data: { signing: { signatures: { checks: unknown }[] } } }>(
    api,
    world.structure,
    `agreements/${id}`,
  );
  expect(body.data.signing.signatures.at(-1)?.checks).toEqual([
    { integrity: 'passed', signer: 'passed', chain: 'failed', revocation: 'not-checked' },
  ]);
});

test('a signature counts once: brought again for another it is refused, in whatever file it comes', async () => {
  const { id: other } = await openAgreement(api, world);
  await given(api, world.structure, other, 'save-text', { draft: world.draft() });
  await given(api, world.structure, other, 'submit');
  await given(api, world.structure, other, 'open-signing', { mode: 'parallel', protocol: 'PROVA 9/2026' });
  const pdf = await pdfOf(api, world.structure, other);
  const first = await sign(pdf, ['Direttrice'], 'p7m');
  const asText = Buffer.from(Buffer.from(first).toString('base64'));
  const broughtFor = async (key: string, file: Uint8Array) => {
    const { status, body } = await bring(api, world.structure, signatureOf(other, key), file);
    return [status, body.error?.rule];
  };
  const comune = `municipality/${world.municipalityId}`;
  expect(await broughtFor(own, first)).toEqual([200, undefined]);
  for (const file of [first, asText]) expect(await broughtFor(comune, file)).toEqual([422, 'signatures-counted']);
  // Called a PDF, it is kept as what it is.
  const token = await api.signIn(world.structure);
  const file = { type: 'application/pdf', content: await sign(pdf, ['Sindaco'], 'p7m') };
  const asked = { token, headers: newKey(), file };
  expect((await api.request('POST', `/api/${signatureOf(other, comune)}`, asked)).status).toBe(200);
  const { body } = await get<{ data: { signing: { signatures: { document: string }[] } } }>(
    api,
    world.structure,
    `agreements/${other}`,
  );
  const hash = body.data.signing.signatures.at(-1)?.document ?? '';
  const { headers } = await get(api, world.structure, `agreements/${other}/documents/${hash}`);
  expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([
    'application/pkcs7-mime',
    `attachment; filename="${hash.slice(0, 16)}.p7m"`,
  ]);
});

describe('a stored document', () => {
  const sent = async (email: string, of: string, sha256: string) =>
    (await get<Buffer>(api, email, `agreements/${of}/documents/${sha256}`)).status;

  test('is sent only under a history that cites it, to whoever sees that', async () => {
    const { id: signed } = await signedAgreement(api, world, 'PROVA 2/2026');
    const { body } = await get<{ data: { signing: { document: string; signatures: { document: string }[] } } }>(
      api,
      world.structure,
      `agreements/${signed}`,
    );
    const { document, signatures } = body.data.signing;
    for (const sha256 of [document, signatures[0]?.document ?? '']) {
      expect(await sent(world.structure, signed, sha256)).toBe(200);
      expect(await sent(api.network.email.manager, signed, sha256)).toBe(200);
      expect(await sent(api.other.email.structure, signed, sha256)).toBe(404);
      expect(await sent(world.structure, id, sha256)).toBe(404);
      expect(await sent(world.structure, 'prova-due', sha256)).toBe(404);
    }
    expect(await sent(world.structure, signed, 'f'.repeat(64))).toBe(404);
    expect(await sent(world.structure, signed, '../../etc/passwd')).toBe(404);
  });

  test('is not named by what somebody writes', async () => {
    const { id: victim } = await signedAgreement(api, world, 'PROVA 3/2026');
    const { body } = await get<{ data: { signing: { document: string } } }>(
      api,
      world.structure,
      `agreements/${victim}`,
    );
    const { id: mine } = await openAgreement(api, world);
    await given(api, world.structure, mine, 'terminate', { reason: body.data.signing.document, on: today() });
    expect(await sent(world.structure, mine, body.data.signing.document)).toBe(404);
  });

  test('is a file to be kept, never a page of ours', async () => {
    const { headers, body } = await get<Buffer>(api, world.structure, `agreements/${id}/pdf`);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="text-${id}.pdf"`);
    expect(body.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await get(api, world.structure, `agreements/${id}/pdf?of=addendum`)).status).toBe(404);
    expect((await get(api, world.structure, `agreements/${id}/pdf?of=note`)).status).toBe(404);
    expect((await get(api, world.structure, `agreements/${id}/pdf?of=tutto`)).status).toBe(400);
  });
});
