import type { Form } from '../../../src/domain/questionnaire/compile';
import type { Explanation } from '../../../src/domain/questionnaire/explain';
import type { Action } from '../state/reduce';
import type { State } from '../state/state';
import { useWords } from '../words/words';
import { missingQuestions } from './missing';

interface UnknownsProps {
  readonly form: Form;
  readonly state: State;
  readonly explanation: Explanation;
  readonly dispatch: (action: Action) => void;
}

/** What isn't known of a benefit and would have to be: the questions, each of which one may still answer. */
export function Unknowns({ form, state, explanation, dispatch }: UnknownsProps) {
  const { t, text } = useWords();
  const codes = missingQuestions(form, state.answers, [explanation]);
  return (
    <div class="unknowns">
      <h4>{t('results.unknown')}</h4>
      {codes.length === 0 && <p>{t('results.unknown-elsewhere')}</p>}
      <ul>
        {codes.map((code) => (
          <li key={code}>
            {text(form.questions.get(code)?.question.text ?? null)}{' '}
            <button type="button" class="quiet" onClick={() => dispatch({ do: 'change', code })}>
              {t('results.answer')} <span class="unseen">({text(explanation.benefit.name)})</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
