import { TerritoryChoice } from '../parts/territory-choice';
import type { Territory } from '../server/read';
import type { Action } from '../state/reduce';
import type { State } from '../state/state';
import { useWords } from '../words/words';

interface WhereToGoProps {
  readonly places: readonly Territory[];
  readonly state: State;
  readonly dispatch: (action: Action) => void;
}

/** The places of the territory chosen. */
export function WhereToGo({ places, state, dispatch }: WhereToGoProps) {
  const { t } = useWords();
  const territory = places.find((one) => one.code === state.territory);
  return (
    <section class="where">
      <h2>{t('results.where')}</h2>
      {places.length > 0 && (
        <div class="screen-only">
          <TerritoryChoice
            places={places}
            chosen={state.territory}
            choose={(chosen) => dispatch({ do: 'live-in', territory: chosen })}
          />
        </div>
      )}
      {territory && (
        <ul class="places" aria-label={territory.name}>
          {territory.places.map((place) => (
            <li key={`${place.kind} ${place.name} ${place.address}`}>
              <strong>
                <bdi>{place.name}</bdi>
              </strong>{' '}
              {place.organisation !== place.name && <bdi>{place.organisation}</bdi>}
              {place.address !== null && (
                <address>
                  <bdi>{place.address}</bdi>
                </address>
              )}
            </li>
          ))}
        </ul>
      )}
      <p>{t('results.where-else')}</p>
    </section>
  );
}
