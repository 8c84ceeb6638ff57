import { useEffect, useRef, useState } from 'preact/hooks';
import { type Absence, ERASE_AFTER, type Watch, watchAbsence } from './idle';

/** Watches while there is something to erase; `over` is called after `most` milliseconds without a sign of anybody. */
export function useAbsence(
  isOn: boolean,
  over: () => void,
  most = ERASE_AFTER,
): { readonly absence: Absence; readonly refuse: () => void } {
  const [absence, setAbsence] = useState<Absence>('none');
  const watch = useRef<Watch | null>(null);
  const end = useRef(over);
  end.current = over;
  useEffect(() => {
    if (!isOn) return undefined;
    const watching = watchAbsence((seen) => {
      setAbsence(seen);
      if (seen === 'over') end.current();
    }, most);
    watch.current = watching;
    return () => {
      watching.stop();
      setAbsence('none');
    };
  }, [isOn, most]);
  return { absence, refuse: () => watch.current?.refuse() };
}
