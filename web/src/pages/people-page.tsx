import { useEffect } from 'preact/hooks';
import { Asides } from '../fields/asides';
import { NotAnswering } from '../fields/not-answering';
import { Back } from '../parts/back';
import { Heading } from '../parts/heading';
import { Listen } from '../parts/listen';
import type { People } from '../state/state';
import { personInWords } from '../words/answer-in-words';
import { useWords } from '../words/words';
import type { PageProps } from './current-page';

/** The other people of the household so far: add one, change one, or say that these are all. */
export function PeoplePage({ state, dispatch, form, page }: PageProps & { readonly page: People }) {
  const words = useWords();
  const { t, text } = words;
  const group = form.questions.get(page.code)?.question;
  const isThere = group?.kind === 'members';
  useEffect(() => {
    if (!isThere) dispatch({ do: 'continue' });
  }, [isThere, dispatch]);
  if (!isThere) return null;
  const { people } = page;
  return (
    <>
      <Heading>{text(group.text)}</Heading>
      <Asides asked={group} />
      <Listen words={[text(group.text), text(group.help)]} />
      {people.length > 0 && <p>{t('people.count', { count: people.length })}</p>}
      <ol class="people">
        {people.map((person, index) => (
          // People have no names here: their place is who they are.
          <li key={`${index} ${people.length}`}>
            <h2>{t('people.person', { number: index + 1 })}</h2>
            <p>{personInWords(group, person, words)}</p>
            <div class="actions">
              <button type="button" class="secondary" onClick={() => dispatch({ do: 'open-person', index })}>
                {t('people.change')} <span class="unseen">{t('people.person', { number: index + 1 })}</span>
              </button>
              <button type="button" class="secondary" onClick={() => dispatch({ do: 'remove-person', index })}>
                {t('people.remove')} <span class="unseen">{t('people.person', { number: index + 1 })}</span>
              </button>
            </div>
          </li>
        ))}
      </ol>
      <div class="actions">
        {people.length < group.max ? (
          <button type="button" class="secondary" onClick={() => dispatch({ do: 'open-person', index: people.length })}>
            {t('people.add')}
          </button>
        ) : (
          <p class="note">{t('people.most', { most: group.max })}</p>
        )}
        <button type="button" class="primary" onClick={() => dispatch({ do: 'all-people' })}>
          {t(people.length === 0 ? 'people.nobody' : 'people.all')}
        </button>
      </div>
      {people.length === 0 && (
        <NotAnswering given={state.answers[page.code]} notAnswer={(none) => dispatch({ do: 'not-answer', none })} />
      )}
      <Back dispatch={dispatch} words={page.onwards === 'results' ? 'back.results' : 'back'} />
    </>
  );
}
