import { explain } from '../../../src/domain/questionnaire/explain';
import { nextQuestion } from '../../../src/domain/questionnaire/next-question';
import { Heading } from '../parts/heading';
import { Listen } from '../parts/listen';
import { Bring } from '../results/bring';
import { KeptCode } from '../results/kept-code';
import { OneBenefit } from '../results/one-benefit';
import { ResultActions } from '../results/result-actions';
import { SharedOnPaper } from '../results/shared-on-paper';
import { WhereToGo } from '../results/where-to-go';
import { useWords } from '../words/words';
import type { PageProps } from './current-page';

const GROUPS = ['indicated', 'not-known', 'not-indicated'] as const;

/** What the answers point to, why, and what to do now. An orientation, never a decision. */
export function Results({ state, dispatch, form, places }: PageProps) {
  const { t, text } = useWords();
  const explanations = explain(form, state.answers);
  const more = nextQuestion(form, state.answers, state.section);
  const groups = GROUPS.map((result) => ({ result, found: explanations.filter((one) => one.result === result) }));
  const spoken = groups.flatMap(({ result, found }) =>
    found.length > 0 ? [t(`results.${result}`), ...found.map((one) => text(one.benefit.name))] : [],
  );
  const useful = explanations.filter((one) => one.result !== 'not-indicated');
  return (
    <div class="results">
      <Heading>{t('results.title')}</Heading>
      <div class="callout">
        <p>{text(form.snapshot.notice)}</p>
      </div>
      {more && (
        <div class="callout screen-only">
          <p>{t('results.more', { left: more.left })}</p>
          <button type="button" class="secondary" onClick={() => dispatch({ do: 'continue' })}>
            {t('results.answer-more')}
          </button>
        </div>
      )}
      <Listen words={[t('results.title'), ...spoken, text(form.snapshot.notice)]} />
      {groups.map(({ result, found }) => (
        <section key={result} class={`group ${result}`}>
          {found.length > 0 && <h2>{t(`results.${result}`)}</h2>}
          {found.length === 0 && result === 'indicated' && <p class="lead">{t('results.nothing')}</p>}
          {found.map((one) => (
            <OneBenefit key={one.benefit.code} {...{ form, state, dispatch }} explanation={one} />
          ))}
        </section>
      ))}
      <SharedOnPaper form={form} state={state} explanations={explanations} />
      <Bring form={form} benefits={(useful.length > 0 ? useful : explanations).map((one) => one.benefit)} />
      <WhereToGo places={places} state={state} dispatch={dispatch} />
      <KeptCode state={state} />
      <p class="print-only">{t('results.printed')}</p>
      <ResultActions state={state} dispatch={dispatch} />
    </div>
  );
}
