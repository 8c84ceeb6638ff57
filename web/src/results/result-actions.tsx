import { canSeal } from '../seal/seal';
import type { Action } from '../state/reduce';
import type { State } from '../state/state';
import { useWords } from '../words/words';

/** What one may do with the results. */
export function ResultActions({
  state,
  dispatch,
}: {
  readonly state: State;
  readonly dispatch: (action: Action) => void;
}) {
  const { t } = useWords();
  return (
    <section class="screen-only">
      <h2>{t('results.now')}</h2>
      <div class="actions">
        <button type="button" class="primary" onClick={() => print()}>
          {t('results.print')}
        </button>
        <button type="button" class="secondary" onClick={() => dispatch({ do: 'open', page: 'answers' })}>
          {t('results.change')}
        </button>
        {canSeal() && (
          <button type="button" class="secondary" onClick={() => dispatch({ do: 'open', page: 'keep' })}>
            {t(state.kept ? 'results.kept' : 'results.keep')}
          </button>
        )}
      </div>
      <p class="hint">{t('results.print-hint')}</p>
    </section>
  );
}
