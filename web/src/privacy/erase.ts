/** What the page finds in its history's entry after everything was erased, to say so. */
const ERASED = 'erased';

/**
 * Forgets everything: the page is loaded anew in place of itself, so the memory it was in goes with it. Answers are
 * nowhere else.
 */
export function endAndErase(): void {
  globalThis.speechSynthesis?.cancel();
  history.replaceState(ERASED, '');
  location.reload();
}

/** Whether this page was loaded by `endAndErase`; true once. */
export function wasErased(): boolean {
  if (history.state !== ERASED) return false;
  history.replaceState(null, '');
  return true;
}

/**
 * A page one leaves may be kept whole by the browser, to come back to: it is emptied as it is left, and starts anew when it
 * comes back. Returns how to stop.
 */
export function eraseWhenLeft(empty: () => void): () => void {
  const leaving = () => empty();
  const returning = (event: PageTransitionEvent) => {
    if (event.persisted) location.reload();
  };
  addEventListener('pagehide', leaving);
  addEventListener('pageshow', returning);
  return () => {
    removeEventListener('pagehide', leaving);
    removeEventListener('pageshow', returning);
  };
}
