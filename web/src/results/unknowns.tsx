import { countingAnswers, type Form } from '../../../src/domain/questionnaire/compile';
import type { ExplainedCriterion } from '../../../src/domain/questionnaire/explain';
import type { Action } from '../state/reduce';
import type { State } from '../state/state';
import { useWords } from '../words/words';

interface UnknownsProps {
  readonly benefit: string;
  readonly form: Form;
  readonly state: State;
  readonly dispatch: (action: Action) => void;
  readonly open: readonly ExplainedCriterion[];
}

/** What isn't known and would have to be: the questions, each of which one may still answer. */
export function Unknowns({ benefit, form, state, dispatch, open }: UnknownsProps) {
  const { t, text } = useWords();
  const counting = countingAnswers(form, state.answers);
  const codes = [...new Set(open.flatMap((one) => one.questions))].filter(
    (code) => !form.answers(code, counting[code]) && makesSense(form, code, state),
  );
  return (
    <>
      <h4>{t('results.unknown')}</h4>
      {codes.length === 0 && <p>{t('results.unknown-elsewhere')}</p>}
      <ul>
        {codes.map((code) => (
          <li key={code}>
            {text(form.questions.get(code)?.question.text ?? null)}{' '}
            <button type="button" class="quiet screen-only" onClick={() => dispatch({ do: 'change', code })}>
              {t('results.answer')} <span class="unseen">({benefit})</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A question whose condition fails is not one anybody could answer. */
function makesSense(form: Form, code: string, { answers }: State): boolean {
  const asked = form.questions.get(code);
  return asked !== undefined && (asked.onlyIf === null || asked.onlyIf.test(countingAnswers(form, answers)) === 1);
}
