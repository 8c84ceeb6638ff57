import { proxyActivities } from '@temporalio/workflow';
import type { CheckpointActivities } from '../worker/activities/checkpoint';

const { checkpoint } = proxyActivities<CheckpointActivities>({ startToCloseTimeout: '10 minutes' });

/**
 * Chains the heads of all streams that moved since the last checkpoint; run by a schedule (invariant 3). The result keeps
 * the checkpoint's hash in Temporal too, outside the database it speaks of.
 */
export async function takeCheckpoint(): ReturnType<CheckpointActivities['checkpoint']> {
  return checkpoint();
}
