import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { readSettings } from '../../config/settings';
import { inProject } from '../../scripts/platform/paths';
import type { Journal } from '../../src/journal/types';
import { openJournal } from '../../src/worker/adapters/journal';
import { testEnvironment } from './environment';
import { type Content, findContent } from './fixtures';
import { makeNetwork, type Network } from './network';
import { platformDatabase } from './platform-database';
import { servers } from './servers';
import { expectDescribed } from './strict-answer';

/** The password of every user of a test. */
export const PASSWORD = 'Prova-2026-prova';

/** What came back. */
export interface Reply<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** What is wrong, as the API tells it. */
export interface Problem {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly field?: string;
    readonly rule?: string;
    readonly source?: string;
    readonly correlation: string;
    readonly details?: readonly { readonly field: string; readonly message: string }[];
    readonly since?: readonly { readonly type: string; readonly by: string | null; readonly at: string }[];
  };
}

interface Sent {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, instead of a body in JSON. */
  readonly file?: { readonly type: string; readonly content: Uint8Array };
}

/** The platform's server on a database of its own, with two territories of invented people. */
export interface Api {
  readonly strapi: Core.Strapi;
  readonly db: Knex;
  readonly databaseUrl: string;
  readonly network: Network;
  readonly other: Network;
  readonly content: Content;
  request<T = Record<string, unknown>>(method: string, path: string, sent?: Sent): Promise<Reply<T>>;
  /** Signs in by mail address, once each; the access token. */
  signIn(email: string): Promise<string>;
  /** Signs in anew: another session of the same person. */
  signInAnew(email: string): Promise<{ readonly jwt: string; readonly refreshToken: string }>;
  stop(): Promise<void>;
}

/** The journal over the server's database, as the server itself has it. */
export function journalOf({ db, databaseUrl }: Pick<Api, 'db' | 'databaseUrl'>): Journal {
  const { vault, mail } = readSettings(testEnvironment(databaseUrl));
  return openJournal(db, vault, mail.from);
}

/** Starts the server. One at a time in a process: Strapi keeps itself in a global. */
export async function startApi(): Promise<Api> {
  const database = await platformDatabase();
  Object.assign(process.env, testEnvironment(database.url, { DEMO: 'false' }));
  // Making the template may have loaded Strapi with another database's configuration: it is read again.
  jest.resetModules();
  const { createStrapi } = await import('@strapi/strapi');
  const strapi = await createStrapi({ appDir: inProject(), distDir: servers().dist }).load();
  strapi.server.mount();
  const server = strapi.server.httpServer;
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const db = strapi.db.connection as unknown as Knex;
  const network = await makeNetwork(db, 'uno');
  const other = await makeNetwork(db, 'due');
  await givePassword(strapi, db);
  const tokens = new Map<string, Promise<string>>();

  const api: Api = {
    strapi,
    db,
    databaseUrl: database.url,
    network,
    other,
    content: await findContent(db),
    async request<T>(method: string, path: string, { token, body, headers, file }: Sent = {}) {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(file === undefined ? {} : { 'content-type': file.type }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        ...(file === undefined ? {} : { body: new Uint8Array(file.content) }),
      });
      const reply = { status: response.status, headers: response.headers, body: (await bodyOf(response)) as T };
      expectDescribed(method, path, reply);
      return reply;
    },
    signIn(email) {
      const known = tokens.get(email) ?? api.signInAnew(email).then(({ jwt }) => jwt);
      tokens.set(email, known);
      return known;
    },
    async signInAnew(email) {
      const sent = { body: { identifier: email, password: PASSWORD } };
      const { status, body } = await api.request<{ jwt: string; refreshToken: string }>(
        'POST',
        '/api/auth/local',
        sent,
      );
      if (status !== 200) throw new Error(`${email} could not sign in: ${JSON.stringify(body)}`);
      return body;
    },
    async stop() {
      await strapi.destroy();
      await database.drop();
    },
  };
  return api;
}

/** What was answered: a file as its bytes, JSON read, anything else as text. */
async function bodyOf(response: Response): Promise<unknown> {
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.headers.has('content-disposition')) return bytes;
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return isJson ? JSON.parse(bytes.toString()) : bytes.toString();
}

/** Hashing is slow on purpose: once is enough, for all have the same password. */
async function givePassword(strapi: Core.Strapi, db: Knex): Promise<void> {
  const users = strapi.plugin('users-permissions').service('user');
  const { password } = (await users.ensureHashedPasswords({ password: PASSWORD })) as { password: string };
  await db('up_users').update({ password });
}

/** A key nobody used. */
export const newKey = (): Readonly<Record<string, string>> => ({ 'idempotency-key': randomUUID() });

/** A case in a few words, as those who change it get it. */
export interface Summary {
  readonly id: string;
  readonly code: string;
  readonly stage: string;
  readonly version: number;
  readonly may: readonly string[];
}

/** Opens a case as the network's operator. */
export async function openCase(api: Api, network = api.network): Promise<Summary> {
  const token = await api.signIn(network.email.operator);
  const sent = { token, headers: newKey(), body: { way: 'operator', siteId: network.siteId } };
  const { status, body } = await api.request<{ data: Summary }>('POST', '/api/cases', sent);
  if (status !== 201) throw new Error(`not opened: ${JSON.stringify(body)}`);
  return body.data;
}

/** Gives a command as somebody. */
export async function give<T = { data: Summary } & Problem>(
  api: Api,
  email: string,
  id: string,
  command: string,
  body: unknown = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply<T>> {
  const token = await api.signIn(email);
  return api.request<T>('POST', `/api/cases/${id}/commands/${command}`, {
    token,
    body,
    headers: { ...newKey(), ...headers },
  });
}

/** A consent of an invented person, under the text in force. */
export const consentOf = (api: Api, beneficiary: Readonly<Record<string, string>>) => ({
  noticeId: api.content.consentId,
  purposes: { 'case-handling': true, reporting: true, 'further-contact': false },
  signer: 'person',
  beneficiary,
});
