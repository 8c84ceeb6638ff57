import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGREEMENT_COMMANDS } from '../../../src/domain/agreement/commands';
import { AGREEMENT_STAGES } from '../../../src/domain/agreement/stages';
import { COMMAND_NAMES } from '../../../src/domain/case/commands';
import { STAGES } from '../../../src/domain/case/stages';
import { ALL_SUBJECTS } from '../../../src/domain/deadline/subjects';
import { FRAMEWORK_COMMANDS } from '../../../src/domain/framework/commands';
import { FRAMEWORK_STAGES } from '../../../src/domain/framework/stages';
import type { FiscalCodeFault } from '../../../src/domain/identity/fiscal-code';
import en from '../../../src/domain/messages/en.json';
import it from '../../../src/domain/messages/it.json';
import { isMessageKey, type MessageKey, message } from '../../../src/domain/messages/message';
import { ROLES } from '../../../src/domain/network/actor';
import { STATUS } from '../../../src/http/errors';
import { AGREEMENT_ENTRY_TYPES } from '../../support/agreement/entry-types';
import { ENTRY_TYPES } from '../../support/domain/entry-types';
import { FRAMEWORK_ENTRY_TYPES } from '../../support/framework/entry-types';

const SRC = join(__dirname, '../../../src');

function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('admin'))
    .map((path) => ({ path, text: readFileSync(join(SRC, folder, path), 'utf8') }));
}
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

const keys = Object.keys(it) as MessageKey[];
const under = (prefix: string): string[] =>
  keys.filter((key) => key.startsWith(`${prefix}.`)).map((key) => key.slice(prefix.length + 1));

const RULE_CALL = /\brefused\(\s*[\w.]+,\s*'([a-z-]+)'/g;
const RULE_LITERAL = /\brule: '([a-z-]+)'/g;

/** Every rule something is refused by, in the domain or on the way to it, read from the sources. */
function rules(): string[] {
  return sources('.').flatMap(({ text }) => [...found(text, RULE_CALL), ...found(text, RULE_LITERAL)]);
}

/** Every key written out anywhere in the platform. */
function written(): string[] {
  return sources('.').flatMap(({ text }) => found(text, /'((?:rule|error|invalid|fiscal-code)\.[a-z-]+)'/g));
}

test('both languages have the same keys, in the same order, with the same placeholders', () => {
  const names = (text: string): string[] => found(text, /\{(\w+)\}/g).sort();
  expect(Object.keys(en)).toEqual(keys);
  for (const key of keys) expect([key, names(en[key])]).toEqual([key, names(it[key])]);
});

test('every rule is named where it refuses, so that its sentence can be held to exist', () => {
  for (const { path, text } of sources('domain')) {
    const calls = found(text, /(?<!function |typeof )\b(refused)\(/g).length;
    expect([path, found(text, RULE_CALL).length]).toEqual([path, calls]);
  }
});

test('every rule has its sentence, and no sentence is left without its rule', () => {
  const used = new Set([
    ...rules(),
    ...written()
      .filter((key) => key.startsWith('rule.'))
      .map((key) => key.slice(5)),
  ]);
  expect(under('rule')).toEqual([...used].sort());
});

test('every key written out in the platform is in the catalogues', () => {
  expect(written().filter((key) => !isMessageKey(key))).toEqual([]);
});

test.each<[string, readonly string[]]>([
  ['command', [...new Set([...COMMAND_NAMES, ...Object.keys({ ...AGREEMENT_COMMANDS, ...FRAMEWORK_COMMANDS })])]],
  ['stage', STAGES],
  ['subject', ALL_SUBJECTS],
  ['agreement-stage', AGREEMENT_STAGES],
  ['framework-stage', FRAMEWORK_STAGES],
  ['entry', [...new Set([...ENTRY_TYPES, ...AGREEMENT_ENTRY_TYPES, ...FRAMEWORK_ENTRY_TYPES])]],
  ['role', ROLES],
  ['fiscal-code', ['characters', 'check', 'date', 'length'] satisfies FiscalCodeFault[]],
])('every %s has its words, and no other', (prefix, names) => {
  expect(under(prefix).sort()).toEqual([...names].sort());
});

test('every error code has its sentence', () => {
  expect(Object.keys(STATUS).filter((code) => !isMessageKey(`error.${code}`))).toEqual([]);
});

test('a refusal is one or two short sentences: it says what to do next', () => {
  for (const catalogue of [it, en]) {
    for (const key of keys.filter((one) => /^(rule|error|invalid|fiscal-code)\./.test(one))) {
      expect([key, catalogue[key]]).toEqual([key, expect.stringMatching(/^\p{Lu}.{15,130}\.$/u)]);
    }
  }
});

test('values take their places; a missing one, or an unknown key, is an error that names it', () => {
  expect(message('it', 'invalid.too-long', { max: 100 })).toBe('È troppo lungo: al massimo 100 caratteri.');
  expect(message('en', 'stage.opened')).toBe('Opened');
  expect(() => message('it', 'invalid.too-long')).toThrow('{max} of the message invalid.too-long');
  expect(() => message('it', 'rule.invented' as MessageKey)).toThrow('rule.invented');
  expect(() => message('it', 'toString' as MessageKey)).toThrow(TypeError);
});
