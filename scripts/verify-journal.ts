/**
 * npm run verify-journal [-- --checkpoint <id>:<hash>]: recomputes the hash chains and checkpoints and compares every row
 * with its entries. It may run while people work. The last checkpoint it prints, noted elsewhere and given the next
 * time, shows whether checkpoints were cut from the end. Leaves with 1 at a break, 2 when it could not look.
 */
import { parseArgs } from 'node:util';
import type { Checkpoint } from '../src/journal/checkpoint';
import { verifyJournal } from '../src/journal/verify';
import { openJournal } from './journal';

/** A checkpoint as it is printed. Throws Error on anything else. */
function readCheckpoint(text: string): Checkpoint {
  const [, id, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (id === undefined || hash === undefined) throw new Error(`not a checkpoint, which is <id>:<hash>: ${text}`);
  return { id: Number(id), hash };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { checkpoint: { type: 'string' } } });
  const noted = values.checkpoint === undefined ? undefined : readCheckpoint(values.checkpoint);
  const journal = openJournal();
  try {
    const result = await verifyJournal(journal, {
      noted,
      progress: (done, all) => {
        if (done % 500 === 0) process.stderr.write(`  ${done} of ${all} streams\n`);
      },
    });
    const { streams, entries, rows, checkpoints, lastCheckpoint, firstBreak } = result;
    const seen = `${streams} streams, ${entries} entries, ${rows} rows, ${checkpoints} checkpoints`;
    if (firstBreak === null) {
      process.stdout.write(`The journal holds: ${seen}.\n`);
      if (lastCheckpoint) process.stdout.write(`Last checkpoint: ${lastCheckpoint.id}:${lastCheckpoint.hash}\n`);
      return;
    }
    const { stream, version, what } = firstBreak;
    const place = stream === '' ? '' : ` at ${stream}${version === null ? '' : `, entry ${version}`}`;
    process.stdout.write(`The journal is broken${place}: ${what} (after ${seen}).\n`);
    process.exitCode = 1;
  } finally {
    await journal.db.destroy();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`The journal could not be read: ${error.message}\n`);
  process.exit(2);
});
