/** Where progress goes; tests and `--json` commands pass `silent`. */
export type Say = (line: string) => void;

/** Progress on the terminal. Standard error, so that a command's own output stays clean. */
export const onTerminal: Say = (line) => process.stderr.write(`${line}\n`);

/** No progress at all. */
export const silent: Say = () => undefined;

/** Announces a piece of work and, when it took a moment, how long it took. */
export async function step<T>(say: Say, label: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  say(`  … ${label}`);
  const reminder = setInterval(() => say(`    still at it after ${seconds(began)}`), 20_000);
  try {
    const result = await work();
    say(`  ✓ ${label} (${seconds(began)})`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
