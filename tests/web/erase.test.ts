import type { Page } from 'playwright-core';
import { pointer } from '../support/web/hands';
import { memoryOf, type Traces, tracesOf } from '../support/web/traces';
import { GIVEN, settledHeading, walk, wordsIn } from '../support/web/walk';
import { startWorld, type World } from '../support/web/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const t = wordsIn('it');
const word = (key: string): string => t[key] ?? key;
/** Answers that are found nowhere by chance. */
const MARKS = [String(GIVEN['born']), String(GIVEN['isee'])];

const marksIn = (text: string): readonly string[] => MARKS.filter((mark) => text.includes(mark));
const nothingOf = (traces: Traces): void => {
  expect(traces.storage).toBe('[{},{}]');
  expect(traces.databases).toBe('[]');
  expect(traces.cookies).toBe('[]');
  expect(traces.address).toBe(`${world.server.origin}/questionario/`);
  expect(traces.title).toBe(word('title'));
  expect(marksIn(traces.caches)).toEqual([]);
  expect(JSON.stringify(traces.history.state)).toMatch(/^(null|"guard")$/);
};
const ended = (page: Page) => page.getByRole('heading', { name: word('ended.title') }).waitFor();

test('while one answers, nothing is kept but in memory; after End and erase, not there either', async () => {
  const page = await world.open('it');
  const before = await tracesOf(page);
  await walk(page, 'it', pointer(page), async () => nothingOf(await tracesOf(page)));
  await pointer(page).press(word('results.change'));
  await settledHeading(page);
  const during = await tracesOf(page);
  nothingOf(during);
  // The positive control: what is looked for is found where it must be.
  expect(marksIn(during.shown)).toEqual([String(GIVEN['isee'])]);
  expect(await memoryOf(page)).toContain(GIVEN['born']);
  // One entry for the browser's Back, however much was answered.
  expect(during.history.length - before.history.length).toBe(1);

  await pointer(page).press(word('end.do'));
  await ended(page);
  const after = await tracesOf(page);
  nothingOf(after);
  expect(marksIn(after.shown)).toEqual([]);
  // A heap's dump is full of numbers, so that one of the marks is looked for only which is none.
  expect(await memoryOf(page)).not.toContain(GIVEN['born']);
  expect(after.history.length).toBe(during.history.length);

  // Nor does the browser's own Back bring anything back.
  await page.goBack();
  expect(marksIn(await page.content())).toEqual([]);
  await page.context().close();
});

test('every page has End and erase, and it erases from each', async () => {
  const page = await world.open('it');
  await walk(page, 'it', pointer(page), async () => {
    expect(await page.getByRole('button', { name: word('end.do'), exact: true }).isVisible()).toBe(true);
  });
  for (const key of ['results.change', 'results.keep']) {
    await pointer(page).press(word(key));
    await settledHeading(page);
    expect(await page.getByRole('button', { name: word('end.do'), exact: true }).isVisible()).toBe(true);
    await pointer(page).press(word('back.results'));
    await settledHeading(page);
  }
  await page.context().close();
});

test("the browser's Back goes to the question before, with its answer; a page left and come back to is empty", async () => {
  const page = await world.open('it');
  const { press, choose } = pointer(page);
  await press(word('start.begin'));
  const first = await settledHeading(page);
  await choose(word('yes'));
  await press(word('continue'));
  await page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, first);
  await page.goBack();
  await page.getByRole('heading', { name: first }).waitFor();
  expect(await page.getByLabel(word('yes'), { exact: true }).isChecked()).toBe(true);

  await page.goto('about:blank');
  await page.goBack();
  await page.getByRole('heading', { name: word('start.title') }).waitFor();
  expect(await page.getByRole('button', { name: word('start.begin') }).count()).toBe(1);
  await page.context().close();
});

test('a page left idle warns after four minutes, and erases after five unless it is refused', async () => {
  const context = await world.person('it');
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${world.server.origin}/questionario/`);
  await page.locator('button.primary:enabled').waitFor();
  // With nothing answered there is nothing to erase.
  await page.clock.fastForward('30:00');
  expect(await page.locator('dialog').count()).toBe(0);

  await pointer(page).press(word('start.begin'));
  const first = await settledHeading(page);
  // The watch begins a frame after the page is there, and on the page's own clock: a leap before it would be no absence.
  await page.clock.runFor('00:01');
  await page.clock.fastForward('03:50');
  expect(await page.locator('dialog').count()).toBe(0);
  await page.clock.fastForward('00:15');
  await page.getByRole('alertdialog', { name: word('idle.title') }).waitFor();
  // The way to refuse has the focus, and Enter is enough.
  await page.keyboard.press('Enter');
  await page.locator('dialog').waitFor({ state: 'detached' });
  expect(await page.locator('h1').textContent()).toBe(first);

  await page.clock.fastForward('04:05');
  await page.getByRole('alertdialog').waitFor();
  await page.clock.fastForward('01:00');
  await ended(page);
  nothingOf(await tracesOf(page));
  await context.close();
});
