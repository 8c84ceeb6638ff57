import type { Form } from '../../../src/domain/questionnaire/compile';
import type { Language } from '../../../src/domain/questionnaire/snapshot';
import type { Territory } from '../server/read';
import type { Action } from '../state/reduce';
import type { State } from '../state/state';
import { AnswersPage } from './answers-page';
import { Keep } from './keep';
import { LanguagePage } from './language-page';
import { PeoplePage } from './people-page';
import { PersonPage } from './person-page';
import { QuestionPage } from './question-page';
import { Results } from './results';
import { Where } from './where';

/** What a page is given. */
export interface PageProps {
  readonly state: State;
  readonly dispatch: (action: Action) => void;
  readonly form: Form;
  /** The hash of the questionnaire's version. */
  readonly version: string;
  readonly places: readonly Territory[];
}

/** The page the state says. */
export function CurrentPage(
  props: PageProps & { readonly speak: (language: Language) => void; readonly isInTrouble: boolean },
) {
  const { page } = props.state;
  switch (page.name) {
    case 'start':
      return null;
    case 'language':
      return <LanguagePage {...props} />;
    case 'question':
      return <QuestionPage {...props} page={page} />;
    case 'people':
      return <PeoplePage {...props} page={page} />;
    case 'person':
      return <PersonPage {...props} page={page} />;
    case 'where':
      return <Where {...props} />;
    case 'results':
      return <Results {...props} />;
    case 'answers':
      return <AnswersPage {...props} />;
    case 'keep':
      return <Keep {...props} />;
  }
}
