import { useMemo } from 'preact/hooks';
import { compileForm, countingAnswers, evaluate } from '../../../../src/domain/questionnaire/compile';
import { Heading } from '../../parts/heading';
import type { Questionnaire } from '../api/shapes';
import { useDeskWords } from '../words';
import { GivenAnswers } from './given-answers';
import type { Opened } from './open-code';
import { Reasoning } from './reasoning';
import { Register, type Registering } from './register';

interface OpenedPageProps extends Omit<Registering, 'screening'> {
  readonly opened: Opened;
  readonly questionnaire: Questionnaire | null;
  readonly toCase: () => void;
}

/**
 * Answers that were sealed, as they were given and on the day they were. Those of an older version are shown under the one
 * in force, and not registered: their own results cannot be worked out here any more.
 */
export function OpenedPage({ opened, questionnaire, toCase, ...registering }: OpenedPageProps) {
  const { d, questions } = useDeskWords();
  const { contents, versionId } = opened;
  const form = useMemo(
    () => questionnaire && compileForm(questionnaire.snapshot, contents.date),
    [questionnaire, contents],
  );
  const answers = form && countingAnswers(form, contents.answers);
  const isSame = questionnaire?.hash === contents.version;
  return (
    <>
      <Heading>{d('opened.title')}</Heading>
      <p class="about">
        {d('case.title')} <span dir="ltr">{registering.view.code}</span>
      </p>
      <p>{d('opened.date', { day: questions.day(contents.date) })}</p>
      {!isSame && <p class="note">{d('opened.older')}</p>}
      {form && answers && (
        <>
          {isSame && (
            <Register
              {...registering}
              screening={{
                questionnaireVersionId: versionId,
                source: 'public-code',
                results: evaluate(form, answers),
                answers,
              }}
            />
          )}
          <GivenAnswers form={form} answers={answers} />
          <Reasoning form={form} answers={answers} />
        </>
      )}
      <button type="button" class="quiet back" onClick={toCase}>
        {d('to-case')}
      </button>
    </>
  );
}
