import { useRef, useState } from 'preact/hooks';
import { Heading } from '../../parts/heading';
import { canSeal } from '../../seal/seal';
import { asProblem, type Problem } from '../api/problem';
import type { Session } from '../api/session';
import type { CaseView } from '../api/shapes';
import { ProblemNote } from '../parts/problem-note';
import { type DeskKey, useDeskWords } from '../words';
import { type Opened, openCode } from './open-code';

interface CodePageProps {
  readonly session: Session;
  readonly view: CaseView;
  readonly opened: (opened: Opened) => void;
  readonly toCase: () => void;
}

/** The printed code, typed in. */
export function CodePage({ session, view, opened, toCase }: CodePageProps) {
  const { d } = useDeskWords();
  const [fault, setFault] = useState<DeskKey | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!field.current || isBusy) return;
    setBusy(true);
    setFault(null);
    setProblem(null);
    try {
      const opening = await openCode(session, view.id, field.current.value);
      if (!('fault' in opening)) return opened(opening);
      setFault(opening.fault);
      field.current?.focus();
    } catch (caught) {
      setProblem(asProblem(caught));
    }
    setBusy(false);
  };
  return (
    <>
      <Heading>{d('code.title')}</Heading>
      <p class="about">
        {d('case.title')} <span dir="ltr">{view.code}</span>
      </p>
      {canSeal() ? (
        <form onSubmit={(event) => void submit(event)} noValidate autoComplete="off">
          <ProblemNote problem={problem} />
          <label for="code">{d('code.label')}</label>
          <p id="code-hint" class="hint">
            {d('code.hint')}
          </p>
          {fault && (
            <p id="code-fault" class="fault" role="alert">
              {d(fault)}
            </p>
          )}
          <input
            ref={field}
            id="code"
            class="code-field"
            type="text"
            dir="ltr"
            autoComplete="off"
            autoCapitalize="characters"
            spellcheck={false}
            aria-describedby={fault ? 'code-hint code-fault' : 'code-hint'}
            aria-invalid={fault ? true : undefined}
          />
          <div class="actions">
            <button type="submit" class="primary" disabled={isBusy}>
              {d('code.do')}
            </button>
          </div>
        </form>
      ) : (
        <p class="note">{d('code.not-secure')}</p>
      )}
      <button type="button" class="quiet back" onClick={toCase}>
        {d('to-case')}
      </button>
    </>
  );
}
