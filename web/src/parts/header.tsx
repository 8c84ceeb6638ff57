import { NAMES } from '../words/message';
import { useWords } from '../words/words';

/** The programme's name, the language, and the way out, which is on every page. */
export function Header({
  end,
  openLanguages,
}: {
  readonly end: () => void;
  readonly openLanguages: (() => void) | null;
}) {
  const { t, language } = useWords();
  return (
    <header class="header">
      <div class="header-in">
        <p class="brand">
          <strong lang="it">INPS per tutti</strong>
          <span>{t('header.what')}</span>
        </p>
        <div class="header-do">
          {openLanguages && (
            <button
              type="button"
              class="on-dark"
              onClick={openLanguages}
              aria-label={`${t('language.label')}: ${NAMES[language]}`}
            >
              {NAMES[language]}
            </button>
          )}
          <button type="button" class="on-dark end" onClick={end}>
            {t('end.do')}
          </button>
        </div>
      </div>
    </header>
  );
}
