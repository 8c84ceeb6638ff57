import type { ExplainedCriterion } from '../../../src/domain/questionnaire/explain';
import { useWords } from '../words/words';

interface ReasonsProps {
  readonly title: string;
  readonly criteria: readonly ExplainedCriterion[];
  readonly which: 'holds' | 'fails';
}

/** Conditions in plain words, each with where it is written. */
export function Reasons({ title, criteria, which }: ReasonsProps) {
  const { text } = useWords();
  if (criteria.length === 0) return null;
  return (
    <div class="reasons">
      <h4>{title}</h4>
      <ul>
        {criteria.map(({ criterion }) => (
          <li key={criterion.code}>
            {text(criterion[which])}{' '}
            <small class="source" lang="it" dir="ltr">
              {criterion.source}
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
}
