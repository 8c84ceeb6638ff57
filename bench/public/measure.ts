import type { Page } from 'puppeteer-core';
import { type Say, step } from '../../scripts/platform/progress';
import italian from '../../web/src/messages/it.json';
import { type Audit, auditLoading, auditStanding } from './audit';
import { toFirstQuestion, turnPage, withBrowser } from './browser';
import { openWire } from './wire';

/** Where a server gives out the page to measure. A name, not a number: only so is it trusted without TLS everywhere. */
export function addressAt(port: number): string {
  return `http://localhost:${port}/questionario/`;
}

/** A page and all that was said of it. */
export interface Audited {
  readonly page: string;
  readonly audits: readonly Audit[];
}

/** What is judged, the blank page first. The others than the start have no address: they are reached, and judged as they stand. */
const PAGES: Readonly<Record<string, (page: Page, ports: Ports) => Promise<Audit>>> = {
  blank: (page, { blank }) => auditLoading(page, addressAt(blank)),
  start: (page, { ours }) => auditLoading(page, addressAt(ours)),
  question: async (page, { ours }) => {
    await toFirstQuestion(page, addressAt(ours));
    return auditStanding(page);
  },
  results: async (page, { ours }) => {
    await toResults(page, addressAt(ours));
    return auditStanding(page);
  },
};

interface Ports {
  readonly blank: number;
  readonly ours: number;
}

/** So many runs of each, in turn and each in a browser of its own, so that what disturbs the machine disturbs all alike. */
export async function measurePages(ports: Ports, runs: number, say: Say): Promise<readonly Audited[]> {
  const audited = Object.entries(PAGES).map(([page, judge]) => ({ page, judge, audits: [] as Audit[] }));
  for (let run = 1; run <= runs; run += 1) {
    for (const { page, judge, audits } of audited) {
      audits.push(await step(say, `${page}, ${run} of ${runs}`, () => withBrowser((tab) => judge(tab, ports))));
    }
  }
  return audited;
}

/** Bytes that come over the wire for the blank page, and until the first question, the service worker's included. */
export async function measureBytes(ports: Ports): Promise<{ readonly blank: number; readonly ours: number }> {
  const counted = async (port: number, visit: (page: Page, address: string) => Promise<unknown>) => {
    const wire = await openWire(port);
    await withBrowser((page) => visit(page, addressAt(wire.port))).finally(() => wire.stop());
    return wire.received();
  };
  return {
    blank: await counted(ports.blank, (page, address) => page.goto(address, { waitUntil: 'networkidle0' })),
    ours: await counted(ports.ours, toFirstQuestion),
  };
}

/** Somebody who knows nothing: the results then are as long as they can be. */
async function toResults(page: Page, address: string): Promise<void> {
  await toFirstQuestion(page, address);
  for (let turn = 0; turn < 100; turn += 1) {
    const heading = await page.$eval('h1', (one) => one.textContent);
    if (heading === italian['results.title']) return;
    const button = heading === italian['where.title'] ? italian['where.go-on'] : italian['dont-know'];
    await turnPage(page, `button::-p-text(${button})`);
  }
  throw new Error('the questionnaire does not end');
}
