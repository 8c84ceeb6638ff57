import { UNREAD } from '../words/message';
import { useWords } from '../words/words';

/** Says that nobody whose language it is has read these words yet. */
export function Unread() {
  const { t, language } = useWords();
  return UNREAD.has(language) ? <p class="note">{t('language.unread')}</p> : null;
}
