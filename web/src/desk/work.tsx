import { useEffect, useState } from 'preact/hooks';
import { putGuard } from '../privacy/back-button';
import { asProblem, type Problem } from './api/problem';
import type { Session } from './api/session';
import type { Catalogue, Me } from './api/shapes';
import { CasePage } from './cases/case-page';
import { FIRST, type Filters } from './cases/filters';
import { ListPage } from './cases/list-page';

/** What is done once signed in: the list of cases, or one of them. No address names either. */
export function Work({ session, me }: { readonly session: Session; readonly me: Me }) {
  const [open, setOpen] = useState<string | null>(null);
  const [filters, setFilters] = useState<Filters>(FIRST);
  const [catalogue, setCatalogue] = useState<Catalogue | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    session.request<{ readonly data: Catalogue }>('/api/catalogue').then(
      ({ data }) => {
        setProblem(null);
        setCatalogue(data);
      },
      (caught: unknown) => setProblem(asProblem(caught)),
    );
  }, [session, attempt]);
  const retry = () => setAttempt((now) => now + 1);
  if (open === null) {
    const show = (id: string) => {
      putGuard();
      setOpen(id);
    };
    return <ListPage {...{ session, me, catalogue, filters, setFilters }} open={show} />;
  }
  const offer = { questionnaire: catalogue?.questionnaire ?? null, isRead: catalogue !== null, problem, retry };
  return <CasePage key={open} session={session} id={open} offer={offer} leave={() => setOpen(null)} />;
}
