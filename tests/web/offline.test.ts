import { pointer } from '../support/web/hands';
import { PLACES } from '../support/web/stand-in';
import { settledHeading, walk, wordsIn } from '../support/web/walk';
import { startWorld, type World } from '../support/web/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

test('once opened, the whole questionnaire works with no connection: also in a new page, with places, to the end', async () => {
  const t = wordsIn('it');
  const word = (key: string): string => t[key] ?? key;
  const first = await world.open('it');
  await first.evaluate(() => navigator.serviceWorker.ready);
  await first.waitForFunction(async () => (await caches.match('/api/public/places')) !== undefined);
  const context = first.context();
  await first.close();
  await world.server.stop();
  const askedBefore = world.server.asked.length;

  const page = await context.newPage();
  await page.goto(`${world.server.origin}/questionario/?da=prova`);
  await page.locator('button.primary:enabled').waitFor();
  const hands = pointer(page);
  await walk(page, 'it', hands, async (place) => {
    if (place === 'where') await page.getByLabel(word('where.territory')).selectOption('bologna');
  });
  expect(await page.locator('.places li').count()).toBe(PLACES.territories[0]?.places.length);

  // What does need the server says so, and loses nothing.
  await hands.press(word('results.keep'));
  await settledHeading(page);
  await hands.press(word('keep.do'));
  await page.getByText(word('keep.failed')).waitFor();

  // Erasing loads the page anew, and there it is.
  await hands.press(word('end.do'));
  await page.getByRole('heading', { name: word('ended.title') }).waitFor();
  expect(world.server.asked.length).toBe(askedBefore);
  await context.close();
});
