import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Snapshot } from '../../../src/domain/questionnaire/snapshot';
import { PAGES } from './build-pages';
import { launchChromium } from './chromium';
import { type StandIn, startStandIn } from './stand-in';

/** A browser and a server for one file of tests. */
export interface World {
  readonly browser: Browser;
  readonly server: StandIn;
  /** A page of somebody new, in a language, at the start. */
  open(language: 'it' | 'ar' | 'en', options?: BrowserContextOptions & { readonly query?: string }): Promise<Page>;
  /** A context of somebody new, before any page. */
  person(language: string, options?: BrowserContextOptions): Promise<BrowserContext>;
  stop(): Promise<void>;
  /** What the browser complained of: refused by the policy, errors, what could not be loaded. */
  readonly complaints: string[];
}

const LOCALES: Readonly<Record<string, string>> = { it: 'it-IT', ar: 'ar-EG', en: 'en-GB' };

export async function startWorld(snapshot?: Snapshot): Promise<World> {
  const dist = process.env[PAGES];
  if (dist === undefined) throw new Error('the pages were not built');
  const [browser, server] = await Promise.all([launchChromium(), startStandIn(dist, snapshot)]);
  const complaints: string[] = [];
  const person = async (language: string, options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ locale: LOCALES[language] ?? language, ...options });
    context.setDefaultTimeout(10_000);
    context.on('weberror', (error) => complaints.push(String(error.error())));
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    return context;
  };
  return {
    browser,
    server,
    complaints,
    person,
    open: async (language, { query = '', ...options } = {}) => {
      const page = await (await person(language, options)).newPage();
      await page.goto(`${server.origin}/questionario/${query}`);
      await page.locator('button.primary:enabled').waitFor();
      return page;
    },
    stop: async () => {
      await browser.close();
      await server.stop();
    },
  };
}
