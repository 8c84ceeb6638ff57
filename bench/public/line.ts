import type { Audit } from './audit';

/** A page's line: medians, and every run behind them. What a page that was not loaded has no figure for is null. */
export interface Line {
  readonly page: string;
  readonly performance: number | null;
  readonly accessibility: number;
  readonly bestPractices: number;
  readonly lcpMs: number | null;
  readonly tbtMs: number | null;
  readonly cls: number | null;
  /** Over the wire; ours until the first question. */
  readonly bytes: number | null;
  readonly machine: number;
  /** What cost points in any run. */
  readonly lost: readonly string[];
  readonly runs: readonly Omit<Audit, 'lost'>[];
}

/** Puts a page's runs together. */
export function lineOf(page: string, audits: readonly Audit[], bytes: number | null): Line {
  const over = (of: (one: Audit) => number | null): number | null => median(audits.map(of));
  return {
    page,
    performance: over((one) => one.performance),
    accessibility: over((one) => one.accessibility) ?? 0,
    bestPractices: over((one) => one.bestPractices) ?? 0,
    lcpMs: over((one) => one.lcpMs),
    tbtMs: over((one) => one.tbtMs),
    cls: over((one) => one.cls),
    bytes,
    machine: over((one) => one.machine) ?? 0,
    lost: [...new Set(audits.flatMap((one) => one.lost))],
    runs: audits.map(({ lost: _, ...run }) => run),
  };
}

/** The middle one, of an even number the lower of the two in the middle; null when one is missing. */
function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((one) => one !== null).sort((a, b) => a - b);
  return known.length < values.length ? null : (known[Math.floor((known.length - 1) / 2)] ?? null);
}
