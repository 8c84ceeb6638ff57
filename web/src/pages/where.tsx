import { useEffect, useState } from 'preact/hooks';
import { Back } from '../parts/back';
import { Heading } from '../parts/heading';
import { Listen } from '../parts/listen';
import { TerritoryChoice } from '../parts/territory-choice';
import { useWords } from '../words/words';
import type { PageProps } from './current-page';

/** In which territory one lives, before the results: to say where to go. It need not be said. */
export function Where({ state, dispatch, places }: PageProps) {
  const { t } = useWords();
  const [territory, setTerritory] = useState(state.territory);
  const hasNone = places.length === 0;
  useEffect(() => {
    // Places could not be read: there is nothing to choose.
    if (hasNone) dispatch({ do: 'live-in', territory: null });
  }, [hasNone, dispatch]);
  if (hasNone) return null;
  const submit = (event: Event) => {
    event.preventDefault();
    dispatch({ do: 'live-in', territory });
  };
  return (
    <form onSubmit={submit}>
      <Heading>{t('where.title')}</Heading>
      <p class="help" id="help">
        {t('where.help')}
      </p>
      <TerritoryChoice places={places} chosen={territory} choose={setTerritory} describedBy="help" />
      <div class="actions">
        <button type="submit" class="primary">
          {t('where.go-on')}
        </button>
        <button type="button" class="secondary" onClick={() => dispatch({ do: 'live-in', territory: null })}>
          {t('rather-not')}
        </button>
      </div>
      <div class="actions">
        <Back dispatch={dispatch} />
        <Listen words={[t('where.title'), t('where.help')]} />
      </div>
    </form>
  );
}
