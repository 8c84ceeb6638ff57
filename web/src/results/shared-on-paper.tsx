import type { Form } from '../../../src/domain/questionnaire/compile';
import type { Explanation } from '../../../src/domain/questionnaire/explain';
import type { State } from '../state/state';
import { useWords } from '../words/words';
import { missingQuestions } from './missing';
import { Steps } from './steps';
import { stepsOf } from './steps-of';

interface SharedOnPaperProps {
  readonly form: Form;
  readonly state: State;
  readonly explanations: readonly Explanation[];
}

/** What several benefits share, said once so that all fits one sheet: the screen says it with each of them. */
export function SharedOnPaper({ form, state, explanations }: SharedOnPaperProps) {
  const { t, text } = useWords();
  const unknown = explanations.filter((one) => one.result === 'not-known');
  const missing = missingQuestions(form, state.answers, unknown);
  return (
    <div class="print-only">
      {missing.length > 0 && (
        <>
          <h2>{t('results.unknown')}</h2>
          <p>{missing.map((code) => text(form.questions.get(code)?.question.text ?? null)).join(' ')}</p>
        </>
      )}
      <Steps criteria={explanations.filter((one) => one.result !== 'not-indicated').flatMap(stepsOf)} />
    </div>
  );
}
