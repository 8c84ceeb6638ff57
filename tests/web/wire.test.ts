import { brotliCompressSync } from 'node:zlib';
import { questionnaireContents } from '../../database/seeds/reference/questionnaire-contents';
import { freeze } from '../../src/domain/questionnaire/freeze';
import { inLanguage } from '../../src/domain/questionnaire/in-language';
import { LANGUAGES, type Language } from '../../src/domain/questionnaire/snapshot';
import { pointer } from '../support/web/hands';
import { HASH } from '../support/web/stand-in';
import { keepAnswers, settledHeading, walk, wordsIn } from '../support/web/walk';
import { startWorld, type World } from '../support/web/world';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const t = wordsIn('it');
const word = (key: string): string => t[key] ?? key;
/** All that the pages may ask for (the contract), beside their own files. */
const CONTRACT = [
  /^GET \/questionario\/(\?da=prova)?$/,
  /^GET \/questionario\/(sw\.js|icon\.svg|assets\/[\w-]+\.(js|css))$/,
  /^GET \/api\/public\/questionnaire\?language=(it|en|ar|fr|ro|es|uk)$/,
  /^GET \/api\/public\/places$/,
  /^POST \/api\/public\/(counters|sealed-answers)$/,
];

test('until the first question at most 120 KB come over the wire, with the real questionnaire in its largest language', async () => {
  const whole = freeze(questionnaireContents);
  const size = (language: Language) => brotliCompressSync(JSON.stringify(inLanguage(whole, language))).length;
  const [largest = 'it'] = [...LANGUAGES].sort((one, other) => size(other) - size(one));
  const served = inLanguage(whole, largest);
  const real = await startWorld(served);
  try {
    const page = await (await real.person(largest)).newPage();
    await page.goto(`${real.server.origin}/questionario/`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.locator('button.primary:enabled').click();
    expect(served.sections[0]?.questions.map((one) => one.text[largest])).toContain(await settledHeading(page));
    const kilobytes = real.server.sent() / 1024;
    expect(kilobytes).toBeGreaterThan(10);
    // The limit (section 4). All that is kept for later is within it: it comes meanwhile.
    expect(kilobytes).toBeLessThan(120);
  } finally {
    await real.stop();
  }
});

test('a whole questionnaire asks for nothing but the contract, sends no cookie, and breaks no policy', async () => {
  const page = await world.open('it', { query: '?da=prova' });
  const elsewhere: string[] = [];
  page.context().on('request', (request) => {
    if (!request.url().startsWith(`${world.server.origin}/`)) elsewhere.push(request.url());
  });
  const hands = pointer(page);
  await walk(page, 'it', hands, async (place) => {
    if (place === 'where') await page.getByLabel(word('where.territory')).selectOption('bologna');
  });
  await keepAnswers(page, 'it', hands);
  await hands.press(word('results.change'));
  await settledHeading(page);
  await hands.press(word('back.results'));
  await settledHeading(page);

  const { asked } = world.server;
  const odd = asked
    .map((one) => `${one.method} ${one.address}`)
    .filter((one) => !CONTRACT.some((may) => may.test(one)));
  expect({ odd, elsewhere, complaints: world.complaints }).toEqual({ odd: [], elsewhere: [], complaints: [] });
  expect(asked.filter((one) => one.cookie !== undefined)).toEqual([]);
  // Counted once, whatever was looked at after.
  expect(asked.filter((one) => one.address === '/api/public/counters').map((one) => one.body)).toEqual([
    {
      version: HASH,
      territory: 'bologna',
      tag: 'prova',
      results: { FAMILY: 'indicated', OLDER: 'indicated', HOUSING: 'not-indicated' },
    },
  ]);
});

test('a page can load nothing from elsewhere and run nothing written into it', async () => {
  const page = await world.open('it');
  const outcome = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    const fetched = await fetch('https://example.org/').then(
      () => 'fetched',
      () => 'refused',
    );
    return { fetched, ran: 'ran' in window };
  });
  expect(outcome).toEqual({ fetched: 'refused', ran: false });
  expect(world.complaints.join('\n')).toMatch(/Content Security Policy/);
});
