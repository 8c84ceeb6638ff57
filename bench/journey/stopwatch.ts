import type { Client } from '../../scripts/journey/client';

/** The human steps of a journey, in order: what one person does at one sitting. */
export const STEPS = ['open', 'consent', 'screening', 'book', 'hold', 'claim', 'outcome'] as const;
export type Step = (typeof STEPS)[number];

/** Collects how long steps and requests took, in milliseconds. */
export class Stopwatch {
  readonly steps = Object.fromEntries(STEPS.map((step) => [step, [] as number[]])) as Record<Step, number[]>;
  readonly requests: number[] = [];
  /** Bookings that came too late for their slot, or lost it, and were done again within their step. */
  rebooked = 0;
  /** How long nobody had anything to do but wait for a consult to begin. */
  idle = 0;

  /** Times a step, its requests one after the other. Who takes it has a session that lasts before the time runs. */
  async step<T>(name: Step, who: Client, work: () => Promise<T>): Promise<T> {
    await who.ready();
    const began = performance.now();
    const result = await work();
    this.steps[name].push(performance.now() - began);
    return result;
  }

  /** Times one request of a step. */
  async request<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await work();
    this.requests.push(performance.now() - began);
    return result;
  }
}
