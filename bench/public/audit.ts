import type { RunnerResult } from 'lighthouse';
import type { Page } from 'puppeteer-core';
import { Failure } from '../../scripts/platform/failure';
import { round } from '../journey/figures';

/** What Lighthouse's mobile preset says of one page, once. Scores are of 100. */
export interface Audit {
  readonly performance: number | null;
  readonly accessibility: number;
  readonly bestPractices: number;
  readonly lcpMs: number | null;
  readonly tbtMs: number | null;
  readonly cls: number | null;
  /** Lighthouse's own measure of the machine, while it ran. */
  readonly machine: number;
  /** What costs points, by its name. */
  readonly lost: readonly string[];
}

const flags = { onlyCategories: ['performance', 'accessibility', 'best-practices'], logLevel: 'error' as const };

/** Loads a page as a slow telephone on a slow network would, and judges it. */
export async function auditLoading(page: Page, address: string): Promise<Audit> {
  const { navigation } = await import('lighthouse');
  return read(await navigation(page, address, { flags }));
}

/** Judges a page as it stands; of how it came to be there nothing is said. */
export async function auditStanding(page: Page): Promise<Audit> {
  const { snapshot } = await import('lighthouse');
  return read(await snapshot(page, { flags }));
}

function read(result: RunnerResult | undefined): Audit {
  if (result === undefined) throw new Failure('Lighthouse gave no result.');
  const { audits, categories, environment, runtimeError } = result.lhr;
  if (runtimeError) throw new Failure(`Lighthouse: ${runtimeError.message}`);
  const score = (name: string): number | null => {
    const { score: found = null } = categories[name] ?? {};
    return found === null ? null : Math.round(found * 100);
  };
  const value = (name: string, digits = 0): number | null => {
    const { numericValue: found } = audits[name] ?? {};
    return found === undefined ? null : round(found, digits);
  };
  const lost = Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${id} ${audits[id]?.displayValue ?? audits[id]?.score}`),
  );
  // Of a page that stands Lighthouse would give a performance too, from the little of it that can be seen then.
  const performance = result.lhr.gatherMode === 'navigation' ? score('performance') : null;
  if (result.lhr.gatherMode === 'navigation' && performance === null)
    throw new Failure('Lighthouse could not measure the performance.');
  return {
    performance,
    accessibility: score('accessibility') ?? 0,
    bestPractices: score('best-practices') ?? 0,
    lcpMs: value('largest-contentful-paint'),
    tbtMs: value('total-blocking-time'),
    cls: value('cumulative-layout-shift', 3),
    machine: Math.round(environment.benchmarkIndex),
    lost,
  };
}
