import { useState } from 'preact/hooks';
import type { Answers } from '../../../../src/domain/questionnaire/answers';
import type { Form } from '../../../../src/domain/questionnaire/compile';
import { type Change, smallestChange } from '../../../../src/domain/questionnaire/smallest-change';
import type { Benefit } from '../../../../src/domain/questionnaire/snapshot';
import { useDeskWords } from '../words';
import { AnswerValue } from './answer-value';

interface SmallestChangeProps {
  readonly form: Form;
  readonly answers: Answers;
  readonly benefit: Benefit;
}

/** On demand, the fewest answers that would give a benefit another result: which answer to look at twice. */
export function SmallestChange({ form, answers, benefit }: SmallestChangeProps) {
  const { d, questions } = useDeskWords();
  const [found, setFound] = useState<Change | 'none' | null>(null);
  const look = () => setFound(smallestChange(form, answers, benefit.code) ?? 'none');
  return (
    <>
      <button type="button" class="quiet" onClick={look}>
        {d('smallest.do')} <span class="unseen">({questions.text(benefit.name)})</span>
      </button>
      <div role="status">
        {found === 'none' && <p>{d('smallest.none')}</p>}
        {found !== null && found !== 'none' && (
          <>
            <p>{d('smallest.found', { result: d(`result.${found.result}`) })}</p>
            <dl class="facts">
              {Object.entries(found.answers).map(([code, value]) => {
                const question = form.questions.get(code)?.question;
                return question ? (
                  <div key={code}>
                    <dt>{questions.text(question.text)}</dt>
                    <dd>
                      {d('smallest.now')} <AnswerValue question={question} value={answers[code]} />
                    </dd>
                    <dd>
                      {d('smallest.then')} <AnswerValue question={question} value={value} />
                    </dd>
                  </div>
                ) : null;
              })}
            </dl>
          </>
        )}
      </div>
    </>
  );
}
