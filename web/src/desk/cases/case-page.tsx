import { useEffect, useMemo, useState } from 'preact/hooks';
import { compileForm } from '../../../../src/domain/questionnaire/compile';
import { keyOf } from '../../parts/screen';
import { useBackButton } from '../../privacy/use-back-button';
import { todayInRome } from '../../server/use-questionnaire';
import { INITIAL } from '../../state/state';
import type { Problem } from '../api/problem';
import type { Session } from '../api/session';
import { type CaseView, hasConsent, type Questionnaire } from '../api/shapes';
import { useRead } from '../api/use-read';
import { useArrival } from '../parts/use-arrival';
import { AskingPage } from '../screening/asking-page';
import { CodePage } from '../screening/code-page';
import type { Opened } from '../screening/open-code';
import { OpenedPage } from '../screening/opened-page';
import { VERSION } from '../screening/register';
import { RegisteredPage } from '../screening/registered-page';
import { step } from '../screening/step';
import { Overview } from './overview';

/** The questionnaire in force, if there is one and it was read. */
export interface Offer {
  readonly questionnaire: Questionnaire | null;
  readonly isRead: boolean;
  readonly problem: Problem | null;
  readonly retry: () => void;
}

interface CasePageProps {
  readonly session: Session;
  readonly id: string;
  readonly offer: Offer;
  /** Back to the list: answers not registered are erased. */
  readonly leave: () => void;
}

/** A case and its questionnaire. Answers are kept here, in memory, until they are registered or one leaves. */
export function CasePage({ session, id, offer, leave }: CasePageProps) {
  const { found, problem, again } = useRead<{ readonly data: CaseView }>(session, `/api/cases/${id}`);
  const [doing, setDoing] = useState<'case' | 'code' | 'registered'>('case');
  const [asked, setAsked] = useState(INITIAL);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [isDropped, setDropped] = useState(false);
  const { questionnaire } = offer;
  const form = useMemo(() => questionnaire && compileForm(questionnaire.snapshot, todayInRome()), [questionnaire]);
  const view = found?.data ?? null;
  const forget = (now: typeof doing): void => {
    setAsked(INITIAL);
    setOpened(null);
    setDoing(now);
  };

  const isWithout = view !== null && !hasConsent(view) && (asked.trail.length > 0 || opened !== null);
  useEffect(() => {
    // The consent was withdrawn meanwhile: no answer stays with the person.
    if (!isWithout) return;
    setDropped(true);
    setAsked(INITIAL);
    setOpened(null);
    setDoing('case');
  }, [isWithout]);

  const { page } = asked;
  const dispatch = step(form, setAsked);
  const toCase = () => {
    setAsked((now) => ({ ...now, page: INITIAL.page }));
    setOpened(null);
    setDoing('case');
  };
  useBackButton(false, () => {
    if (page.name !== 'start') dispatch({ do: 'back' });
    else if (doing !== 'case') toCase();
    else leave();
  });
  useArrival(page.name === 'start' ? `${doing} ${opened !== null} ${view !== null}` : keyOf(asked));

  const reread = (rule: string | undefined): void => {
    again();
    if (rule === VERSION) offer.retry();
  };
  const registering = { session, reread };
  const registered = () => {
    forget('registered');
    again();
  };
  if (view && page.name !== 'start' && form && questionnaire)
    return (
      <AskingPage {...{ ...registering, view, form, questionnaire, registered, dispatch, toCase }} state={asked} />
    );
  if (view && opened) return <OpenedPage {...{ ...registering, view, opened, questionnaire, registered, toCase }} />;
  if (view && doing === 'code') return <CodePage {...{ session, view, toCase }} opened={setOpened} />;
  if (view && doing === 'registered') return <RegisteredPage view={view} {...{ toCase, leave }} />;
  return (
    <Overview
      {...{ view, problem, again, offer, isDropped, leave }}
      answered={asked.trail.length}
      ask={() => dispatch({ do: 'begin' })}
      openCode={() => setDoing('code')}
      forget={() => forget('case')}
    />
  );
}
