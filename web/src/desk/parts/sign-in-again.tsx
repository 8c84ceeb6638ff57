import { useEffect, useRef } from 'preact/hooks';
import type { Session } from '../api/session';
import { useDeskWords } from '../words';
import { SignInForm } from './sign-in-form';

interface SignInAgainProps {
  readonly session: Session;
  readonly entered: () => void;
  readonly leave: () => void;
}

/** Asks who was in to sign in again, over what they were doing: it is all still there, and goes on from where it was. */
export function SignInAgain({ session, entered, leave }: SignInAgainProps) {
  const { d } = useDeskWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="warning"
      aria-labelledby="again-title"
      aria-describedby="again-text"
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="again-title">{d('sign-in.again')}</h2>
      <p id="again-text">{d('sign-in.kept')}</p>
      <SignInForm session={session} entered={entered} />
      <button type="button" class="quiet" onClick={leave}>
        {d('sign-in.give-up')}
      </button>
    </dialog>
  );
}
