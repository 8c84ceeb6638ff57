import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../../../scripts/platform/paths';
import { LANGUAGES } from '../../../src/domain/questionnaire/snapshot';
import { fill, NAMES, preferredLanguage, UNREAD } from '../../../web/src/words/message';

const folder = inProject('web', 'src', 'messages');
const catalogue = (language: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8'));
const italian = catalogue('it');
const placeholders = (sentence: string): readonly string[] => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();

test('there is a catalogue for every language, and a name', () => {
  expect(readdirSync(folder).sort()).toEqual(LANGUAGES.map((one) => `${one}.json`).sort());
  expect(Object.keys(NAMES).sort()).toEqual([...LANGUAGES].sort());
});

test.each(LANGUAGES)('in %s every sentence is there, in order, with the values of the Italian one', (language) => {
  const words = catalogue(language);
  expect(Object.keys(words)).toEqual(Object.keys(italian).sort());
  for (const [key, sentence] of Object.entries(words)) {
    expect(sentence.trim()).not.toBe('');
    expect({ key, values: placeholders(sentence) }).toEqual({ key, values: placeholders(italian[key] ?? '') });
  }
});

test('every sentence is used by some page, and every one that is used is there', () => {
  const files = readdirSync(inProject('web', 'src'), { recursive: true, encoding: 'utf8' });
  const code = files
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(inProject('web', 'src', name), 'utf8'))
    .join('\n');
  const made = ['results.indicated', 'results.not-known', 'results.not-indicated', 'fault.number', 'fault.amount'];
  const unused = Object.keys(italian).filter((key) => !code.includes(`'${key}'`) && !code.includes(`"${key}"`));
  expect(unused.filter((key) => !made.includes(key))).toEqual([]);
});

test('Italian and English were written here; the others wait for a native reader', () => {
  expect([...LANGUAGES].filter((one) => !UNREAD.has(one))).toEqual(['it', 'en']);
});

test('the first language somebody reads that there is; else Italian', () => {
  expect(preferredLanguage(['de-DE', 'uk-UA', 'en'])).toBe('uk');
  expect(preferredLanguage(['ar'])).toBe('ar');
  expect(preferredLanguage(['de', 'zh-Hans'])).toBe('it');
  expect(preferredLanguage([])).toBe('it');
});

test('values are put in their places', () => {
  expect(fill('da {min} a {max}', { min: 1, max: 2 })).toBe('da 1 a 2');
});
