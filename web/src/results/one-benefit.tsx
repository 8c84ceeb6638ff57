import type { Form } from '../../../src/domain/questionnaire/compile';
import type { Explanation } from '../../../src/domain/questionnaire/explain';
import type { Action } from '../state/reduce';
import type { State } from '../state/state';
import { useWords } from '../words/words';
import { Reasons } from './reasons';
import { Unknowns } from './unknowns';

interface OneBenefitProps {
  readonly explanation: Explanation;
  readonly form: Form;
  readonly state: State;
  readonly dispatch: (action: Action) => void;
}

/** A benefit: why the answers point to it or not, what isn't known, and the honest steps. */
export function OneBenefit({ explanation, form, state, dispatch }: OneBenefitProps) {
  const { t, text } = useWords();
  const { benefit, result, criteria, steps } = explanation;
  const standing = (wanted: 'holds' | 'fails') => criteria.filter((one) => one.standing === wanted);
  const open = criteria.filter((one) => one.standing === 'open');
  return (
    <article class="benefit">
      <h3>{text(benefit.name)}</h3>
      <p class="about">{text(benefit.about)}</p>
      {result === 'not-indicated' ? (
        <Reasons title={t('results.why-not')} criteria={standing('fails')} which="fails" />
      ) : (
        <Reasons title={t('results.why')} criteria={standing('holds')} which="holds" />
      )}
      {result === 'not-known' && <Unknowns benefit={text(benefit.name)} {...{ form, state, dispatch, open }} />}
      {steps.length > 0 && (
        <>
          <h4>{t('results.steps')}</h4>
          <ul>
            {[...new Set(steps.map((one) => text(one.step)))].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </>
      )}
    </article>
  );
}
