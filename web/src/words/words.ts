import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language, Text } from '../../../src/domain/questionnaire/snapshot';
import { type Catalogue, fill, type MessageKey } from './message';

/** The words of the language chosen. */
export interface Words {
  readonly language: Language;
  /** A sentence of the interface. */
  t(key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
  /** Words of the questionnaire: in the language chosen, else in one that there is. */
  text(text: Text | null): string;
  /** A whole number as it is written in the language, in digits everybody learnt. */
  number(value: number): string;
  /** A day 'YYYY-MM-DD' or an instant, in words. */
  day(value: string): string;
}

export function wordsOf(language: Language, catalogue: Catalogue): Words {
  const locale = `${language}-u-nu-latn`;
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Rome' });
  return {
    language,
    t: (key, values) => {
      const written = Object.entries(values ?? {}).map(([name, value]) => [
        name,
        typeof value === 'number' ? numbers.format(value) : value,
      ]);
      return fill(catalogue[key], Object.fromEntries(written));
    },
    text: (text) => (text && (text[language] ?? Object.values(text)[0])) || '',
    number: (value) => numbers.format(value),
    day: (value) => days.format(new Date(value)),
  };
}

export const WordsContext = createContext<Words | null>(null);

/** The words of the language chosen. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('words are given at the top');
  return words;
}
