/** Waits until `check` no longer throws or answers false; the last failure if it still does after `timeoutMs`. */
export async function eventually(check: () => unknown, timeoutMs = 60_000): Promise<void> {
  const limit = performance.now() + timeoutMs;
  for (;;) {
    let failure: unknown = new Error(`still not so after ${timeoutMs} ms: ${check.toString().slice(0, 200)}`);
    try {
      if ((await check()) !== false) return;
    } catch (error) {
      failure = error;
    }
    if (performance.now() > limit) throw failure;
    await new Promise((next) => setTimeout(next, 100));
  }
}
