import { useRef, useState } from 'preact/hooks';
import { asProblem, type Problem } from '../api/problem';
import type { Session } from '../api/session';
import type { CaseView, Screening } from '../api/shapes';
import { ProblemNote } from '../parts/problem-note';
import { useDeskWords } from '../words';

/** What registering takes. */
export interface Registering {
  readonly session: Session;
  readonly view: CaseView;
  readonly screening: Screening;
  /** It is the case's screening now: nothing of the answers is to stay. */
  readonly registered: () => void;
  /** Reads the case again, and what else a rule that refused speaks of. */
  readonly reread: (rule: string | undefined) => void;
}

/** The rule that refuses answers to a version that is not in force any more. */
export const VERSION = 'questionnaire-version';

/** Makes answers and results the case's screening. Until that was accepted they stay as they are. */
export function Register({ session, view, screening, registered, reread }: Registering) {
  const { d } = useDeskWords();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  // One key as long as the answers are these: sent twice, it is registered once.
  const key = useRef(newKey());
  const register = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await session.request(`/api/cases/${view.id}/commands/complete-screening`, {
        method: 'POST',
        headers: { 'idempotency-key': key.current, 'if-match': `"${view.version}"` },
        body: screening,
      });
      registered();
    } catch (caught) {
      const found = asProblem(caught);
      setProblem(found);
      setBusy(false);
      // It was refused for what the case is now: that is what is shown and asked of from here on.
      if (found.status >= 400 && found.status < 500) reread(found.body.rule);
    }
  };
  return (
    <section class="callout">
      <p>{d('register.what')}</p>
      <ProblemNote problem={problem} />
      {problem?.body.code === 'stale' && <p>{d('register.stale')}</p>}
      {problem?.body.rule === VERSION && <p>{d('register.version')}</p>}
      {view.may.includes('complete-screening') ? (
        <button type="button" class="primary" disabled={isBusy} onClick={() => void register()}>
          {d('register.do')}
        </button>
      ) : (
        <p class="note">{d('ways.not-now')}</p>
      )}
    </section>
  );
}

/** Not `randomUUID`, which only pages served securely have. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
