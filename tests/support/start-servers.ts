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
  const run = await startTestRun();
  publishServers(run.servers);
  // Interrupted, jest would not call the teardown. The signal may come twice, from the terminal and from npm.
  let interrupted = false;
  const interrupt = () => {
    if (interrupted) return;
    interrupted = true;
    void run.stop().finally(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
  return run;
}
