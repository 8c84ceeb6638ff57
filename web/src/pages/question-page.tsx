import { useEffect } from 'preact/hooks';
import { FieldForm } from '../fields/field-form';
import { Back } from '../parts/back';
import type { State } from '../state/state';
import type { PageProps } from './current-page';

type Asking = Extract<State['page'], { name: 'question' }>;

/** One question. */
export function QuestionPage({ state, dispatch, form, page }: PageProps & { readonly page: Asking }) {
  const question = form.questions.get(page.code)?.question;
  const isThere = question !== undefined && question.kind !== 'members';
  useEffect(() => {
    // Another language may bring a newer version, in which this question is no more.
    if (!isThere) dispatch({ do: 'continue' });
  }, [isThere, dispatch]);
  if (!isThere) return null;
  return (
    <FieldForm
      field={question}
      heading={null}
      given={state.answers[page.code]}
      answer={(value) => dispatch({ do: 'answer', value })}
      notAnswer={(none) => dispatch({ do: 'not-answer', none })}
    >
      <Back dispatch={dispatch} words={page.onwards === 'results' ? 'back.results' : 'back'} />
    </FieldForm>
  );
}
