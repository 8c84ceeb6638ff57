/** npm run rearm: wakes every stream that owes something, so that a lost Temporal is rebuilt from the journal. */
import type { Knex } from 'knex';
import { wakeAll } from '../src/journal/wake';
import { openJournal } from './journal';

const PATIENCE_MS = 30_000;

/** How many of our wakes the relay has not yet handed on; others come and go meanwhile. */
async function left(db: Knex, correlation: string): Promise<number> {
  const [row] = await db('journal_wake').where({ correlation }).count<{ count: string }[]>();
  return Number(row?.count);
}

async function main(): Promise<void> {
  const { db } = openJournal();
  try {
    const correlation = `rearm-${new Date().toISOString()}`;
    const woken = await wakeAll(db, correlation);
    process.stdout.write(`${woken} streams are to be woken; the relay hands them to Temporal.\n`);
    let moved = performance.now();
    for (let waiting = woken; waiting > 0; ) {
      await new Promise((done) => setTimeout(done, 500));
      const now = await left(db, correlation);
      if (now !== waiting) {
        moved = performance.now();
        process.stdout.write(`  ${now} left\n`);
      } else if (performance.now() - moved > PATIENCE_MS) {
        throw new Error('the relay does not take them: is the worker running?');
      }
      waiting = now;
    }
  } finally {
    await db.destroy();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`Not everything was woken: ${error.message}\n`);
  process.exit(1);
});
