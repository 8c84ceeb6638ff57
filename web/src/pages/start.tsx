import type { Language } from '../../../src/domain/questionnaire/snapshot';
import { Heading } from '../parts/heading';
import { LanguageChoice } from '../parts/language-choice';
import { Listen } from '../parts/listen';
import { Unread } from '../parts/unread';
import type { Action } from '../state/reduce';
import type { State } from '../state/state';
import { useWords } from '../words/words';

interface StartProps {
  readonly state: State;
  readonly dispatch: (action: Action) => void;
  readonly speak: (language: Language) => void;
  /** Whether the questionnaire is there. */
  readonly isReady: boolean;
  readonly isInTrouble: boolean;
  readonly retry: () => void;
}

/** What this is, that answers stay here, and in which language. */
export function Start({ state, dispatch, speak, isReady, isInTrouble, retry }: StartProps) {
  const { t } = useWords();
  const points = [t('start.short'), t('start.private'), t('start.anonymous'), t('start.orientation')];
  return (
    <>
      <Heading>{t('start.title')}</Heading>
      <p class="lead">{t('start.what')}</p>
      <h2 id="languages">{t('language.label')}</h2>
      <LanguageChoice speak={speak} labelledBy="languages" />
      <Unread />
      <ul class="points">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {isInTrouble && (
        <div class="trouble" role="alert">
          <p>{t(isReady ? 'trouble.language' : 'trouble.questionnaire')}</p>
          {!isReady && (
            <button type="button" class="secondary" onClick={retry}>
              {t('trouble.retry')}
            </button>
          )}
        </div>
      )}
      <div class="actions">
        <button type="button" class="primary" disabled={!isReady} onClick={() => dispatch({ do: 'begin' })}>
          {t(state.trail.length > 0 ? 'start.go-on' : 'start.begin')}
        </button>
      </div>
      <Listen words={[t('start.title'), t('start.what'), ...points]} />
    </>
  );
}
