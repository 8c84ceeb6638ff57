import { Heading } from '../../parts/heading';
import type { Session } from '../api/session';
import type { Me } from '../api/shapes';
import { useDeskWords } from '../words';
import { SignInForm } from './sign-in-form';

interface SignInPageProps {
  readonly session: Session;
  readonly entered: (me: Me) => void;
  readonly wasErased: boolean;
}

/** Where one comes in; after going out, it says that nothing is left. */
export function SignInPage({ session, entered, wasErased }: SignInPageProps) {
  const { d } = useDeskWords();
  return (
    <>
      <Heading>{d('sign-in.title')}</Heading>
      {wasErased && (
        <p class="callout" role="status">
          {d('sign-in.erased')}
        </p>
      )}
      <p class="lead">{d('sign-in.what')}</p>
      <SignInForm session={session} entered={entered} />
    </>
  );
}
