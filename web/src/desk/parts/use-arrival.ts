import { useEffect } from 'preact/hooks';

/** Brings the top and the heading of a page that is new into view and focus, as if it were loaded. `key` names the page. */
export function useArrival(key: string): void {
  useEffect(() => {
    scrollTo(0, 0);
    document.querySelector('h1')?.focus({ preventScroll: true });
  }, [key]);
}
