import { keyboard } from '../support/web/hands';
import { settledHeading, walk, wordsIn } from '../support/web/walk';
import { startWorld, type World } from '../support/web/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

describe.each(['it', 'ar'] as const)('A whole questionnaire by keyboard alone, in %s', (language) => {
  const t = wordsIn(language);

  test('from the start to the results, an answer changed, and everything erased', async () => {
    const page = await world.open(language);
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
      language,
      language === 'ar' ? 'rtl' : 'ltr',
    ]);
    const hands = keyboard(page);
    const places: string[] = [];
    await walk(page, language, hands, async (place) => {
      places.push(place);
      expect(await page.locator('h1').count()).toBe(1);
    });
    // Every kind of question was met, and every page took the focus to its heading (`settledHeading`).
    const kinds = [
      'resident',
      'permit',
      'born',
      'household',
      'person age',
      'person studies',
      'rooms',
      'isee',
      'support',
    ];
    expect(places).toEqual(expect.arrayContaining(['start', ...kinds, 'where', 'results']));
    expect(await page.locator('.indicated .benefit').count()).toBe(2);

    await hands.press(t['results.change'] ?? '');
    expect(await settledHeading(page)).toBe(t['answers.title']);
    await hands.press(`${t['answers.change']} ${language === 'it' ? 'Abiti in Italia?' : 'هل تعيش في إيطاليا؟'}`);
    await settledHeading(page);
    await hands.choose(t['no'] ?? '');
    await hands.press(t['continue'] ?? '');
    expect(await settledHeading(page)).toBe(t['results.title']);
    expect(await page.locator('.indicated .benefit').count()).toBe(1);

    await hands.press(t['end.do'] ?? '');
    await page.getByRole('heading', { name: t['ended.title'] ?? '' }).waitFor();
    await page.context().close();
  });
});

test('an empty answer is refused beside its field, and the focus goes there', async () => {
  const t = wordsIn('it');
  const page = await world.open('it');
  const hands = keyboard(page);
  await hands.press(t['start.begin'] ?? '');
  await settledHeading(page);
  await hands.press(t['continue'] ?? '');
  const fault = page.locator('#fault');
  await fault.waitFor();
  const described = await page.evaluate(() => {
    const one = document.activeElement;
    return [
      one?.tagName,
      one?.getAttribute('aria-invalid'),
      one?.closest('fieldset')?.getAttribute('aria-describedby'),
    ];
  });
  expect(described.slice(0, 2)).toEqual(['INPUT', 'true']);
  expect(described[2]).toContain('fault');
  await page.context().close();
});
