import { useEffect, useRef } from 'preact/hooks';

/** Brings the top and the heading of a page that is new into view and focus, as if it were loaded; not of the first. */
export function useHeadingFocus(key: string): void {
  const shown = useRef(key);
  useEffect(() => {
    if (shown.current === key) return;
    shown.current = key;
    scrollTo(0, 0);
    document.querySelector('h1')?.focus({ preventScroll: true });
  }, [key]);
}
