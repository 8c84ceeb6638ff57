import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, messageOf } from '../../scripts/platform/failure';
import { root } from '../../scripts/platform/paths';

/** How a run of the bench is asked for. */
export interface Options {
  /** Measured journeys at each level, and as many before them to warm up. */
  readonly journeys: number;
  /** How many people act at once. */
  readonly levels: readonly number[];
  /** Folder of the peer to compare with; null when it is not compared, or is not there. */
  readonly peer: string | null;
}

const SMOKE = { journeys: 6, levels: [1, 4] };

/**
 * Reads `--journeys 500 --levels 1,16,64 --peer <folder>`, or `--smoke`: a few journeys, no peer, so that a change that
 * breaks the bench is seen without measuring anything. @throws Failure
 */
export function readOptions(args: readonly string[]): Options & { readonly wantedPeer: boolean } {
  const { journeys, levels, peer, smoke } = parsed(args);
  const count = smoke ? SMOKE.journeys : Number(journeys);
  const widths = smoke ? SMOKE.levels : levels.split(',').map(Number);
  if (![count, ...widths].every((one) => Number.isInteger(one) && one > 0)) {
    throw new Failure('--journeys is a number and --levels are numbers divided by commas, such as 1,16,64.');
  }
  const folder = resolve(root, peer);
  const isThere = !smoke && existsSync(join(folder, 'run.sh'));
  return { journeys: count, levels: widths, peer: isThere ? folder : null, wantedPeer: !smoke };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        journeys: { type: 'string', default: '500' },
        levels: { type: 'string', default: '1,16,64' },
        peer: { type: 'string', default: join('..', 'shared', 'peers', 'flowable') },
        smoke: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Failure(`${messageOf(error)} (the options are --journeys, --levels, --peer and --smoke)`);
  }
}
