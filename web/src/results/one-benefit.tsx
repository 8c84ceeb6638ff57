import type { Form } from '../../../src/domain/questionnaire/compile';
import type { Explanation } from '../../../src/domain/questionnaire/explain';
import type { Action } from '../state/reduce';
import type { State } from '../state/state';
import { useWords } from '../words/words';
import { Reasons } from './reasons';
import { Steps } from './steps';
import { stepsOf } from './steps-of';
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
  const { benefit, result, criteria } = explanation;
  const standing = (wanted: 'holds' | 'fails') => criteria.filter((one) => one.standing === wanted);
  return (
    <article class="benefit">
      <h3>{text(benefit.name)}</h3>
      <p class="about">{text(benefit.about)}</p>
      {result === 'not-indicated' ? (
        <Reasons title={t('results.why-not')} criteria={standing('fails')} which="fails" />
      ) : (
        <Reasons
          title={t(result === 'indicated' ? 'results.why' : 'results.so-far')}
          criteria={standing('holds')}
          which="holds"
        />
      )}
      {result === 'not-known' && <Unknowns {...{ form, state, explanation, dispatch }} />}
      <Steps criteria={stepsOf(explanation)} />
    </article>
  );
}
