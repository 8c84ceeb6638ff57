import { useEffect, useRef } from 'preact/hooks';
import { onBackButton, putGuard } from './back-button';

/** Has the browser's Back do what the page's own does, everywhere but at the start, where it leaves. */
export function useBackButton(isAtStart: boolean, back: () => void): void {
  const now = useRef({ isAtStart, back });
  now.current = { isAtStart, back };
  useEffect(
    () =>
      onBackButton(() => {
        if (now.current.isAtStart) return;
        now.current.back();
        putGuard();
      }),
    [],
  );
}
