import { createHash, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Answers } from '../../../src/domain/questionnaire/answers';
import { locatorFrom, printCode } from '../../../src/domain/questionnaire/printed-code';
import type { Snapshot } from '../../../src/domain/questionnaire/snapshot';
import { seal } from '../../../web/src/seal/seal';
import { type Api, consentOf, give, newKey, PASSWORD, type Summary, startApi } from '../api';
import { insertRow } from '../network';
import { violationsOf } from './axe';
import { launchChromium } from './chromium';
import { settledHeading } from './walk';

/** A printed code, and the case opened with it. */
export interface Brought {
  readonly code: string;
  readonly case: Summary;
}

/** A published version. */
export interface Version {
  readonly id: number;
  readonly number: number;
  readonly hash: string;
  readonly snapshot: Snapshot;
}

/** The real server, and a browser at the operators' page. */
export interface DeskWorld {
  readonly api: Api;
  /** The version in force. */
  version(): Version;
  /** Puts another in force, that differs by a word. */
  correct(): Promise<void>;
  /** Seals answers as the public pages do, through the public endpoint, and opens a case with the code's beginning. */
  bring(answers: Answers, date?: string): Promise<Brought>;
  consent(id: string): Promise<void>;
  /** Signed in as the operator, at the list. */
  enter(context?: BrowserContext): Promise<Page>;
  person(): Promise<BrowserContext>;
  /** What the browser complained of. */
  readonly complaints: string[];
  stop(): Promise<void>;
}

export async function startDeskWorld(): Promise<DeskWorld> {
  const api = await startApi();
  const browser: Browser = await launchChromium();
  const origin = `http://localhost:${(api.strapi.server.httpServer.address() as AddressInfo).port}`;
  const { email, siteId } = api.network;
  const complaints: string[] = [];
  const inForce = async (): Promise<Version> => {
    const token = await api.signIn(email.operator);
    const { body } = await api.request<{ data: { questionnaire: Version } }>('GET', '/api/catalogue', { token });
    return body.data.questionnaire;
  };
  let version = await inForce();
  const person = async () => {
    const context = await browser.newContext({ locale: 'it-IT' });
    context.setDefaultTimeout(15_000);
    context.on('weberror', (error) => complaints.push(String(error.error())));
    context.on('console', (message) => {
      // An answer that is no success, or none, is told by the browser too: those are looked at one by one.
      const isAnswer = /status of 4|net::ERR_FAILED/.test(message.text());
      if (message.type() === 'error' && !isAnswer) complaints.push(message.text());
    });
    return context;
  };
  return {
    api,
    version: () => version,
    correct: async () => {
      const { id, number, snapshot } = version;
      const text = JSON.stringify({ ...snapshot, title: { ...snapshot.title, it: 'Questionario corretto' } });
      const { questionnaire_id } = await api.db('questionnaire_versions').where({ id }).first('questionnaire_id');
      await api.db('questionnaire_versions').where({ id }).update({ status: 'retired' });
      await insertRow(api.db, 'questionnaire_versions', {
        number: number + 1,
        status: 'published',
        hash: createHash('sha256').update(text).digest('hex'),
        snapshot: text,
        questionnaire_id,
        frozen_at: new Date(),
      });
      version = await inForce();
    },
    bring: async (answers, date = new Date().toISOString().slice(0, 10)) => {
      const key = Uint8Array.from(randomBytes(16));
      const locator = locatorFrom(Uint8Array.from(randomBytes(5)));
      const ciphertext = await seal({ format: 1, version: version.hash, date, answers }, locator, key);
      const kept = await api.request('POST', '/api/public/sealed-answers', {
        body: { locator, version: version.hash, ciphertext },
      });
      if (kept.status !== 201) throw new Error(`not kept: ${JSON.stringify(kept.body)}`);
      const token = await api.signIn(email.operator);
      const sent = { token, headers: newKey(), body: { way: 'public', siteId, locator } };
      const opened = await api.request<{ data: Summary }>('POST', '/api/cases', sent);
      return { code: printCode({ locator, key }), case: opened.body.data };
    },
    consent: async (id) => {
      const consent = consentOf(api, { givenName: 'Prova', familyName: 'Inventata' });
      const { status, body } = await give(api, email.operator, id, 'record-consent', consent);
      if (status !== 200) throw new Error(JSON.stringify(body));
    },
    person,
    enter: async (context) => {
      const page = await (context ?? (await person())).newPage();
      await page.goto(`${origin}/operatori/`);
      await signIn(page, email.operator);
      await page.getByRole('heading', { name: 'Le mie prese in carico' }).waitFor();
      return page;
    },
    complaints,
    stop: async () => {
      await browser.close();
      await api.stop();
    },
  };
}

/** Fills in the form that is there, and sends it. */
export async function signIn(page: Page, identifier: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Indirizzo mail o nome utente').fill(identifier);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Accedi', exact: true }).click();
}

/** Opens a case from the list, by its code. */
export async function openFromList(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: `Apri ${code}` }).click();
  await page.getByRole('heading', { name: 'Il questionario', exact: true }).waitFor();
}

/** Holds a screen to what every one owes: nothing axe finds, one heading of the first level, no scrolling sideways. */
export async function expectSound(page: Page, place: string): Promise<void> {
  expect({ place, violations: await violationsOf(page) }).toEqual({ place, violations: [] });
  expect({ place, headings: await page.locator('h1').count() }).toEqual({ place, headings: 1 });
  await page.setViewportSize({ width: 320, height: 640 });
  const needed = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize({ width: 1280, height: 720 });
  expect({ place, needed }).toEqual({ place, needed: 320 });
}

/** Answers what is asked until the results: how old one is, and not knowing for all the rest. */
export async function answerAll(page: Page, age: number): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    const heading = await settledHeading(page);
    if (heading === 'Risultati') return;
    if (heading === 'Quanti anni hai?') {
      await page.getByLabel(heading).fill(String(age));
      await page.getByRole('button', { name: 'Continua', exact: true }).click();
    } else await page.getByRole('button', { name: 'Non lo so', exact: true }).click();
    await page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, heading);
  }
  throw new Error('the questionnaire does not end');
}
