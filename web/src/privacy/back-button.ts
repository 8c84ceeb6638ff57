/** The one entry put before leaving; it holds nothing but that. */
const GUARD = 'guard';

/**
 * Lets the browser's own Back go to the page before, as people expect, without an entry a question: one guard entry is
 * spent by going back and put again. The history so says nothing of what, or how much, was answered.
 */
export function putGuard(): void {
  if (history.state !== GUARD) history.pushState(GUARD, '');
}

/** Calls `back` when the browser's Back is used. Returns how to stop. */
export function onBackButton(back: () => void): () => void {
  addEventListener('popstate', back);
  return () => removeEventListener('popstate', back);
}
