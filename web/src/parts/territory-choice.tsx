import type { Territory } from '../server/read';
import { useWords } from '../words/words';

interface TerritoryChoiceProps {
  readonly places: readonly Territory[];
  readonly chosen: string | null;
  readonly choose: (territory: string | null) => void;
  readonly describedBy?: string;
}

/** One of the territories, or none. */
export function TerritoryChoice({ places, chosen, choose, describedBy }: TerritoryChoiceProps) {
  const { t } = useWords();
  return (
    <p class="choice">
      <label for="territory">{t('where.territory')}</label>
      <select
        id="territory"
        autoComplete="off"
        aria-describedby={describedBy}
        value={chosen ?? ''}
        onChange={(event) => choose(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      >
        <option value="">{t('where.none')}</option>
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
}
