import puppeteer, { type Page } from 'puppeteer-core';
import { findChromium } from '../../tests/support/web/chromium';

const open = new Set<() => Promise<void>>();

/** Closes every browser still open: for an interruption. */
export async function closeBrowsers(): Promise<void> {
  for (const close of open) await close();
}

/** Starts the browser of somebody who reads Italian and was never here, does something with its page, and ends it. */
export async function withBrowser<T>(use: (page: Page) => Promise<T>): Promise<T> {
  // Root has no user namespaces to make a sandbox of.
  const args = ['--accept-lang=it-IT,it', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const browser = await puppeteer.launch({ executablePath: findChromium(), defaultViewport: null, args });
  const close = () => browser.close();
  open.add(close);
  try {
    const [page = await browser.newPage()] = await browser.pages();
    return await use(page);
  } finally {
    open.delete(close);
    await close();
  }
}

/** Opens the questionnaire and begins it: ends with the first question there, and all that is kept for later. */
export async function toFirstQuestion(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'networkidle0' });
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await turnPage(page, 'button.primary');
}

/** Presses a button and waits for the page it leads to. */
export async function turnPage(page: Page, button: string): Promise<void> {
  const before = await page.$eval('h1', (one) => one.textContent);
  await page.click(button);
  await page.waitForFunction(
    (was) => (document.querySelector('h1')?.textContent ?? was) !== was && document.activeElement?.tagName === 'H1',
    {},
    before,
  );
}
