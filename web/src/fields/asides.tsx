import type { Text } from '../../../src/domain/questionnaire/snapshot';
import { useWords } from '../words/words';

/** A question's help, and why it is asked. */
export function Asides({ asked }: { readonly asked: { readonly help: Text | null; readonly why: Text | null } }) {
  const { t, text } = useWords();
  return (
    <>
      {asked.help && (
        <p id="help" class="help">
          {text(asked.help)}
        </p>
      )}
      {asked.why && (
        <details class="why">
          <summary>{t('why')}</summary>
          <p>{text(asked.why)}</p>
        </details>
      )}
    </>
  );
}
