import { useEffect, useState } from 'preact/hooks';
import { compileForm, type Form } from '../../../src/domain/questionnaire/compile';
import type { Language } from '../../../src/domain/questionnaire/snapshot';
import { readCatalogue } from '../words/catalogues';
import { type Words, wordsOf } from '../words/words';
import { readQuestionnaire } from './read';

/** What there is in the language chosen: first the words, then also the questionnaire, with its version's hash. */
export interface Ready {
  readonly words: Words;
  readonly form: Form | null;
  readonly version: string | null;
}

/** Reads what the language needs. What was there before stays until all of the new is, also when it can't be read. */
export function useQuestionnaire(language: Language) {
  const [ready, setReady] = useState<Ready | null>(null);
  const [isInTrouble, setInTrouble] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    // An answer that comes after the language was changed again is nobody's.
    let isCurrent = true;
    setInTrouble(false);
    const reading = readCatalogue(language).then((catalogue) => wordsOf(language, catalogue));
    const whole = Promise.all([reading, readQuestionnaire(language)]);
    void reading.then(
      (words) => {
        if (isCurrent) setReady((now) => (now?.form ? now : { words, form: null, version: null }));
      },
      () => undefined,
    );
    void whole.then(
      ([words, { version, snapshot }]) => {
        if (isCurrent) setReady({ words, version: version.hash, form: compileForm(snapshot, todayInRome()) });
      },
      () => {
        if (isCurrent) setInTrouble(true);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [language, attempt]);
  return { ready, isInTrouble, retry: () => setAttempt((now) => now + 1) };
}

/** Rules are dated by Italy's days. */
export function todayInRome(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome', dateStyle: 'short' }).format(new Date());
}
