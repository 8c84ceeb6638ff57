import { setTimeout as sleep } from 'node:timers/promises';
import { FOLLOWERS } from '../../src/domain/followers';
import type { Stage } from './stage';

/** How long what nobody clicks may go on after the last human step, and how often it is asked. */
const PATIENCE = 300_000;
const PAUSE = 50;

/**
 * Mails of its own a journey owes: to the referent when the consult is asked for, to both sides when it is booked, to the
 * operator when it was held.
 */
export const MAILS_EACH = 4;

/** Cases, workflows and mails, as far as they have come. */
export interface Outcome {
  readonly closed: number;
  readonly sent: number;
  readonly failed: number;
}

interface Pending extends Outcome {
  readonly wakes: number;
  readonly open: number;
  readonly unsent: number;
}

/** Returns once every case is closed, every mail it owes is sent and every workflow of a case has finished. */
export async function settle(stage: Stage): Promise<Outcome> {
  for (const limit = Date.now() + PATIENCE; Date.now() < limit; await sleep(PAUSE)) {
    const pending = await read(stage);
    // Temporal is asked only when the record says that nothing is left, for its answer costs it a search.
    if (pending.wakes + pending.open + pending.unsent > 0 || (await running(stage)) > 0) continue;
    return pending;
  }
  throw new Error(`not settled after ${PATIENCE / 1000} s: ${JSON.stringify(await read(stage))}`);
}

/**
 * Throws unless so many journeys, from one settled state to the next, closed as many cases, sent every mail once, failed
 * none and left as many finished workflows.
 */
export async function verify(stage: Stage, journeys: number, before: Outcome, after: Outcome): Promise<void> {
  const owed = MAILS_EACH * journeys;
  const finished = await count(stage, 'Completed');
  const repeated = stage.mail.taken.length - new Set(stage.mail.taken).size;
  const problems = [
    after.closed - before.closed === journeys ? '' : `${after.closed - before.closed} cases closed`,
    after.sent - before.sent === owed ? '' : `${after.sent - before.sent} mails sent instead of ${owed}`,
    after.failed === 0 ? '' : `${after.failed} mails failed`,
    repeated === 0 ? '' : `${repeated} mails arrived twice`,
    finished >= after.closed ? '' : `${finished} workflows finished for ${after.closed} cases`,
  ].filter((problem) => problem !== '');
  if (problems.length > 0) throw new Error(`after ${journeys} journeys: ${problems.join(', ')}`);
}

async function read({ db }: Stage): Promise<Pending> {
  const { rows } = await db.raw<{ rows: Pending[] }>(
    `select
       (select count(*)::int from journal_wake) as wakes,
       (select count(*)::int from journal_stream where process = 'case' and not over) as open,
       (select count(*)::int from journal_stream where process = 'case' and over) as closed,
       count(*) filter (where status in ('queued', 'sending'))::int as unsent,
       count(*) filter (where status = 'sent')::int as sent,
       count(*) filter (where status = 'failed')::int as failed
     from mails where stream like 'case/%'`,
  );
  const [found] = rows;
  if (!found) throw new Error('the database counts nothing');
  return found;
}

const running = (stage: Stage): Promise<number> => count(stage, 'Running');

async function count({ temporal }: Stage, status: 'Running' | 'Completed'): Promise<number> {
  const found = await temporal.workflow.count(`WorkflowType = '${FOLLOWERS.case}' AND ExecutionStatus = '${status}'`);
  return found.count;
}
