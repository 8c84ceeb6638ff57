import type { TestRun } from './test-run';

const shared = globalThis as typeof globalThis & { inpsTestRun?: Promise<TestRun> };

/** jest's global teardown, called once for each project; the first call stops the servers. */
export default async function stopServers(): Promise<void> {
  const run = shared.inpsTestRun;
  shared.inpsTestRun = undefined;
  await (await run)?.stop();
}
