import { isNoAnswer, type NoAnswer } from '../../../src/domain/questionnaire/answers';
import { useWords } from '../words/words';

interface NotAnsweringProps {
  readonly given: unknown;
  readonly notAnswer: (none: NoAnswer['none']) => void;
}

/** Not knowing and not wanting to say are answers. */
export function NotAnswering({ given, notAnswer }: NotAnsweringProps) {
  const { t } = useWords();
  const said = isNoAnswer(given) ? given.none : null;
  return (
    <div class="not-answering">
      {(['dont-know', 'rather-not'] as const).map((none) => (
        <button key={none} type="button" class="secondary" aria-pressed={said === none} onClick={() => notAnswer(none)}>
          {t(none)}
        </button>
      ))}
    </div>
  );
}
