import type { Action } from '../state/reduce';
import type { MessageKey } from '../words/message';
import { useWords } from '../words/words';

/** One step back. */
export function Back({
  dispatch,
  words = 'back',
}: {
  readonly dispatch: (action: Action) => void;
  readonly words?: MessageKey;
}) {
  const { t } = useWords();
  return (
    <button type="button" class="quiet back" onClick={() => dispatch({ do: 'back' })}>
      {t(words)}
    </button>
  );
}
