import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { inProject } from '../../../scripts/platform/paths';
import type { Field } from '../../../src/domain/questionnaire/snapshot';
import type { Hands } from './hands';
import { SAMPLE } from './sample';

type Language = 'it' | 'en' | 'ar';
export type Words = Readonly<Record<string, string>>;

/** The interface's words, from the catalogue itself. */
export function wordsIn(language: Language): Words {
  const file = inProject('web', 'src', 'messages', `${language}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Words;
}

/** What somebody invented answers. `?` is "I don't know". */
export const GIVEN: Readonly<Record<string, unknown>> = {
  resident: true,
  permit: 'italian',
  born: '1950-03-27',
  health: '?',
  household: [{ age: 9, studies: '?' }],
  rooms: 2,
  isee: 4321,
  support: ['shelter'],
  'shelter-public': false,
};

/** From the results, keeps the answers under a printed code, and goes back to the results. */
export async function keepAnswers(page: Page, language: Language, hands: Hands): Promise<void> {
  const t = wordsIn(language);
  await hands.press(t['results.keep'] ?? '');
  await settledHeading(page);
  await hands.press(t['keep.do'] ?? '');
  await page.locator('.qr path[d^=M]').waitFor();
  await hands.press(t['back.results'] ?? '');
  await settledHeading(page);
}

/** Where a walk is: called on every page before it is answered. */
export type See = (place: string) => Promise<void>;

/** From the start to the results, answering what is asked as `GIVEN` says. */
export async function walk(page: Page, language: Language, hands: Hands, see: See = async () => {}): Promise<void> {
  const t = wordsIn(language);
  const word = (key: string): string => t[key] ?? key;
  const people = SAMPLE.sections.flatMap((one) => one.questions).find((one) => one.kind === 'members');
  const fields = people?.kind === 'members' ? people.fields : [];
  let added = false;
  await see('start');
  await hands.press(word('start.begin'));
  for (let step = 0; step < 40; step += 1) {
    const heading = await settledHeading(page);
    if (heading === word('results.title')) return see('results');
    if (heading === word('where.title')) {
      await see('where');
      await hands.press(word('where.go-on'));
      continue;
    }
    const question = SAMPLE.sections.flatMap((one) => one.questions).find((one) => one.text[language] === heading);
    const field = fields.find((one) => heading.endsWith(one.text[language] ?? '-'));
    await see(question?.code ?? `person ${field?.code}`);
    if (question?.kind === 'members') {
      if (added) await hands.press(word('people.all'));
      else await hands.press(word('people.add'));
      added = true;
    } else if (question) await answer(question, GIVEN[question.code], language, word, hands);
    else if (field) {
      const [person] = GIVEN['household'] as readonly Readonly<Record<string, unknown>>[];
      await answer(field, person?.[field.code], language, word, hands);
    } else throw new Error(`an unknown page: ${heading}`);
    await page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, heading);
  }
  throw new Error('the questionnaire does not end');
}

/** The heading of the page, once it has the focus: until then the page is changing. */
export async function settledHeading(page: Page): Promise<string> {
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  return (await page.locator('h1').textContent()) ?? '';
}

async function answer(
  field: Field,
  value: unknown,
  language: Language,
  word: (key: string) => string,
  hands: Hands,
): Promise<void> {
  if (value === '?') return hands.press(word('dont-know'));
  switch (field.kind) {
    case 'yes-no':
      await hands.choose(word(value === true ? 'yes' : 'no'));
      break;
    case 'choice':
    case 'choices':
      for (const option of field.options) {
        if (value === option.code || (Array.isArray(value) && value.includes(option.code)))
          await hands.choose(option.text[language] ?? '');
      }
      break;
    case 'number':
    case 'amount':
      await hands.type(await labelOf(field, language), String(value));
      break;
    case 'date': {
      const [year = '', month = '', day = ''] = String(value).split('-');
      await hands.type(word('day'), day);
      await hands.type(word('month'), month);
      await hands.type(word('year'), year);
    }
  }
  await hands.press(word('continue'));
}

/** A field's label is its heading; one of a person's says whose. */
async function labelOf(field: Field, language: Language): Promise<string> {
  const text = field.text[language] ?? '';
  return field.code === 'age' ? `${wordsIn(language)['people.person']?.replace('{number}', '1')}: ${text}` : text;
}
