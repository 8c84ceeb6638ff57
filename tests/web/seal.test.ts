import jsQR from 'jsqr';
import type { Page } from 'playwright-core';
import { pointer } from '../support/web/hands';
import { openSealed } from '../support/web/open-sealed';
import { HASH } from '../support/web/stand-in';
import { GIVEN, settledHeading, walk, wordsIn } from '../support/web/walk';
import { startWorld, type World } from '../support/web/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const t = wordsIn('it');
const word = (key: string): string => t[key] ?? key;

interface Posted {
  readonly locator: string;
  readonly version: string;
  readonly ciphertext: string;
}
const posted = (): readonly Posted[] =>
  world.server.asked.filter((one) => one.address === '/api/public/sealed-answers').map((one) => one.body as Posted);

const lettersOn = async (page: Page): Promise<string> =>
  ((await page.locator('.letters').textContent()) ?? '').trim().replaceAll(/\s+/g, '-');

/** Reads the drawing as a phone's camera would. */
async function scan(page: Page): Promise<string | undefined> {
  await page.waitForFunction(() => (document.querySelector('.qr path')?.getAttribute('d') ?? '') !== '');
  const path = (await page.locator('.qr path').getAttribute('d')) ?? '';
  const side = Number((await page.locator('.qr').getAttribute('viewBox'))?.split(' ')[2]);
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => Number(y) * side + Number(x)));
  const scale = 6;
  const pixels = new Uint8ClampedArray((side * scale) ** 2 * 4).fill(255);
  for (let at = 0; at < (side * scale) ** 2; at += 1) {
    const [x, y] = [Math.floor((at % (side * scale)) / scale), Math.floor(at / (side * scale) / scale)];
    if (dark.has(y * side + x)) pixels.fill(0, at * 4, at * 4 + 3);
  }
  return jsQR(pixels, side * scale, side * scale)?.data;
}

test('answers are sealed in the browser: what is sent opens with the printed code, and with nothing else', async () => {
  const page = await world.open('it');
  const hands = pointer(page);
  await walk(page, 'it', hands);
  await hands.press(word('results.keep'));
  await settledHeading(page);
  world.server.refuseSealed = 1;
  await hands.press(word('keep.do'));
  await page.locator('.letters').waitFor();

  const [refused, kept, ...more] = posted();
  expect(more).toEqual([]);
  // A locator that is taken is drawn anew, and so is the key.
  expect(refused?.locator).not.toBe(kept?.locator);
  expect(Object.keys(kept ?? {})).toEqual(['locator', 'version', 'ciphertext']);
  expect(kept?.locator).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  expect(kept?.version).toBe(HASH);
  expect(kept?.ciphertext).toMatch(/^[A-Za-z0-9_-]{40,100000}$/);

  const code = await lettersOn(page);
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(code.slice(0, 9).replace('-', '')).toBe(kept?.locator);
  const opened = openSealed(code, kept?.ciphertext ?? '') as { answers: Record<string, unknown>; version: string };
  expect(opened).toMatchObject({ format: 1, version: HASH });
  expect(opened.answers).toMatchObject({ born: GIVEN['born'], isee: GIVEN['isee'], support: GIVEN['support'] });
  expect(() => openSealed(code, refused?.ciphertext ?? '')).toThrow();
  // The key never left: of the code only the locator is in anything that was asked for.
  const key = code.replaceAll('-', '').slice(8);
  expect(JSON.stringify(world.server.asked)).not.toContain(key.slice(0, 12));
  expect(await scan(page)).toBe(code);

  // The code is with the results, to print; a changed answer makes it an older one, and it says so.
  await hands.press(word('back.results'));
  await settledHeading(page);
  expect(await lettersOn(page)).toBe(code);
  expect(await page.getByText(word('keep.changed')).count()).toBe(0);
  await hands.press(word('results.change'));
  await settledHeading(page);
  await page.getByRole('button', { name: 'Abiti in Italia?' }).click();
  await settledHeading(page);
  await hands.press(word('dont-know'));
  await settledHeading(page);
  expect(await page.getByText(word('keep.changed')).count()).toBe(1);
  await page.context().close();
});
