import { randomUUID } from 'node:crypto';
import { wakeAll } from '../../src/journal/wake';
import { openDatabase } from '../../src/worker/adapters/database';

/**
 * Wakes every process that owes something. A Temporal that runs here may have lost its last moments to a power cut
 * (`temporal-server.ts`); looking at a process once more than needed changes nothing.
 */
export async function wakeEverything(databaseUrl: string): Promise<void> {
  const db = openDatabase(databaseUrl);
  try {
    await wakeAll(db, `start-${randomUUID()}`);
  } finally {
    await db.destroy();
  }
}
