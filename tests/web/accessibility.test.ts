import type { Page } from 'playwright-core';
import { violationsOf } from '../support/web/axe';
import { pointer } from '../support/web/hands';
import { type See, settledHeading, walk, wordsIn } from '../support/web/walk';
import { startWorld, type World } from '../support/web/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const LANGUAGES = ['it', 'ar'] as const;

/** Every page there is, the ones beside the way too. */
async function everyPage(page: Page, language: 'it' | 'ar', see: See): Promise<void> {
  const t = wordsIn(language);
  const word = (key: string): string => t[key] ?? key;
  const hands = pointer(page);
  let isFirst = true;
  await walk(page, language, hands, async (place) => {
    await see(place);
    if (place === 'where') await page.getByLabel(word('where.territory')).selectOption('bologna');
    // A fault, once of each kind of field.
    if (place !== 'start' && (await page.locator('button[type=submit]').count()) > 0 && place !== 'where') {
      await page.locator('button[type=submit]').click();
      await page.locator('#fault').waitFor();
      await see(`${place}, refused`);
    }
    if (place === 'start' || !isFirst) return;
    isFirst = false;
    await page.locator('.header-do button').first().click();
    await settledHeading(page);
    await see('language');
    await hands.press(word('language.done'));
    await settledHeading(page);
  });
  await hands.press(word('results.change'));
  await settledHeading(page);
  await see('answers');
  await hands.press(word('back.results'));
  await settledHeading(page);
  await hands.press(word('results.keep'));
  await settledHeading(page);
  await see('keep');
  await hands.press(word('keep.do'));
  await page.locator('.qr path[d^=M]').waitFor();
  await see('kept');
  await hands.press(word('back.results'));
  await settledHeading(page);
  await see('results with the code');
  await hands.press(word('end.do'));
  await page.getByRole('heading', { name: word('ended.title') }).waitFor();
  await see('ended');
}

describe.each(LANGUAGES)('Every page, in %s', (language) => {
  test('has nothing that axe finds wrong, one heading of the first level, and a language', async () => {
    const page = await world.open(language);
    const seen: string[] = [];
    await everyPage(page, language, async (place) => {
      seen.push(place);
      expect({ place, violations: await violationsOf(page) }).toEqual({ place, violations: [] });
      expect(await page.locator('h1').count()).toBe(1);
    });
    expect(seen.length).toBeGreaterThan(20);
    await page.context().close();
  });

  test.each([
    ['at 320 pixels', { width: 320, height: 640 }, '100%'],
    ['with letters of twice the size', { width: 640, height: 800 }, '200%'],
  ])('is read without scrolling sideways %s', async (_name, viewport, size) => {
    const page = await world.open(language, { viewport });
    await everyPage(page, language, async (place) => {
      const [needed, there] = await page.evaluate((letters) => {
        document.documentElement.style.fontSize = letters;
        return [document.documentElement.scrollWidth, document.documentElement.clientWidth];
      }, size);
      expect({ place, needed }).toEqual({ place, needed: there });
      // Targets are big: 44 pixels, as WCAG 2.2 asks at its highest level, but for what is within a line of text.
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('button, .box, select, input[type=text], summary')]
          .filter((one) => one.getBoundingClientRect().height < 44)
          .map((one) => one.outerHTML),
      );
      expect({ place, small }).toEqual({ place, small: [] });
    });
    await page.context().close();
  });
});

test.each(['it', 'en', 'ar', 'fr', 'ro', 'es', 'uk'])(
  'the start in %s fits 320 pixels, and says when nobody read it',
  async (language) => {
    const context = await world.person(language, { viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    await page.goto(`${world.server.origin}/questionario/`);
    await page.locator('button.primary:enabled').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    expect(await page.locator('.note').count()).toBe(language === 'it' || language === 'en' ? 0 : 1);
    await context.close();
  },
);

test('the warning before all is erased has nothing wrong either', async () => {
  const context = await world.person('it');
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${world.server.origin}/questionario/`);
  await page.locator('button.primary:enabled').click();
  await settledHeading(page);
  // The watch begins a frame after the page is there, and on the page's own clock: a leap before it would be no absence.
  await page.clock.runFor('00:01');
  await page.clock.fastForward('04:05');
  await page.getByRole('alertdialog').waitFor();
  await page.clock.resume();
  expect(await violationsOf(page)).toEqual([]);
  await context.close();
});
