/** Whether and how an interruption came. */
export interface Interruption {
  /** True from the first signal on: what fails then fails because it is being stopped. */
  readonly came: boolean;
}

/**
 * At the first SIGINT, SIGTERM or SIGHUP does `stop`, which may take its time, and then leaves with `code`. Further
 * signals change nothing: a terminal sends one to every process in front, and npm passes on its own. To be called before
 * anything is started that would outlive us.
 * @param stop what it rejects with is left to whoever else awaits the same work
 */
export function onInterruption(stop: () => Promise<void>, code = 130): Interruption {
  const interruption = { came: false };
  const interrupt = () => {
    if (interruption.came) return;
    interruption.came = true;
    void stop()
      .catch(() => undefined)
      .finally(() => process.exit(code));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  return interruption;
}
