import { type CaseView, hasConsent, mayOpenCode } from '../api/shapes';
import { ProblemNote } from '../parts/problem-note';
import { useDeskWords } from '../words';
import type { Offer } from './case-page';

interface TwoWaysProps {
  readonly view: CaseView;
  readonly offer: Offer;
  readonly answered: number;
  readonly ask: () => void;
  readonly openCode: () => void;
  readonly forget: () => void;
}

/** The questionnaire of a case: asked now, or brought on paper. Without a consent in force, neither (invariant 4). */
export function TwoWays({ view, offer, answered, ask, openCode, forget }: TwoWaysProps) {
  const { d } = useDeskWords();
  const why = !hasConsent(view)
    ? d('ways.no-consent')
    : !view.may.includes('complete-screening')
      ? d('ways.not-now')
      : null;
  return (
    <section>
      <h2>{d('ways.title')}</h2>
      {why !== null ? (
        <p class="note">{why}</p>
      ) : (
        <>
          <ProblemNote problem={offer.problem} />
          {offer.problem && (
            <button type="button" class="secondary" onClick={offer.retry}>
              {d('again')}
            </button>
          )}
          {offer.isRead && !offer.questionnaire && <p class="note">{d('ways.no-questionnaire')}</p>}
          {answered > 0 && <p class="note">{d('ways.answered', { answered })}</p>}
          <div class="actions">
            {offer.questionnaire && (
              <button type="button" class="primary" onClick={ask}>
                {d(answered > 0 ? 'ways.go-on' : 'ways.ask')}
              </button>
            )}
            {offer.questionnaire && mayOpenCode(view) && (
              <button type="button" class="secondary" onClick={openCode}>
                {d('ways.code')}
              </button>
            )}
            {answered > 0 && (
              <button type="button" class="secondary" onClick={forget}>
                {d('ways.forget')}
              </button>
            )}
          </div>
          {!mayOpenCode(view) && <p class="hint">{d(view.way === 'public' ? 'ways.opened' : 'ways.no-code')}</p>}
        </>
      )}
    </section>
  );
}
