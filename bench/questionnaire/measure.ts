import type { Contestant } from './contestant';

/** What was measured of a contestant. */
export interface Measured {
  readonly name: string;
  readonly evaluationsPerSecond: number;
  readonly p99us: number;
}

/** For how long each is measured in a round; of several rounds the median counts, for the machine is shared. */
export interface Effort {
  readonly rounds: number;
  readonly milliseconds: number;
}

/** Measures contestants in turn, so that what slows the machine slows them alike. */
export async function measure(
  contestants: readonly Contestant[],
  { rounds, milliseconds }: Effort,
): Promise<readonly Measured[]> {
  for (const one of contestants) await pass(one, milliseconds);
  const found = contestants.map(() => ({ rates: [] as number[], p99s: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, one] of contestants.entries()) {
      found[index]?.rates.push(await pass(one, milliseconds));
      found[index]?.p99s.push(await p99(one, milliseconds));
    }
  }
  return contestants.map(({ name }, index) => ({
    name,
    evaluationsPerSecond: Math.round(median(found[index]?.rates ?? [])),
    p99us: Math.round(median(found[index]?.p99s ?? []) * 100) / 100,
  }));
}

/** Evaluates for a while without looking at the clock in between, and gives evaluations a second. */
async function pass({ evaluations }: Contestant, milliseconds: number): Promise<number> {
  const began = performance.now();
  for (let done = 0; ; ) {
    for (const evaluate of evaluations) {
      const results = evaluate();
      // What is not a promise is not waited for: that would cost more than it does.
      if (results instanceof Promise) await results;
    }
    done += evaluations.length;
    const passed = performance.now() - began;
    if (passed >= milliseconds) return (done / passed) * 1000;
  }
}

/** The 99th percentile of single evaluations, in microseconds, the clock's own cost included. */
async function p99({ evaluations }: Contestant, milliseconds: number): Promise<number> {
  const times: number[] = [];
  for (const until = performance.now() + milliseconds; performance.now() < until; ) {
    for (const evaluate of evaluations) {
      const began = process.hrtime.bigint();
      const results = evaluate();
      if (results instanceof Promise) await results;
      times.push(Number(process.hrtime.bigint() - began) / 1000);
    }
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
