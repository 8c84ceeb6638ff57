import { useEffect, useRef } from 'preact/hooks';
import { evaluate, type Form } from '../../../src/domain/questionnaire/compile';
import type { State } from '../state/state';
import { sendCount } from './send';

/** Counts the questionnaire once, when its results are first reached. */
export function useCount(state: State, form: Form | null, version: string | null, tag: string | null): void {
  const isCounted = useRef(false);
  useEffect(() => {
    if (!state.isFinished || isCounted.current || !form || version === null) return;
    isCounted.current = true;
    void sendCount({ version, territory: state.territory, tag, results: evaluate(form, state.answers) });
  }, [state, form, version, tag]);
}
