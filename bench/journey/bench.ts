import { once, onInterruption } from '../../scripts/platform/interrupt';
import { onTerminal } from '../../scripts/platform/progress';
import { round } from './figures';
import { type Ground, prepareGround } from './ground';
import { measureLevel } from './level';
import type { Line } from './line';
import { readOptions } from './options';
import { measurePeer, stopPeer } from './peer';
import { stopStages } from './stage';

/**
 * npm run bench journey: at each level ours, then the peer's, each alone with the same PostgreSQL; a JSON line each and a
 * last line that compares them. Throws when a journey, a mail or a workflow is missing.
 */
export async function benchJourney(args: readonly string[]): Promise<void> {
  const { journeys, levels, peer, wantedPeer } = readOptions(args);
  if (wantedPeer && peer === null) {
    onTerminal('The peer is not there (--peer names its folder): only our own platform is measured.');
  }
  let stopGround: Ground['stop'] = async () => {};
  const stopAll = once(async (keepLogs: boolean) => {
    await stopPeer();
    await stopStages();
    await stopGround(keepLogs);
  });
  const interruption = onInterruption(() => stopAll(false));
  try {
    const ground = await prepareGround(onTerminal, (stop) => {
      stopGround = stop;
    });
    const pairs: { readonly ours: Line; readonly theirs: Line | null }[] = [];
    for (const atOnce of levels) {
      const ours = await measureLevel(ground, atOnce, journeys, onTerminal);
      print(ours);
      const theirs = peer === null ? null : await measurePeer(ground, peer, atOnce, journeys);
      if (theirs) print(theirs);
      pairs.push({ ours, theirs });
    }
    process.stdout.write(`${ratio(pairs)}\n`);
  } catch (error) {
    await stopAll(true);
    if (!interruption.came) throw error;
  }
  await stopAll(false);
}

const print = (line: Line): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** Ours over the peer's at each level: below one is better for steps, above one for journeys. */
function ratio(pairs: readonly { readonly ours: Line; readonly theirs: Line | null }[]): string {
  const compared = pairs.flatMap(({ ours, theirs }) => (theirs ? [{ ours, theirs }] : []));
  if (compared.length < pairs.length) return 'ratio not measured: there was no peer to compare with';
  const steps = compared.map(({ ours, theirs }) => round(ours.stepP95ms / theirs.stepP95ms));
  const rates = compared.map(({ ours, theirs }) => round(ours.journeysPerSecond / theirs.journeysPerSecond));
  return `ratio step-p95 ${steps.join('/')} journeys ${rates.join('/')}`;
}
