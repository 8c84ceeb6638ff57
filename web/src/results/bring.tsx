import type { Form } from '../../../src/domain/questionnaire/compile';
import type { Benefit } from '../../../src/domain/questionnaire/snapshot';
import { useWords } from '../words/words';

/** The papers to bring, each once. */
export function Bring({ form, benefits }: { readonly form: Form; readonly benefits: readonly Benefit[] }) {
  const { t, text } = useWords();
  const wanted = new Set(benefits.flatMap((one) => one.bring));
  const papers = form.snapshot.documents.filter((one) => wanted.has(one.code));
  if (papers.length === 0) return null;
  return (
    <section class="bring">
      <h2>{t('results.bring')}</h2>
      <ul>
        {papers.map((one) => (
          <li key={one.code}>{text(one.text)}</li>
        ))}
      </ul>
      <p>{t('results.bring-anyway')}</p>
    </section>
  );
}
