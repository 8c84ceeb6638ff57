import { Heading } from '../../parts/heading';
import type { Problem } from '../api/problem';
import { type CaseView, hasConsent } from '../api/shapes';
import { ProblemNote } from '../parts/problem-note';
import { useDeskWords } from '../words';
import type { Offer } from './case-page';
import { TwoWays } from './two-ways';

interface OverviewProps {
  /** Null until it was read. */
  readonly view: CaseView | null;
  readonly problem: Problem | null;
  readonly again: () => void;
  readonly offer: Offer;
  /** Answers were erased because the consent is not in force any more. */
  readonly isDropped: boolean;
  readonly leave: () => void;
  /** How many questions were answered and not registered. */
  readonly answered: number;
  readonly ask: () => void;
  readonly openCode: () => void;
  readonly forget: () => void;
}

/** Where the case stands, whether a consent is in force, what may be done; and the questionnaire, if it may be. */
export function Overview(props: OverviewProps) {
  const { view, problem, again, isDropped, leave } = props;
  const { d, named, moment } = useDeskWords();
  return (
    <>
      <Heading>
        {d('case.title')} {view && <span dir="ltr">{view.code}</span>}
      </Heading>
      <ProblemNote problem={problem} />
      {problem && (
        <button type="button" class="secondary" onClick={again}>
          {d('again')}
        </button>
      )}
      {!view && !problem && <p role="status">{d('case.reading')}</p>}
      {view && (
        <>
          <dl class="facts">
            <dt>{d('case.stage')}</dt>
            <dd>{named('stage', view.stage)}</dd>
            {view.person && (
              <>
                <dt>{d('case.person')}</dt>
                <dd>
                  <bdi>{[view.person.givenName, view.person.familyName].filter(Boolean).join(' ')}</bdi>
                </dd>
              </>
            )}
            <dt>{d('case.place')}</dt>
            <dd>{[view.association.name, view.site.name].filter((one) => one !== null).join(' · ')}</dd>
            <dt>{d('case.consent')}</dt>
            <dd>{d(hasConsent(view) ? 'case.consent.yes' : 'case.consent.no')}</dd>
            {view.screenings.length > 0 && (
              <>
                <dt>{d('case.screenings')}</dt>
                {view.screenings.map((one) => (
                  <dd key={one.number}>
                    {moment(one.at)} · {d(one.source === null ? 'source.skipped' : `source.${one.source}`)}
                  </dd>
                ))}
              </>
            )}
          </dl>
          {isDropped && <p class="note">{d('case.dropped')}</p>}
          <TwoWays {...props} view={view} />
          <h2>{d('case.may')}</h2>
          {view.may.length === 0 ? (
            <p>{d('case.may.nothing')}</p>
          ) : (
            <>
              <p class="hint">{d('case.may.hint')}</p>
              <ul>
                {view.may.map((one) => (
                  <li key={one}>{named('command', one)}</li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
      <div class="actions">
        <button type="button" class="quiet back" onClick={leave}>
          {d('case.leave')}
        </button>
      </div>
    </>
  );
}
