import { useEffect, useState } from 'preact/hooks';
import { endAndErase } from '../privacy/erase';
import { WordsContext } from '../words/words';
import { createSession } from './api/session';
import type { Me } from './api/shapes';
import { Shell } from './parts/shell';
import { SignInAgain } from './parts/sign-in-again';
import { SignInPage } from './parts/sign-in-page';
import { type DeskLanguage, type DeskWords, DeskWordsContext, readDeskWords } from './words';
import { Work } from './work';

/** What the page was opened with. */
interface DeskProps {
  readonly language: DeskLanguage;
  /** Whether somebody just went out, and everything was erased. */
  readonly wasErased: boolean;
}

/** The operators' page: signing in, and what is done once in. Who is in is known in memory only. */
export function Desk({ language: first, wasErased }: DeskProps) {
  const [language, setLanguage] = useState(first);
  const [words, setWords] = useState<DeskWords | null>(null);
  const [me, setMe] = useState<Me | null>(null);
  const [asksAgain, setAsksAgain] = useState(false);
  const [session] = useState(() => createSession(() => setAsksAgain(true)));
  useEffect(() => {
    void readDeskWords(language).then((read) => {
      document.documentElement.lang = read.language;
      document.title = read.d('title');
      setWords(read);
    });
  }, [language]);
  if (!words) return null;

  const leave = (): void => {
    // Not waited for: what is here goes at once, also while the server does not answer.
    void session.signOut();
    endAndErase();
  };
  const entered = (person: Me): void => {
    setLanguage(person.language);
    setMe(person);
  };
  return (
    <DeskWordsContext.Provider value={words}>
      <WordsContext.Provider value={words.questions}>
        <Shell me={me} leave={leave}>
          {me ? (
            <Work session={session} me={me} />
          ) : (
            <SignInPage session={session} entered={entered} wasErased={wasErased} />
          )}
        </Shell>
        {asksAgain && <SignInAgain session={session} entered={() => setAsksAgain(false)} leave={leave} />}
      </WordsContext.Provider>
    </DeskWordsContext.Provider>
  );
}
