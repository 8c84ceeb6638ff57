import { Heading } from '../../parts/heading';
import type { Session } from '../api/session';
import type { CasePage, CaseRow, Catalogue, Me } from '../api/shapes';
import { useRead } from '../api/use-read';
import { ProblemNote } from '../parts/problem-note';
import { useArrival } from '../parts/use-arrival';
import { useDeskWords } from '../words';
import { FilterForm } from './filter-form';
import { type Filters, queryOf } from './filters';

interface ListPageProps {
  readonly session: Session;
  readonly me: Me;
  readonly catalogue: Catalogue | null;
  readonly filters: Filters;
  readonly setFilters: (filters: Filters) => void;
  readonly open: (id: string) => void;
}

/** The cases the person sees, narrowed, page by page; what is due first comes first. */
export function ListPage({ session, me, catalogue, filters, setFilters, open }: ListPageProps) {
  const { d } = useDeskWords();
  const { found, problem, isBusy, again } = useRead<CasePage>(session, `/api/cases?${queryOf(filters)}`);
  useArrival('list');
  const { total = 0, page = 1, pageSize = 25 } = found?.pagination ?? {};
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const search = (wanted: Filters) => {
    setFilters(wanted);
    // The same list asked for again is read again.
    if (queryOf(wanted) === queryOf(filters)) again();
  };
  const turn = (by: number) => setFilters({ ...filters, page: page + by });
  return (
    <>
      <Heading>{d('list.title')}</Heading>
      <FilterForm {...{ me, catalogue, filters, search }} />
      <ProblemNote problem={problem} fields={{ q: d('filter.code') }} />
      {problem && (
        <button type="button" class="secondary" onClick={again}>
          {d('again')}
        </button>
      )}
      <p role="status">
        {isBusy ? d('list.reading') : found && !problem ? d(total === 0 ? 'list.empty' : 'list.total', { total }) : ''}
      </p>
      {found && !problem && (
        <ul class="answers cases" aria-busy={isBusy}>
          {found.data.map((one) => (
            <Row key={one.id} row={one} open={() => open(one.id)} />
          ))}
        </ul>
      )}
      {found && !problem && pages > 1 && (
        <nav class="actions" aria-label={d('list.pages')}>
          <button type="button" class="secondary" disabled={isBusy || page <= 1} onClick={() => turn(-1)}>
            {d('list.before')}
          </button>
          <span>{d('list.page', { page, pages })}</span>
          <button type="button" class="secondary" disabled={isBusy || page >= pages} onClick={() => turn(1)}>
            {d('list.after')}
          </button>
        </nav>
      )}
    </>
  );
}

/** A case in the list: nothing of the person. */
function Row({ row, open }: { readonly row: CaseRow; readonly open: () => void }) {
  const { d, named, moment } = useDeskWords();
  return (
    <li>
      <h2 class="code-of-case" dir="ltr">
        {row.code}
      </h2>
      <p>
        {named('stage', row.stage)}
        {row.paused && ` · ${d('list.paused')}`}
        {row.attention && ` · ${d('filter.attention')}`}
      </p>
      {row.dueAt !== null && <p>{d('list.due', { moment: moment(row.dueAt) })}</p>}
      <p class="hint">
        {[row.association.name, row.site.name, row.operator?.name].filter((one) => one != null).join(' · ')}
      </p>
      <button type="button" class="secondary" onClick={open}>
        {d('list.open')} <span class="unseen">{row.code}</span>
      </button>
    </li>
  );
}
