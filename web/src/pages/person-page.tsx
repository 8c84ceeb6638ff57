import { FieldForm } from '../fields/field-form';
import { Back } from '../parts/back';
import type { State } from '../state/state';
import { useWords } from '../words/words';
import type { PageProps } from './current-page';

type Asking = Extract<State['page'], { name: 'person' }>;

/** One thing about one person of the household. */
export function PersonPage({ dispatch, form, page }: PageProps & { readonly page: Asking }) {
  const { t } = useWords();
  const group = form.questions.get(page.code)?.question;
  const field = group?.kind === 'members' ? group.fields[page.field] : undefined;
  if (!field) return <Back dispatch={dispatch} />;
  return (
    <FieldForm
      field={field}
      heading={t('people.person', { number: page.index + 1 })}
      given={page.person[field.code]}
      answer={(value) => dispatch({ do: 'answer', value })}
      notAnswer={(none) => dispatch({ do: 'not-answer', none })}
    >
      <Back dispatch={dispatch} />
    </FieldForm>
  );
}
