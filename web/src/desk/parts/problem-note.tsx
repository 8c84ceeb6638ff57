import type { Problem } from '../api/problem';
import { useDeskWords } from '../words';

interface ProblemNoteProps {
  readonly problem: Problem | null;
  /** What the fields the server may name are called here. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** What went wrong, in the server's own sentence where there is one: why, by which rule, what changed meanwhile. */
export function ProblemNote({ problem, fields = {} }: ProblemNoteProps) {
  const { d, named, moment } = useDeskWords();
  if (!problem) return null;
  const { code, message, source, details = [], since = [], correlation } = problem.body;
  const own = code === 'offline' ? d('problem.offline') : code === 'other-person' ? d('problem.other-person') : null;
  return (
    <div class="trouble" role="alert">
      <p>{own ?? message}</p>
      {source !== undefined && <p class="hint">{d('problem.source', { source })}</p>}
      {details.length > 0 && (
        <ul>
          {details.map((one) => (
            <li key={one.field}>
              {fields[one.field] ?? one.field}: {one.message}
            </li>
          ))}
        </ul>
      )}
      {since.length > 0 && (
        <ul>
          {since.map((one) => (
            <li key={`${one.type} ${one.at}`}>
              {named('entry', one.type)}, {one.by ?? d('problem.platform')}, {moment(one.at)}
            </li>
          ))}
        </ul>
      )}
      {code === 'internal' && <p class="hint">{d('problem.request', { code: correlation ?? '' })}</p>}
    </div>
  );
}
