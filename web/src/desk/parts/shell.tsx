import type { ComponentChildren } from 'preact';
import { IdleWarning } from '../../parts/idle-warning';
import { useAbsence } from '../../privacy/use-absence';
import type { Me } from '../api/shapes';
import { useDeskWords } from '../words';

/** Milliseconds without a sign of anybody, after which one is signed out and all is erased. */
const AWAY = 15 * 60_000;

interface ShellProps {
  readonly me: Me | null;
  /** Signs out and erases. */
  readonly leave: () => void;
  readonly children: ComponentChildren;
}

/** What every page has around it: who is in, the way out, and the warning before all is erased. */
export function Shell({ me, leave, children }: ShellProps) {
  const { d } = useDeskWords();
  const { absence, refuse } = useAbsence(me !== null, leave, AWAY);
  return (
    <>
      <header class="header">
        <div class="header-in">
          <p class="brand">
            <strong lang="it">INPS per tutti</strong>
            <span>{d('header.what')}</span>
          </p>
          {me && (
            <div class="header-do">
              <p class="who">
                <bdi>{me.name}</bdi>
              </p>
              <button type="button" class="on-dark end" onClick={leave}>
                {d('sign-out')}
              </button>
            </div>
          )}
        </div>
      </header>
      <main id="main">{children}</main>
      <footer class="footer">
        <p>{d('footer.private')}</p>
      </footer>
      {typeof absence === 'object' && <IdleWarning left={absence.left} refuse={refuse} end={leave} />}
    </>
  );
}
