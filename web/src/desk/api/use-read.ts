import { useEffect, useState } from 'preact/hooks';
import { asProblem, type Problem } from './problem';
import type { Session } from './session';

/** What was read, what went wrong, and how to read it again. What was read before stays until there is better. */
export interface Reading<T> {
  readonly found: T | null;
  readonly problem: Problem | null;
  readonly isBusy: boolean;
  readonly again: () => void;
  /** Puts what is already known in its place. */
  readonly put: (found: T) => void;
}

/** Reads an address, and again when it changes or is asked to. */
export function useRead<T>(session: Session, path: string): Reading<T> {
  const [found, put] = useState<T | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(true);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    // An answer that comes after another was asked for is nobody's.
    let isCurrent = true;
    setBusy(true);
    session
      .request<T>(path)
      .then(
        (read) => {
          if (!isCurrent) return;
          setProblem(null);
          put(read);
        },
        (caught: unknown) => {
          if (isCurrent) setProblem(asProblem(caught));
        },
      )
      .finally(() => {
        if (isCurrent) setBusy(false);
      });
    return () => {
      isCurrent = false;
    };
  }, [session, path, attempt]);
  return { found, problem, isBusy, again: () => setAttempt((now) => now + 1), put };
}
