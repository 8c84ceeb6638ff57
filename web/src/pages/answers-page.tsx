import { Back } from '../parts/back';
import { Heading } from '../parts/heading';
import { answeredQuestions } from '../state/reduce';
import { answerInWords } from '../words/answer-in-words';
import { useWords } from '../words/words';
import type { PageProps } from './current-page';

/** Every answer that counts, each of which may be changed. */
export function AnswersPage({ state, dispatch, form }: PageProps) {
  const words = useWords();
  const { t, text } = words;
  return (
    <>
      <Heading>{t('answers.title')}</Heading>
      <p class="help">{t('answers.help')}</p>
      <ul class="answers">
        {answeredQuestions(form, state).map((code) => {
          const question = form.questions.get(code)?.question;
          if (!question) return null;
          return (
            <li key={code}>
              <p>{text(question.text)}</p>
              <p>
                <strong>{answerInWords(question, state.answers[code], words)}</strong>
              </p>
              <button type="button" class="secondary" onClick={() => dispatch({ do: 'change', code })}>
                {t('answers.change')} <span class="unseen">{text(question.text)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <Back dispatch={dispatch} words="back.results" />
    </>
  );
}
