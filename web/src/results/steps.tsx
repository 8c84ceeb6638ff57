import type { Criterion } from '../../../src/domain/questionnaire/snapshot';
import { useWords } from '../words/words';

/** What one may honestly do, each thing once. */
export function Steps({ criteria }: { readonly criteria: readonly Criterion[] }) {
  const { t, text } = useWords();
  const steps = [...new Set(criteria.map((one) => text(one.step)))];
  if (steps.length === 0) return null;
  return (
    <div class="steps">
      <h4>{t('results.steps')}</h4>
      <ul>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
    </div>
  );
}
