import { parseArgs } from 'node:util';
import { Failure, messageOf } from '../../scripts/platform/failure';
import { once, onInterruption } from '../../scripts/platform/interrupt';
import { onTerminal } from '../../scripts/platform/progress';
import { prepareGround } from '../journey/ground';
import { openBlank } from './blank';
import { closeBrowsers } from './browser';
import { type Line, lineOf } from './line';
import { addressAt, measureBytes, measurePages } from './measure';
import { openSite } from './site';

/** The budget for the first question. */
const AIM = { performance: 95, accessibility: 100, bestPractices: 100, bytes: 120 * 1024 };
const SCORES = ['performance', 'accessibility', 'bestPractices'] as const;

/**
 * npm run bench public: Lighthouse, mobile, on the public questionnaire as the compiled server gives it out, and on a blank
 * page in turn; a JSON line a page, and a last line that compares them.
 */
export async function benchPublic(args: readonly string[]): Promise<void> {
  const { runs, isSmoke } = readOptions(args);
  const stops: ((keepLogs: boolean) => unknown)[] = [];
  const stopAll = once(async (keepLogs: boolean) => {
    await closeBrowsers();
    for (const stop of stops.reverse()) await stop(keepLogs);
  });
  const interruption = onInterruption(() => stopAll(false));
  try {
    const ground = await prepareGround(onTerminal, (stop) => stops.push(stop));
    const site = await openSite(ground, (stop) => stops.push(stop));
    const blank = await openBlank(addressAt(site.port));
    stops.push(blank.stop);
    const ports = { blank: blank.port, ours: site.port };
    const bytes = await measureBytes(ports);
    const pages = await measurePages(ports, runs, onTerminal);
    const bytesOf = (page: string) => (page === 'blank' ? bytes.blank : page === 'start' ? bytes.ours : null);
    const lines = pages.map(({ page, audits }) => lineOf(page, audits, bytesOf(page)));
    for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
    report(lines, bytes.ours, isSmoke);
  } catch (error) {
    await stopAll(true);
    if (!interruption.came) throw error;
  }
  await stopAll(false);
}

/** Reads `--runs 5`, or `--smoke`: one run, no thresholds. @throws Failure */
function readOptions(args: readonly string[]): { readonly runs: number; readonly isSmoke: boolean } {
  const options = { runs: { type: 'string', default: '5' }, smoke: { type: 'boolean', default: false } } as const;
  try {
    const { runs, smoke } = parseArgs({ args: [...args], options }).values;
    const count = smoke ? 1 : Number(runs);
    if (!Number.isInteger(count) || count < 1) throw new Failure('--runs is a number, such as 5.');
    return { runs: count, isSmoke: smoke };
  } catch (error) {
    throw new Failure(`${messageOf(error)} (the options are --runs and --smoke)`);
  }
}

/** The last line: the lowest scores of ours over the blank page's, and bytes over the budget. */
function report([blank, ...ours]: readonly Line[], bytes: number, isSmoke: boolean): void {
  const lowest = SCORES.map((score) => Math.min(...ours.map((one) => one[score] ?? 100)));
  const isReached = bytes <= AIM.bytes && SCORES.every((score, index) => (lowest[index] ?? 0) >= AIM[score]);
  if (!isSmoke && !isReached) {
    const aims = `performance ${AIM.performance}, accessibility ${AIM.accessibility}, best practices ${AIM.bestPractices}`;
    onTerminal(`The aim is not reached: ${aims}, at most ${AIM.bytes} bytes.`);
    process.exitCode = 1;
  }
  const [a, b, c] = SCORES.map((score, index) => ((lowest[index] ?? 0) / (blank?.[score] ?? 100)).toFixed(2));
  const d = (bytes / AIM.bytes).toFixed(2);
  process.stdout.write(`ratio performance ${a} accessibility ${b} best-practices ${c} bytes ${d}\n`);
}
