/** Builds everything from nothing into dist/, for a deployment. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildStale } from './platform/build';
import { Children } from './platform/child';
import { loadDotEnv } from './platform/environment';
import { messageOf } from './platform/failure';
import { onInterruption } from './platform/interrupt';
import { dataFolder, inProject } from './platform/paths';
import { onTerminal } from './platform/progress';

async function main(): Promise<void> {
  loadDotEnv();
  rmSync(inProject('dist'), { recursive: true, force: true });
  const logFile = join(dataFolder().logs, 'build.log');
  const children = new Children();
  const interruption = onInterruption(() => children.stopAll());
  try {
    await buildStale({ children, logFile, admin: true }, onTerminal);
  } catch (error) {
    if (!interruption.came) throw error;
  }
}

main().catch((error: unknown) => {
  onTerminal(messageOf(error));
  process.exitCode = 1;
});
