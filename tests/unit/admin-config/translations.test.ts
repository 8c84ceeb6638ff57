import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import en from '../../../src/admin/translations/en.json';
import it from '../../../src/admin/translations/it.json';

const SRC = join(__dirname, '../../../src');
const files = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => readFileSync(join(SRC, folder, path), 'utf8'));

const words: Readonly<Record<string, string>> = it;
const english: Readonly<Record<string, string>> = en;

test('the panel’s two catalogues have the same keys', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(it).sort());
});

test('a hint has one translation, for it is found by its Italian text', () => {
  const hints = Object.keys(words).filter((key) => key.endsWith('.hint'));
  const byText = new Map(hints.map((key) => [words[key], english[key]]));
  expect(hints.filter((key) => byText.get(words[key]) !== english[key])).toEqual([]);
});

test('every choice a content offers, and every content’s name, has its words', () => {
  const schemas = [...files('api', 'schema.json'), ...files('components', '.json')].map(
    (text) =>
      JSON.parse(text) as { info: { displayName: string }; attributes: Record<string, { enum?: readonly string[] }> },
  );
  const choices = schemas.flatMap(({ attributes }) => Object.values(attributes).flatMap((one) => one.enum ?? []));
  expect([...new Set(choices)].filter((value) => !(value in words))).toEqual([]);
  const names = schemas.filter((one) => 'kind' in one).map((one) => one.info.displayName);
  expect(names.filter((name) => !(name in words))).toEqual([]);
});

test('the publishing page’s words are in the catalogues', () => {
  const said = files('admin/publishing', '.tsx').flatMap((text) => [...text.matchAll(/\bsay\('([\w.-]+)'/g)]);
  expect(said.length).toBeGreaterThan(30);
  expect(said.map(([, name]) => `publishing.${name}`).filter((key) => !(key in words))).toEqual([]);
});
