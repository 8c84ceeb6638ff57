import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { MessageKey as ApiKey } from '../../../src/domain/messages/message';
import { readCatalogue } from '../words/catalogues';
import { fill } from '../words/message';
import { type Words, wordsOf } from '../words/words';
import type it from './messages/it.json';

/** The name of a sentence of this page. */
export type DeskKey = keyof typeof it;
type DeskCatalogue = Readonly<Record<DeskKey, string>>;
type ApiCatalogue = Readonly<Record<ApiKey, string>>;
/** Operators are spoken to in two languages. */
export type DeskLanguage = 'it' | 'en';
type Values = Readonly<Record<string, string | number>>;

/** The words of whoever is signed in. */
export interface DeskWords {
  readonly language: DeskLanguage;
  /** A sentence of this page. */
  d(key: DeskKey, values?: Values): string;
  /** What the platform calls a stage, a command or an entry; its bare name where it has no words yet. */
  named(kind: 'stage' | 'command' | 'entry', name: string): string;
  /** A day and an hour in words. */
  moment(instant: string): string;
  /** The words of the questionnaire's own pages, which are shown here too. */
  readonly questions: Words;
}

/** Each is a file of its own, fetched when it is asked for. */
const OWN: Readonly<Record<DeskLanguage, () => Promise<{ readonly default: DeskCatalogue }>>> = {
  it: () => import('./messages/it.json'),
  en: () => import('./messages/en.json'),
};
const PLATFORM: Readonly<Record<DeskLanguage, () => Promise<{ readonly default: ApiCatalogue }>>> = {
  it: () => import('../../../src/domain/messages/it.json'),
  en: () => import('../../../src/domain/messages/en.json'),
};

/** Reads all the words of a language. */
export async function readDeskWords(language: DeskLanguage): Promise<DeskWords> {
  const [own, platform, catalogue] = await Promise.all([
    OWN[language](),
    PLATFORM[language](),
    readCatalogue(language),
  ]);
  return deskWordsOf(language, own.default, platform.default, wordsOf(language, catalogue));
}

function deskWordsOf(
  language: DeskLanguage,
  own: DeskCatalogue,
  platform: Readonly<Record<string, string>>,
  questions: Words,
): DeskWords {
  const moments = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Rome' });
  return {
    language,
    d: (key, values) => fill(own[key], values),
    named: (kind, name) => platform[`${kind}.${name}`] ?? name,
    moment: (instant) => moments.format(new Date(instant)),
    questions,
  };
}

export const DeskWordsContext = createContext<DeskWords | null>(null);

/** The words of whoever is signed in. */
export function useDeskWords(): DeskWords {
  const words = useContext(DeskWordsContext);
  if (!words) throw new Error('words are given at the top');
  return words;
}
