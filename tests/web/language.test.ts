import { pointer } from '../support/web/hands';
import { settledHeading, wordsIn } from '../support/web/walk';
import { startWorld, type World } from '../support/web/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const [italian, english, arabic] = [wordsIn('it'), wordsIn('en'), wordsIn('ar')];

test('another language is chosen in the middle: the question, its answer and what is left stay', async () => {
  const page = await world.open('it');
  const hands = pointer(page);
  await hands.press(italian['start.begin'] ?? '');
  await settledHeading(page);
  await hands.choose(italian['yes'] ?? '');
  await hands.press(italian['continue'] ?? '');
  await page.getByRole('heading', { name: 'Quando sei nato?' }).waitFor();
  await hands.press(`${italian['language.label']}: Italiano`);
  await settledHeading(page);
  await hands.press('العربية');
  await page.waitForFunction(() => document.documentElement.dir === 'rtl');
  await hands.press('English');
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('ltr');
  await hands.press(english['language.done'] ?? '');
  expect(await settledHeading(page)).toBe('When were you born?');
  await hands.press(english['back'] ?? '');
  await page.getByRole('heading', { name: 'Do you live in Italy?' }).waitFor();
  expect(await page.getByLabel(english['yes'] ?? '', { exact: true }).isChecked()).toBe(true);
  await page.context().close();
});

test('a language that was never read, without a connection, says so and the one there was goes on', async () => {
  const page = await world.open('it');
  const hands = pointer(page);
  await page.context().setOffline(true);
  await hands.press('العربية');
  await page.getByText(italian['trouble.language'] ?? '').waitFor();
  await page.context().setOffline(false);
  await hands.press('العربية');
  await page.getByRole('heading', { name: arabic['start.title'] ?? '' }).waitFor();
  await page.context().close();
});

test('without the questionnaire the start says so, and finds it when tried again', async () => {
  const context = await world.person('it');
  const page = await context.newPage();
  let isDown = true;
  await page.route('**/api/public/questionnaire*', (route) => (isDown ? route.abort() : route.continue()));
  await page.goto(`${world.server.origin}/questionario/`);
  await page.getByText(italian['trouble.questionnaire'] ?? '').waitFor();
  expect(await page.locator('button.primary').isDisabled()).toBe(true);
  isDown = false;
  await pointer(page).press(italian['trouble.retry'] ?? '');
  await page.locator('button.primary:enabled').waitFor();
  await context.close();
});
