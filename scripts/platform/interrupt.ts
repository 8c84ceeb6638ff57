/** Whether an interruption came. */
export interface Interruption {
  /** True from the first signal on: what fails then fails because it is being stopped. */
  readonly came: boolean;
}

/**
 * At the first SIGINT, SIGTERM or SIGHUP does `stop`, which may take its time, and then leaves with `code`. Further
 * signals change nothing: a terminal sends one to every process in front, and npm passes on its own. To be called before
 * anything is started that would outlive us. What `stop` rejects with is left to whoever else awaits the same work.
 */
export function onInterruption(stop: () => Promise<void>, code = 130): Interruption {
  const interruption = { came: false };
  const interrupt = () => {
    if (interruption.came) return;
    interruption.came = true;
    process.exitCode = code;
    // A terminal that was closed can't be written to any more: no reason to end in the middle of stopping.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
    void stop()
      .catch(() => undefined)
      .finally(() => process.exit(code));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  return interruption;
}

/** Work that is done once however often it is asked for: an interruption and an ending may ask together. */
export function once<A extends unknown[]>(work: (...args: A) => Promise<void>): (...args: A) => Promise<void> {
  let done: Promise<void> | undefined;
  return (...args) => {
    done ??= work(...args);
    return done;
  };
}
