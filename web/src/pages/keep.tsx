import { useState } from 'preact/hooks';
import { countingAnswers } from '../../../src/domain/questionnaire/compile';
import { Back } from '../parts/back';
import { Heading } from '../parts/heading';
import { Listen } from '../parts/listen';
import { KeptCode } from '../results/kept-code';
import { keep } from '../seal/keep';
import { useWords } from '../words/words';
import type { PageProps } from './current-page';

/** Has the answers kept for the association, if one wants: sealed here, to be opened with the printed code only. */
export function Keep({ state, dispatch, form, version }: PageProps) {
  const { t } = useWords();
  const [progress, setProgress] = useState<'none' | 'under-way' | 'failed'>('none');
  const { answers } = state;
  const isKept = state.kept?.answers === answers;
  const sealNow = async () => {
    setProgress('under-way');
    const contents = { format: 1, version, date: form.date, answers: countingAnswers(form, answers) } as const;
    const kept = await keep(contents).catch(() => null);
    setProgress(kept ? 'none' : 'failed');
    if (kept) dispatch({ do: 'kept', kept: { ...kept, answers } });
  };
  const points = [t('keep.sealed'), t('keep.who'), t('keep.lost'), t('keep.free')];
  return (
    <>
      <Heading>{t('keep.title')}</Heading>
      <ul class="points screen-only">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <div role="status">
        <KeptCode state={state} />
      </div>
      {progress === 'failed' && (
        <p class="trouble" role="alert">
          {t('keep.failed')}
        </p>
      )}
      <div class="actions screen-only">
        {isKept ? (
          <button type="button" class="primary" onClick={() => print()}>
            {t('keep.print')}
          </button>
        ) : (
          <button type="button" class="primary" disabled={progress === 'under-way'} onClick={() => void sealNow()}>
            {t('keep.do')}
          </button>
        )}
      </div>
      <div class="actions">
        <Back dispatch={dispatch} words="back.results" />
        <Listen words={[t('keep.title'), ...points]} />
      </div>
    </>
  );
}
