import { issue } from '../../scripts/development-pki/authority';
import { signAttached } from '../../scripts/development-pki/sign';
import { signPdf } from '../../scripts/development-pki/sign-pdf';
import { openSigningAuthority } from '../../scripts/development-pki/signing-authority';
import type { Clause, DraftInput } from '../../src/domain/agreement-text/types';
import { localDate } from '../../src/domain/calendar/rome';
import { FOLLOW } from '../../src/domain/network/actor';
import { append } from '../../src/journal/append';
import { putDocument } from '../../src/journal/documents';
import { type Api, journalOf, newKey, type Problem, type Reply } from './api';
import { PROVEN } from './dispatch/receipts';
import { draftOf, MODEL_2024 } from './domain/local-agreement';
import { insertRow, insertUser } from './network';
import { servers } from './servers';

/** An agreement, or a framework agreement, in a few words. */
export interface AgreementSummary {
  readonly id: string;
  readonly title: string;
  readonly stage: string;
  readonly version: number;
  readonly may: readonly string[];
}
type Answered = { readonly data: AgreementSummary } & Problem;

/** What agreements need beside a territory of people: everybody who signs has a PEC but the second association. */
export interface AgreementWorld {
  readonly structure: string;
  readonly communication: string;
  readonly structureId: number;
  readonly municipalityId: number;
  readonly newcomerId: number;
  /** Of the framework agreement in force. */
  readonly frameworkId: number;
  /** A draft that keeps the model, of the structure, the Comune and the association. */
  draft(change?: Partial<DraftInput>): DraftInput;
}

/** Today in Rome, the only day a signature can be of. */
export const today = (): string => localDate(Date.now());

/** Adds to the server's first territory what agreements need. */
export async function agreementWorld(api: Api): Promise<AgreementWorld> {
  const { db, network } = api;
  const structure = await db('structures').where({ territory_id: network.territoryId }).first('id');
  await db('structures').where({ id: structure.id }).update({ pec: 'struttura@pec.prova.example' });
  await db('associations').where({ id: network.associationId }).update({ pec: 'associazione@pec.prova.example' });
  const municipalityId = await insertRow(db, 'municipalities', {
    name: 'Comune di Prova',
    istat_code: '999001',
    territory_id: network.territoryId,
    pec: 'comune@pec.prova.example',
  });
  const newcomerId = await insertRow(db, 'associations', {
    name: 'Associazione Nuova di Prova',
    territory_id: network.territoryId,
    email: 'nuova@prova.example',
    active: true,
  });
  await insertUser(db, 'communication', 'comunicazione', null);
  const known = db('up_users').where({ email: network.email.structure }).select('password');
  await db('up_users').where({ email: 'comunicazione@prova.example' }).update({ password: known });
  const framework = await db('framework_agreements').where({ code: MODEL_2024.framework }).first('id');
  const signatories: DraftInput['signatories'] = [
    { kind: 'municipality', id: municipalityId },
    { kind: 'association', id: network.associationId },
  ];
  return {
    structure: network.email.structure,
    communication: 'comunicazione@prova.example',
    structureId: structure.id,
    municipalityId,
    newcomerId,
    frameworkId: framework.id,
    draft: (change = {}) => draftOf(MODEL_2024, { signatories, ...change }),
  };
}

/** A clause that no model has. */
export const ADDED: Clause = {
  key: 'agg-1',
  heading: 'Sportello mobile',
  body: 'Nei mesi invernali la Struttura territoriale partecipa a uno sportello mobile, una volta alla settimana.',
  commitments: [],
};

