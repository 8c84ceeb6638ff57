import type { Answers } from '../../../../src/domain/questionnaire/answers';
import type { Form } from '../../../../src/domain/questionnaire/compile';
import { type ExplainedCriterion, type Explanation, explain } from '../../../../src/domain/questionnaire/explain';
import { useDeskWords } from '../words';
import { AnswerValue } from './answer-value';
import { SmallestChange } from './smallest-change';

const GROUPS = ['indicated', 'not-known', 'not-indicated'] as const;

/** Results as operators see them: every criterion of every benefit, how it stands, where it is written, how sure it is. */
export function Reasoning({ form, answers }: { readonly form: Form; readonly answers: Answers }) {
  const { d, questions } = useDeskWords();
  const explanations = explain(form, answers);
  return (
    <>
      <div class="callout">
        <p>{questions.text(form.snapshot.notice)}</p>
      </div>
      {GROUPS.map((result) => {
        const found = explanations.filter((one) => one.result === result);
        return found.length === 0 ? null : (
          <section key={result} class={result}>
            <h2>{d(`result.${result}`)}</h2>
            {found.map((one) => (
              <OneBenefit key={one.benefit.code} explanation={one} form={form} answers={answers} />
            ))}
          </section>
        );
      })}
    </>
  );
}

interface OneBenefitProps {
  readonly explanation: Explanation;
  readonly form: Form;
  readonly answers: Answers;
}

function OneBenefit({ explanation, form, answers }: OneBenefitProps) {
  const { d, questions } = useDeskWords();
  const { benefit, result, criteria } = explanation;
  return (
    <article class="benefit">
      <h3>{questions.text(benefit.name)}</h3>
      <p>
        <strong>{d(`result.${result}`)}</strong>
      </p>
      <ul class="criteria">
        {criteria.map((one) => (
          <OneCriterion key={one.criterion.code} explained={one} form={form} answers={answers} />
        ))}
      </ul>
      <SmallestChange form={form} answers={answers} benefit={benefit} />
    </article>
  );
}

interface OneCriterionProps {
  readonly explained: ExplainedCriterion;
  readonly form: Form;
  readonly answers: Answers;
}

/** A criterion: what is open is said as it would be if it held. */
function OneCriterion({ explained, form, answers }: OneCriterionProps) {
  const { d, questions } = useDeskWords();
  const { criterion, standing } = explained;
  const asked = explained.questions.flatMap((code) => form.questions.get(code)?.question ?? []);
  return (
    <li class={standing}>
      <strong>{d(`standing.${standing}`)}</strong>{' '}
      {questions.text(standing === 'fails' ? criterion.fails : criterion.holds)}{' '}
      <small class="source" lang="it" dir="ltr">
        {criterion.source}
      </small>{' '}
      {criterion.certainty === 'to-verify' && <small class="to-verify">{d('certainty.to-verify')}</small>}
      {asked.length > 0 && (
        <details>
          <summary>{d('criterion.answers')}</summary>
          <dl class="facts">
            {asked.map((question) => (
              <div key={question.code}>
                <dt>{questions.text(question.text)}</dt>
                <dd>
                  <AnswerValue question={question} value={answers[question.code]} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}
