import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, toolsFolder } from './paths';
import { withWheels } from './pip';

/**
 * pymap, an IMAP server in Python, and what it stands on: pinned with their hashes in `pec-provider/requirements.txt`,
 * downloaded through pip into the project's ignored folder and installed nowhere.
 * @returns the folder that goes into PYTHONPATH
 * @throws Failure
 */
export async function obtainPymap(): Promise<string> {
  const requirements = readFileSync(inProject('pec-provider', 'requirements.txt'), 'utf8');
  const target = join(toolsFolder, `pymap-${createHash('sha256').update(requirements).digest('hex').slice(0, 12)}`);
  if (existsSync(target)) return target;
  const download = {
    what: 'pymap',
    otherwise:
      'the IMAP server of the PEC provider: install them (python3 and python3-pip), or name mailboxes of yours in PEC_MAILBOXES',
    requirements,
  };
  await withWheels(download, (unpacked) => {
    // Another start may have been quicker.
    if (!existsSync(target)) renameSync(unpacked, target);
  });
  return target;
}
