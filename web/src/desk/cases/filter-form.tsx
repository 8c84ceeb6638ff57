import { useRef } from 'preact/hooks';
import { STAGES } from '../../../../src/domain/case/stages';
import type { Catalogue, Me } from '../api/shapes';
import { useDeskWords } from '../words';
import { FIRST, type Filters } from './filters';

interface FilterFormProps {
  readonly me: Me;
  readonly catalogue: Catalogue | null;
  readonly filters: Filters;
  readonly search: (filters: Filters) => void;
}

/** Narrows the list; nothing is asked for until one says so. */
export function FilterForm({ me, catalogue, filters, search }: FilterFormProps) {
  const { d, named } = useDeskWords();
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    if (form.current) search(filtersIn(new FormData(form.current)));
  };
  const wide = me.scope === 'all' || me.scope === 'territory';
  const places = (rows: readonly { readonly id: number; readonly name: string }[] = []) =>
    rows.map(({ id, name }) => [String(id), name] as const);
  return (
    <form ref={form} class="filters" onSubmit={submit} autoComplete="off">
      <p>
        <label for="q">{d('filter.code')}</label>
        <input id="q" name="q" type="text" dir="ltr" autoComplete="off" defaultValue={filters.q} />
      </p>
      <Choice name="stage" value={filters.stage} options={STAGES.map((one) => [one, named('stage', one)])} />
      <Choice
        name="open"
        value={filters.open}
        options={[
          ['true', d('filter.open.true')],
          ['false', d('filter.open.false')],
        ]}
      />
      <Choice
        name="due"
        value={filters.due}
        options={[
          ['today', d('filter.due.today')],
          ['overdue', d('filter.due.overdue')],
        ]}
      />
      {me.scope === 'all' && (
        <Choice name="territory" value={filters.territory} options={places(catalogue?.territories)} />
      )}
      {wide && <Choice name="association" value={filters.association} options={places(catalogue?.associations)} />}
      <label class="box">
        <input type="checkbox" name="mine" defaultChecked={filters.mine} />
        <span>{d('filter.mine')}</span>
      </label>
      <label class="box">
        <input type="checkbox" name="attention" defaultChecked={filters.attention} />
        <span>{d('filter.attention')}</span>
      </label>
      <div class="actions">
        <button type="submit" class="primary">
          {d('filter.do')}
        </button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  readonly name: 'stage' | 'open' | 'due' | 'territory' | 'association';
  readonly value: string;
  readonly options: readonly (readonly [value: string, words: string])[];
}

/** One of some values, or any. */
function Choice({ name, value, options }: ChoiceProps) {
  const { d } = useDeskWords();
  return (
    <p>
      <label for={name}>{d(`filter.${name}`)}</label>
      <select id={name} name={name} autoComplete="off">
        <option value="">{d('filter.any')}</option>
        {options.map(([one, words]) => (
          <option key={one} value={one} selected={one === value}>
            {words}
          </option>
        ))}
      </select>
    </p>
  );
}

function filtersIn(data: FormData): Filters {
  const text = (name: string) => String(data.get(name) ?? '').trim();
  return {
    ...FIRST,
    mine: data.has('mine'),
    attention: data.has('attention'),
    q: text('q'),
    stage: text('stage') as Filters['stage'],
    open: text('open') as Filters['open'],
    due: text('due') as Filters['due'],
    territory: text('territory'),
    association: text('association'),
  };
}
