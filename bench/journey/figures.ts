/** `value` to so many decimals. */
export function round(value: number, digits = 2): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** The `p`th percentile of some values, by nearest rank, as the peer's driver works it out. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return round(sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0);
}

/** The three percentiles of a latency in milliseconds, by the names the peer's line gives them. */
export function latencies(name: string, values: readonly number[]): Readonly<Record<string, number>> {
  return {
    [`${name}P50ms`]: percentile(values, 50),
    [`${name}P95ms`]: percentile(values, 95),
    [`${name}P99ms`]: percentile(values, 99),
  };
}

/**
 * Milliseconds of a fixed piece of single-threaded work, the same the peer's driver does: where it differs between two
 * runs, so did the machine's speed, and they cannot be compared.
 */
export function calibrate(): number {
  const times: number[] = [];
  for (let run = 0; run < 10; run += 1) {
    const began = performance.now();
    const seen = new Map<string, number>();
    for (let i = 0, x = 1; i < 400_000; i += 1) {
      x = (Math.imul(x, 1103515245) + 12345) >>> 0;
      seen.set(`k${x % 5000}`, i);
    }
    times.push(performance.now() - began);
  }
  return round(Math.min(...times));
}
