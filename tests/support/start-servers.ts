import { onInterruption } from '../../scripts/platform/interrupt';
import { publishServers } from './servers';
import { startTestRun, type TestRun } from './test-run';

/** Kept on the process: jest loads this file once for each project, and all projects share one run. */
const shared = globalThis as typeof globalThis & { inpsTestRun?: Promise<TestRun> };

/** jest's global setup of every project that needs servers; the first call starts them. */
export default async function startServers(): Promise<void> {
  shared.inpsTestRun ??= start();
  await shared.inpsTestRun;
}

async function start(): Promise<TestRun> {
  // Interrupted, jest would not call the teardown.
  let stop = async () => {};
  onInterruption(() => stop());
  const run = await startTestRun((stopAll) => {
    stop = stopAll;
  });
  publishServers(run.servers);
  return run;
}
