import type { Language } from '../../../src/domain/questionnaire/snapshot';
import { Back } from '../parts/back';
import { Heading } from '../parts/heading';
import { LanguageChoice } from '../parts/language-choice';
import { Unread } from '../parts/unread';
import { useWords } from '../words/words';
import type { PageProps } from './current-page';

/** Another language, without losing anything. */
export function LanguagePage({
  dispatch,
  speak,
  isInTrouble,
}: PageProps & { readonly speak: (language: Language) => void; readonly isInTrouble: boolean }) {
  const { t } = useWords();
  return (
    <>
      <Heading>
        <span id="languages">{t('language.label')}</span>
      </Heading>
      <LanguageChoice speak={speak} labelledBy="languages" />
      <Unread />
      {isInTrouble && (
        <p class="trouble" role="alert">
          {t('trouble.language')}
        </p>
      )}
      <Back dispatch={dispatch} words="language.done" />
    </>
  );
}
