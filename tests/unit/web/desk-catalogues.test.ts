import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../../../scripts/platform/paths';

const folder = inProject('web', 'src', 'desk');
const catalogue = (language: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(folder, 'messages', `${language}.json`), 'utf8'));
const italian = catalogue('it');
const placeholders = (sentence: string): readonly string[] => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();

test('both languages have the same sentences, in order, with the same values', () => {
  const english = catalogue('en');
  expect(Object.keys(italian)).toEqual(Object.keys(italian).sort());
  expect(Object.keys(english)).toEqual(Object.keys(italian));
  for (const [key, sentence] of Object.entries(english)) {
    expect(sentence.trim()).not.toBe('');
    expect({ key, values: placeholders(sentence) }).toEqual({ key, values: placeholders(italian[key] ?? '') });
  }
});

test('every sentence is used by the desk', () => {
  const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  // Those made of a name: their beginning is in the code.
  const made = (key: string) => code.includes(`\`${key.slice(0, key.indexOf('.') + 1)}\${`);
  expect(Object.keys(italian).filter((key) => !code.includes(`'${key}'`) && !made(key))).toEqual([]);
});
