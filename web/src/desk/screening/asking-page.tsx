import { countingAnswers, evaluate, type Form } from '../../../../src/domain/questionnaire/compile';
import { nextQuestion } from '../../../../src/domain/questionnaire/next-question';
import { AnswersPage } from '../../pages/answers-page';
import { PeoplePage } from '../../pages/people-page';
import { PersonPage } from '../../pages/person-page';
import { QuestionPage } from '../../pages/question-page';
import { Heading } from '../../parts/heading';
import { Progress } from '../../parts/progress';
import { keyOf } from '../../parts/screen';
import type { Action } from '../../state/reduce';
import type { State } from '../../state/state';
import type { Questionnaire } from '../api/shapes';
import { useDeskWords } from '../words';
import { GivenAnswers } from './given-answers';
import { Reasoning } from './reasoning';
import { Register, type Registering } from './register';

interface AskingPageProps extends Omit<Registering, 'screening'> {
  readonly form: Form;
  readonly questionnaire: Questionnaire;
  readonly state: State;
  readonly dispatch: (action: Action) => void;
  /** Back to the case; the answers stay. */
  readonly toCase: () => void;
}

/** The questionnaire asked by an operator: the public pages' own questions, then results as operators see them. */
export function AskingPage({ form, questionnaire, state, dispatch, toCase, ...registering }: AskingPageProps) {
  const { d } = useDeskWords();
  return (
    <>
      <p class="about">
        {d('case.title')} <span dir="ltr">{registering.view.code}</span>
      </p>
      <Progress state={state} />
      <div key={keyOf(state)}>
        <Current {...{ form, state, dispatch, questionnaire }} {...registering} />
      </div>
      <div class="actions">
        <button type="button" class="quiet" onClick={toCase}>
          {d('asking.pause')}
        </button>
      </div>
    </>
  );
}

function Current(props: Omit<AskingPageProps, 'toCase'>) {
  const { form, state, dispatch, questionnaire, ...registering } = props;
  const { page } = state;
  const given = { form, state, dispatch, version: questionnaire.hash ?? '', places: [] };
  switch (page.name) {
    case 'question':
      return <QuestionPage {...given} page={page} />;
    case 'people':
      return <PeoplePage {...given} page={page} />;
    case 'person':
      return <PersonPage {...given} page={page} />;
    case 'answers':
      return <AnswersPage {...given} />;
    case 'results':
      return <AskedResults {...{ form, state, dispatch, questionnaire }} {...registering} />;
    case 'start':
    case 'where':
    case 'language':
    case 'keep':
      return null;
  }
}

function AskedResults(props: Omit<AskingPageProps, 'toCase'>) {
  const { form, state, dispatch, questionnaire, ...registering } = props;
  const { d, questions } = useDeskWords();
  const answers = countingAnswers(form, state.answers);
  const more = nextQuestion(form, state.answers, state.section);
  const results = evaluate(form, answers);
  const screening = { questionnaireVersionId: questionnaire.id, source: 'operator', results, answers } as const;
  return (
    <>
      <Heading>{d('results.title')}</Heading>
      {more && (
        <div class="callout">
          <p>{questions.t('results.more', { left: more.left })}</p>
          <button type="button" class="secondary" onClick={() => dispatch({ do: 'continue' })}>
            {questions.t('results.answer-more')}
          </button>
        </div>
      )}
      <Register {...registering} screening={screening} />
      <Reasoning form={form} answers={answers} />
      <GivenAnswers form={form} answers={answers} />
      <div class="actions">
        <button type="button" class="secondary" onClick={() => dispatch({ do: 'open', page: 'answers' })}>
          {d('results.change')}
        </button>
      </div>
    </>
  );
}
