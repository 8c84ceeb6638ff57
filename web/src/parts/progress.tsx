import type { State } from '../state/state';
import { useWords } from '../words/words';

/**
 * How many questions are left at most, and when an answer made them more, that it did. No bar: it would have to go back.
 * It is there on every page, empty where there is nothing to say, so that what changes in it is read out.
 */
export function Progress({ state: { page, left, added, trail } }: { readonly state: State }) {
  const { t } = useWords();
  const isAsking = page.name === 'question' || page.name === 'people';
  const parts = isAsking && left > 0 ? [t('progress.left', { left })] : [];
  if (isAsking && added > 0) parts.push(t('progress.added', { added }));
  else if (isAsking && left > 0 && trail.length > 0) parts.push(t('progress.done', { done: trail.length }));
  return (
    <p class="progress" role="status">
      {parts.join(' ')}
    </p>
  );
}
