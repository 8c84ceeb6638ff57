import { useRef, useState } from 'preact/hooks';
import { asProblem, type Problem } from '../api/problem';
import type { Session } from '../api/session';
import type { Me } from '../api/shapes';
import { useDeskWords } from '../words';
import { ProblemNote } from './problem-note';

interface SignInFormProps {
  readonly session: Session;
  readonly entered: (me: Me) => void;
}

/** Name and password. The password is in its field only, and is emptied once it was right. */
export function SignInForm({ session, entered }: SignInFormProps) {
  const { d } = useDeskWords();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!form.current || isBusy) return;
    const data = new FormData(form.current);
    setBusy(true);
    setProblem(null);
    try {
      const me = await session.signIn(String(data.get('identifier')), String(data.get('password')));
      form.current?.reset();
      entered(me);
    } catch (caught) {
      setProblem(asProblem(caught));
      setBusy(false);
      form.current?.querySelector<HTMLInputElement>('[name=password]')?.focus();
    }
  };
  return (
    <form ref={form} class="sign-in" onSubmit={(event) => void submit(event)} noValidate>
      <ProblemNote problem={problem} />
      <p>
        <label for="identifier">{d('sign-in.identifier')}</label>
        <input id="identifier" name="identifier" type="text" autoComplete="username" autoCapitalize="none" dir="ltr" />
      </p>
      <p>
        <label for="password">{d('sign-in.password')}</label>
        <input id="password" name="password" type="password" autoComplete="current-password" dir="ltr" />
      </p>
      <div class="actions">
        <button type="submit" class="primary" disabled={isBusy}>
          {d('sign-in.do')}
        </button>
      </div>
    </form>
  );
}