/** Gives a command to an agreement as somebody. */
export async function give(
  api: Api,
  email: string,
  id: string,
  command: string,
  body: unknown = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply<Answered>> {
  const path = `/api/agreements/${id}/commands/${command}`;
  return api.request('POST', path, { token: await api.signIn(email), body, headers: { ...newKey(), ...headers } });
}

/** The same where it must be taken: the agreement after it. Throws with what was answered otherwise. */
export async function given(...asked: Parameters<typeof give>): Promise<AgreementSummary> {
  const { status, body } = await give(...asked);
  if (status !== 200) throw new Error(`${asked[3]}: ${JSON.stringify(body)}`);
  return body.data;
}

/** Opens an agreement as the structure. */
export async function openAgreement(api: Api, world: AgreementWorld): Promise<AgreementSummary> {
  const { frameworkId, structureId } = world;
  const sent = { token: await api.signIn(world.structure), headers: newKey(), body: { frameworkId, structureId } };
  const { status, body } = await api.request<Answered>('POST', '/api/agreements', sent);
  if (status !== 201) throw new Error(`not opened: ${JSON.stringify(body)}`);
  return body.data;
}

/** Brings a file as somebody. */
export async function bring(
  api: Api,
  email: string,
  path: string,
  content: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply<Answered>> {
  const type =
    Buffer.from(content.subarray(0, 5)).toString() === '%PDF-' ? 'application/pdf' : 'application/pkcs7-mime';
  return api.request('POST', `/api/${path}`, {
    token: await api.signIn(email),
    headers: { ...newKey(), ...headers },
    file: { type, content },
  });
}

/** Where a signed file is brought: whose signatures it holds, of today. */
export const signatureOf = (id: string, signatories: string, command = 'record-signature'): string =>
  `agreements/${id}/uploads/${command}?signatories=${signatories}&signedOn=${today()}`;

/** Asks as somebody. */
export async function get<T = Record<string, unknown>>(api: Api, email: string, path: string): Promise<Reply<T>> {
  return api.request<T>('GET', `/api/${path}`, { token: await api.signIn(email) });
}

/** What is to be signed, as bytes. */
export async function pdfOf(api: Api, email: string, id: string, query = ''): Promise<Buffer> {
  const { status, body } = await get<Buffer>(api, email, `agreements/${id}/pdf${query}`);
  if (status !== 200) throw new Error(`no PDF: ${JSON.stringify(body)}`);
  return body;
}

/** Signatures of invented people under the platform's authority: in the PDF one after the other, or around it as `.p7m`. */
export async function sign(
  pdf: Uint8Array,
  names: readonly string[],
  form: 'pdf' | 'p7m' = 'pdf',
): Promise<Uint8Array> {
  const authority = await openSigningAuthority(servers().signing);
  const people = await Promise.all(names.map((commonName) => issue(authority, { commonName, usage: 'signature' })));
  if (form === 'p7m') return signAttached(pdf, people);
  let signed = pdf;
  for (const [index, one] of people.entries()) signed = await signPdf(signed, one, { name: names[index] ?? '' });
  return signed;
}

/** A command that only the platform gives, at a time to come if one is given. Throws with the answer when it is not taken. */
export async function platformGives(
  api: Api,
  stream: string,
  name: string,
  data: unknown = {},
  at?: number,
): Promise<void> {
  const key = newKey()['idempotency-key'] ?? '';
  const request = {
    stream,
    command: { name, data },
    actor: FOLLOW,
    key,
    correlation: key,
    ...(at === undefined ? {} : { at }),
  };
  const answer = await append(journalOf(api), request);
  if (answer.outcome !== 'accepted') throw new Error(`${name}: ${JSON.stringify(answer)}`);
}

/** A message leaves by PEC and reaches these addresses, each with its receipts. */
export async function delivered(
  api: Api,
  stream: string,
  dispatch: string,
  addresses: readonly string[],
): Promise<void> {
  const leg = { dispatch, channel: 'pec', attempt: 1 };
  const messageId = `${newKey()['idempotency-key']}@prova.example`;
  const document = await putDocument(api.db, 'message/rfc822', Buffer.from(`Message-ID: ${messageId}`));
  await platformGives(api, stream, 'begin-dispatch', { ...leg, document, messageId });
  await platformGives(api, stream, 'hand-over-dispatch', leg);
  const receipts = [['accettazione', null] as const, ...addresses.map((one) => ['avvenuta-consegna', one] as const)];
  for (const [kind, recipient] of receipts) {
    const id = `${kind}.${recipient}.${messageId}`;
    const whole = await putDocument(api.db, 'message/rfc822', Buffer.from(`Message-ID: ${id}`));
    const receipt = { id, kind, reference: messageId, recipient, at: Date.now(), document: whole, checks: PROVEN };
    await platformGives(api, stream, 'record-receipt', { dispatch, receipt });
  }
}

/** The addresses of both directorates, as the term policy in force says. */
export async function directorates(api: Api): Promise<readonly [central: string, communication: string]> {
  const policy = await api.db('term_policies').whereNull('valid_to').first('central_address', 'communication_address');
  return [policy.central_address, policy.communication_address];
}

/** An agreement in force: signed, transmitted with its receipts, confirmed. */
export async function agreementInForce(api: Api, world: AgreementWorld, protocol: string): Promise<AgreementSummary> {
  const { id } = await signedAgreement(api, world, protocol);
  const stream = `agreement/${id}`;
  await platformGives(api, stream, 'transmit');
  await delivered(api, stream, 'transmission-1', await directorates(api));
  const confirmed = await given(api, api.network.email.directorate, id, 'confirm-transmission');
  await platformGives(api, stream, 'activate');
  return confirmed;
}

/** An agreement like its model, signed by all in one PDF, as far as the last signature. */
export async function signedAgreement(api: Api, world: AgreementWorld, protocol: string): Promise<AgreementSummary> {
  const { id } = await openAgreement(api, world);
  await given(api, world.structure, id, 'save-text', { draft: world.draft() });
  await given(api, world.structure, id, 'submit');
  await given(api, world.structure, id, 'open-signing', { mode: 'parallel', protocol });
  const file = await sign(await pdfOf(api, world.structure, id), [
    'Direttrice Prova',
    'Sindaco Prova',
    'Presidente Prova',
  ]);
  const all = [
    `structure/${world.structureId}`,
    `municipality/${world.municipalityId}`,
    `association/${api.network.associationId}`,
  ];
  const { status, body } = await bring(api, world.structure, signatureOf(id, all.join(',')), file);
  if (status !== 200) throw new Error(`not signed: ${JSON.stringify(body)}`);
  return body.data;
}
