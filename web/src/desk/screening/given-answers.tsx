import type { Answers } from '../../../../src/domain/questionnaire/answers';
import type { Form } from '../../../../src/domain/questionnaire/compile';
import { useDeskWords } from '../words';
import { AnswerValue } from './answer-value';

/** The answers that count, in the order of the questions. */
export function GivenAnswers({ form, answers }: { readonly form: Form; readonly answers: Answers }) {
  const { d, questions } = useDeskWords();
  const given = [...form.questions.values()].filter(({ question }) => answers[question.code] !== undefined);
  return (
    <section>
      <h2>{d('answers.title')}</h2>
      {given.length === 0 && <p>{d('answers.none')}</p>}
      <dl class="facts">
        {given.map(({ question }) => (
          <div key={question.code}>
            <dt>{questions.text(question.text)}</dt>
            <dd>
              <AnswerValue question={question} value={answers[question.code]} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
