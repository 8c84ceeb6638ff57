/** Milliseconds without a sign of anybody, after which everything is erased. */
export const ERASE_AFTER = 5 * 60_000;
/** How long before that one is warned, in milliseconds. */
export const WARNING = 60_000;
const LOOK_EVERY = 1000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchstart', 'wheel'] as const;

/** What became of somebody's absence: none yet; so many milliseconds until all is erased; or it is over. */
export type Absence = 'none' | 'over' | { readonly left: number };

/** How an absence of so many milliseconds stands, where one of `most` is over. */
export function absenceAfter(elapsed: number, most = ERASE_AFTER): Absence {
  if (elapsed >= most) return 'over';
  return elapsed < most - WARNING ? 'none' : { left: most - elapsed };
}

/** A watch over an absence. */
export interface Watch {
  /** Somebody is there after all. */
  refuse(): void;
  stop(): void;
}

/**
 * Watches for the absence of whoever was answering and tells of it about every second. By the clock, not by counting: a
 * device that slept wakes up to find the time over. A warning is taken back only when it is refused.
 */
export function watchAbsence(tell: (absence: Absence) => void, most = ERASE_AFTER): Watch {
  let last = Date.now();
  const look = () => tell(absenceAfter(Date.now() - last, most));
  const sign = () => {
    if (absenceAfter(Date.now() - last, most) === 'none') last = Date.now();
  };
  const timer = setInterval(look, LOOK_EVERY);
  for (const one of SIGNS) addEventListener(one, sign, { passive: true, capture: true });
  document.addEventListener('visibilitychange', look);
  return {
    refuse: () => {
      last = Date.now();
      look();
    },
    stop: () => {
      clearInterval(timer);
      for (const one of SIGNS) removeEventListener(one, sign, { capture: true });
      document.removeEventListener('visibilitychange', look);
    },
  };
}
