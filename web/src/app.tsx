import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../../src/domain/questionnaire/snapshot';
import { Screen } from './parts/screen';
import { putGuard } from './privacy/back-button';
import { useBackButton } from './privacy/use-back-button';
import { useCount } from './server/use-count';
import { usePlaces } from './server/use-places';
import { useQuestionnaire } from './server/use-questionnaire';
import { type Action, reduce } from './state/reduce';
import { INITIAL } from './state/state';
import { directionOf } from './words/message';
import { WordsContext } from './words/words';

/** What the page was opened with. */
export interface AppProps {
  readonly language: Language;
  /** Whether everything was just erased. */
  readonly wasErased: boolean;
  /** The source tag of the link. */
  readonly tag: string | null;
}

/** The whole: words and questionnaire of the language chosen, and the state of whoever is answering. */
export function App({ language: first, wasErased, tag }: AppProps) {
  const [language, setLanguage] = useState(first);
  const { ready, isInTrouble, retry } = useQuestionnaire(language);
  const [state, setState] = useState(INITIAL);
  const form = ready?.form ?? null;
  const places = usePlaces(form !== null);
  const dispatch = (action: Action): void => {
    if (!form) return;
    if (action.do === 'begin') putGuard();
    setState((now) => reduce(form, now, action));
  };
  useBackButton(state.page.name === 'start', () => dispatch({ do: 'back' }));
  useCount(state, form, ready?.version ?? null, tag);
  useEffect(() => {
    if (!ready) return;
    const { documentElement } = document;
    documentElement.lang = ready.words.language;
    documentElement.dir = directionOf(ready.words.language);
    // The same on every page: titles are kept in the browser's history.
    document.title = ready.words.t('title');
  }, [ready]);

  if (!ready) return null;
  const speak = (chosen: Language) => (chosen === language ? retry() : setLanguage(chosen));
  return (
    <WordsContext.Provider value={ready.words}>
      <Screen {...{ state, dispatch, form, places, wasErased, isInTrouble, retry, speak }} version={ready.version} />
    </WordsContext.Provider>
  );
}
