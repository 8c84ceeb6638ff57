import { LANGUAGES, type Language } from '../../../src/domain/questionnaire/snapshot';
import { directionOf, NAMES } from '../words/message';
import { useWords } from '../words/words';

/** The seven languages, each by its own name. */
export function LanguageChoice({
  speak,
  labelledBy,
}: {
  readonly speak: (language: Language) => void;
  readonly labelledBy: string;
}) {
  const { language } = useWords();
  return (
    <ul class="languages" aria-labelledby={labelledBy}>
      {LANGUAGES.map((one) => (
        <li key={one}>
          <button
            type="button"
            class="secondary"
            lang={one}
            dir={directionOf(one)}
            aria-pressed={one === language}
            onClick={() => speak(one)}
          >
            {NAMES[one]}
          </button>
        </li>
      ))}
    </ul>
  );
}
