import { loadavg } from 'node:os';
import { TASK_QUEUE } from '../../src/domain/followers';
import { round } from './figures';
import { type ProcessorTime, processorTime } from './processor';
import type { Stage } from './stage';

/** What is read before and after the measured journeys. */
export interface Reading {
  readonly database: Database;
  readonly events: number;
  readonly processor: ProcessorTime | undefined;
  readonly load: number;
}

interface Database {
  readonly bytes: number;
  readonly wal: number;
  readonly transactions: number;
  readonly fsync: string;
  readonly synchronousCommit: string;
}

/** Reads it; processor time nearest to the measured window, for the rest costs some itself. */
export async function takeReading(stage: Stage, when: 'before' | 'after'): Promise<Reading> {
  if (when === 'before') {
    const database = await readDatabase(stage);
    const events = await countEvents(stage);
    return { database, events, processor: processorTime(stage.pids), load: round(loadavg()[0] ?? 0, 1) };
  }
  const processor = processorTime(stage.pids);
  const load = round(loadavg()[0] ?? 0, 1);
  return { processor, load, database: await readDatabase(stage), events: await countEvents(stage) };
}

async function readDatabase({ db }: Stage): Promise<Database> {
  const { rows } = await db.raw<{ rows: Record<keyof Database, string>[] }>(
    `select pg_database_size(current_database())::text as bytes, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text as wal,
       (select (xact_commit + xact_rollback)::text from pg_stat_database where datname = current_database()) as transactions,
       current_setting('fsync') as fsync, current_setting('synchronous_commit') as "synchronousCommit"`,
  );
  const [found] = rows;
  if (!found) throw new Error('the database says nothing of itself');
  const { bytes, wal, transactions, ...settings } = found;
  // Counts of eight bytes come as text.
  return { bytes: Number(bytes), wal: Number(wal), transactions: Number(transactions), ...settings };
}

/** Events in the histories of all our workflows; a running one's are not in the list and are asked for. */
async function countEvents({ temporal }: Stage): Promise<number> {
  let events = 0;
  for await (const one of temporal.workflow.list({ query: `TaskQueue = '${TASK_QUEUE}'` })) {
    const isRunning = one.status.name === 'RUNNING';
    const { historyLength } = isRunning ? await temporal.workflow.getHandle(one.workflowId, one.runId).describe() : one;
    events += historyLength;
  }
  return events;
}
