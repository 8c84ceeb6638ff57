import { Heading } from '../parts/heading';
import { useWords } from '../words/words';

/** After everything was erased. */
export function Ended({ again }: { readonly again: () => void }) {
  const { t } = useWords();
  return (
    <>
      <Heading>{t('ended.title')}</Heading>
      <p class="lead">{t('ended.text')}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={again}>
          {t('ended.again')}
        </button>
      </div>
    </>
  );
}
