import { LANGUAGES, type Language } from '../../../src/domain/questionnaire/snapshot';
import type it from '../messages/it.json';

/** The name of a sentence; the same in every language. */
export type MessageKey = keyof typeof it;
export type Catalogue = Readonly<Record<MessageKey, string>>;

/** Catalogues that a native reader has not seen yet. */
export const UNREAD: ReadonlySet<Language> = new Set(['ar', 'fr', 'ro', 'es', 'uk']);

/** Written from right to left. */
const RIGHT_TO_LEFT: ReadonlySet<Language> = new Set(['ar']);

/** How languages call themselves. */
export const NAMES: Readonly<Record<Language, string>> = {
  it: 'Italiano',
  en: 'English',
  ar: 'العربية',
  fr: 'Français',
  ro: 'Română',
  es: 'Español',
  uk: 'Українська',
};

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr';
}

/** The first of the languages somebody reads that there is; Italian where there is none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  const codes = wanted.map((one) => one.toLowerCase().split('-')[0]);
  return LANGUAGES.find((one) => one === codes.find((code) => LANGUAGES.some((known) => known === code))) ?? 'it';
}

/** A sentence with every `{name}` replaced by its value. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}
