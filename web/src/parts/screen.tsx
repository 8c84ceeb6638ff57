import { useState } from 'preact/hooks';
import type { Form } from '../../../src/domain/questionnaire/compile';
import type { Language } from '../../../src/domain/questionnaire/snapshot';
import { CurrentPage } from '../pages/current-page';
import { Ended } from '../pages/ended';
import { Start } from '../pages/start';
import { endAndErase } from '../privacy/erase';
import { useAbsence } from '../privacy/use-absence';
import type { Territory } from '../server/read';
import type { Action } from '../state/reduce';
import type { State } from '../state/state';
import { Footer } from './footer';
import { Header } from './header';
import { IdleWarning } from './idle-warning';
import { Progress } from './progress';
import { useHeadingFocus } from './use-heading-focus';

export interface ScreenProps {
  readonly state: State;
  readonly dispatch: (action: Action) => void;
  /** Null until the questionnaire was read. */
  readonly form: Form | null;
  readonly version: string | null;
  readonly places: readonly Territory[];
  readonly wasErased: boolean;
  /** Whether the questionnaire could not be read. */
  readonly isInTrouble: boolean;
  readonly retry: () => void;
  readonly speak: (language: Language) => void;
}

/** What every page has around it: header with the way out, progress, the warning before all is erased. */
export function Screen({ state, dispatch, form, version, places, wasErased, isInTrouble, retry, speak }: ScreenProps) {
  const [saysErased, setSaysErased] = useState(wasErased);
  const { page } = state;
  const hasSomething = page.name !== 'start' || state.trail.length > 0;
  const { absence, refuse } = useAbsence(hasSomething, endAndErase);
  const key = saysErased ? 'ended' : keyOf(state);
  useHeadingFocus(key);
  return (
    <>
      <Header
        end={endAndErase}
        openLanguages={
          page.name === 'start' || page.name === 'language' ? null : () => dispatch({ do: 'open', page: 'language' })
        }
      />
      <main id="main">
        <Progress state={state} />
        <div class="page" key={key}>
          {saysErased ? (
            <Ended again={() => setSaysErased(false)} />
          ) : page.name === 'start' || !form || version === null ? (
            <Start {...{ state, dispatch, speak, isInTrouble, retry }} isReady={form !== null} />
          ) : (
            <CurrentPage {...{ state, dispatch, form, version, places, speak, isInTrouble }} />
          )}
        </div>
      </main>
      <Footer />
      {typeof absence === 'object' && <IdleWarning left={absence.left} refuse={refuse} end={endAndErase} />}
    </>
  );
}

/** Names a page's place, so that a new one starts with empty fields and with its heading in focus. */
export function keyOf({ page }: State): string {
  switch (page.name) {
    case 'question':
      return `question ${page.code}`;
    case 'people':
      return `people ${page.code} ${page.people.length}`;
    case 'person':
      return `person ${page.code} ${page.index} ${page.field}`;
    case 'start':
    case 'language':
    case 'where':
    case 'results':
    case 'answers':
    case 'keep':
      return page.name;
  }
}
