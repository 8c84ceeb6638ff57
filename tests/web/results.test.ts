import { pointer } from '../support/web/hands';
import { SAMPLE } from '../support/web/sample';
import { keepAnswers, settledHeading, walk, wordsIn } from '../support/web/walk';
import { startWorld, type World } from '../support/web/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const t = wordsIn('it');
const word = (key: string): string => t[key] ?? key;

test('results say why, why not, what is not known and what to do; a changed answer leads straight back to them', async () => {
  const page = await world.open('it');
  const hands = pointer(page);
  await walk(page, 'it', hands);
  const names = (group: string) => page.locator(`.${group} h3`).allTextContents();
  expect(await names('indicated')).toEqual(['Aiuto alla famiglia', 'Aiuto agli anziani']);
  expect(await names('not-indicated')).toEqual(['Aiuto per la casa']);
  expect(await page.locator('.not-indicated').textContent()).toContain('NOT_PUBLIC non risulta.');
  expect(await page.locator('.callout').first().textContent()).toContain('È solo un orientamento.');
  expect(await page.locator('.bring li').allTextContents()).toEqual(['Attestazione ISEE', 'Documento di identità']);

  await hands.press(word('results.change'));
  await settledHeading(page);
  await page.getByRole('button', { name: 'Quanto è il tuo ISEE?' }).click();
  await settledHeading(page);
  expect(await page.locator('input').inputValue()).toBe('4321');
  await hands.press(word('dont-know'));
  expect(await settledHeading(page)).toBe(word('results.title'));
  expect(await names('not-known')).toEqual(['Aiuto alla famiglia']);
  const unknown = page.locator('.not-known');
  expect(await unknown.textContent()).toContain('Chiedi a un CAF un ISEE aggiornato.');
  // What is missing is a question, which may be answered now.
  await unknown.getByRole('button', { name: word('results.answer') }).click();
  expect(await settledHeading(page)).toBe('Quanto è il tuo ISEE?');
  await hands.type('Quanto è il tuo ISEE?', '90.000');
  await hands.press(word('continue'));
  expect(await settledHeading(page)).toBe(word('results.title'));
  expect(await names('not-indicated')).toContain('Aiuto alla famiglia');
  await page.context().close();
});

test('a changed answer that opens questions says so on the results, and they lead back', async () => {
  const page = await world.open('it');
  const hands = pointer(page);
  await walk(page, 'it', hands);
  await hands.press(word('results.change'));
  await settledHeading(page);
  await page.getByRole('button', { name: 'Abiti in Italia?' }).click();
  await settledHeading(page);
  await hands.press(word('dont-know'));
  await settledHeading(page);
  await page.locator('.answers').waitFor({ state: 'detached' });
  await hands.press(word('results.change'));
  await settledHeading(page);
  await page.getByRole('button', { name: 'Quali aiuti hai già?' }).click();
  await settledHeading(page);
  await page.getByLabel(word('none'), { exact: true }).check();
  expect(await page.getByLabel('Alloggio', { exact: true }).isChecked()).toBe(false);
  await hands.press(word('continue'));
  await settledHeading(page);
  await hands.press(word('results.answer-more'));
  expect(await settledHeading(page)).toBe('Hai un’invalidità?');
  await hands.choose(word('yes'));
  await hands.press(word('continue'));
  expect(await settledHeading(page)).toBe(word('results.title'));
  expect(await page.locator('.indicated h3').allTextContents()).toContain('Aiuto per la casa');
  await page.context().close();
});

test('results print on one sheet, code and places included, without what is for the screen', async () => {
  const page = await world.open('it');
  const hands = pointer(page);
  await walk(page, 'it', hands, async (place) => {
    if (place === 'where') await page.getByLabel(word('where.territory')).selectOption('bologna');
  });
  await keepAnswers(page, 'it', hands);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button').count()).toBe(0);
  expect(await page.locator('.qr').isVisible()).toBe(true);
  expect(await page.getByText('Sportello Esempio').isVisible()).toBe(true);
  await page.context().close();
});

test('twenty benefits of which nothing is known, with all their steps and papers and a code, print on one sheet too', async () => {
  const long = 'una frase di prova lunga come quelle vere, che dice che cosa si può fare o portare';
  const papers = Array.from({ length: 17 }, (_, index) => ({
    code: `paper-${index}`,
    text: { it: `${index}: ${long}` },
  }));
  const benefits = Array.from({ length: 20 }, (_, index) => {
    const [one = SAMPLE.benefits[0]!] = SAMPLE.benefits.slice(index % 3);
    const step = { it: `${index}: ${long}` };
    return {
      ...one,
      code: `${one.code}_${index}`,
      name: { it: `Prestazione inventata numero ${index}` },
      bring: papers.map((paper) => paper.code),
      criteria: one.criteria.map((criterion) => ({ ...criterion, step })),
    };
  });
  const crowded = await startWorld({ ...SAMPLE, benefits, documents: papers });
  try {
    const page = await crowded.open('it');
    const hands = pointer(page);
    await hands.press(word('start.begin'));
    for (let step = 0; step < 20; step += 1) {
      const heading = await settledHeading(page);
      if (heading === word('results.title')) break;
      await hands.press(heading === word('where.title') ? word('where.go-on') : word('dont-know'));
      await page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, heading);
    }
    expect(await page.locator('.not-known h3').count()).toBe(20);
    await keepAnswers(page, 'it', hands);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  } finally {
    await crowded.stop();
  }
});

test("a question is read aloud by the device's own voice, never by one from elsewhere", async () => {
  const context = await world.person('it');
  await context.addInitScript(() => {
    const said: string[] = [];
    const voices = [
      { lang: 'it-IT', localService: false, name: 'elsewhere' },
      { lang: 'it-IT', localService: true, name: 'here' },
    ];
    Object.assign(window, { said });
    Object.defineProperty(window, 'SpeechSynthesisUtterance', {
      value: class extends EventTarget {
        constructor(readonly text: string) {
          super();
        }
      },
    });
    Object.defineProperty(window, 'speechSynthesis', {
      value: Object.assign(new EventTarget(), {
        getVoices: () => voices,
        speak: (one: { text: string; voice: { name: string } }) => said.push(`${one.voice.name}: ${one.text}`),
        cancel: () => undefined,
      }),
    });
  });
  const page = await context.newPage();
  await page.goto(`${world.server.origin}/questionario/`);
  await page.locator('button.primary:enabled').click();
  await settledHeading(page);
  await pointer(page).press(word('listen.do'));
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said).toEqual(['here: Abiti in Italia?. Anche senza una casa.']);
  await context.close();
});
