import { condition, proxyActivities, proxyLocalActivities, setHandler, sleep } from '@temporalio/workflow';
import type { CheckpointActivities } from '../../../src/worker/activities/checkpoint';
import type { FollowActivities } from '../../../src/worker/activities/follow';
import { wake } from '../../../src/workflows/follow';

const { look } = proxyLocalActivities<FollowActivities>({ startToCloseTimeout: '1 minute' });
const { checkpoint } = proxyActivities<CheckpointActivities>({ startToCloseTimeout: '1 minute' });

/** The loop as a careless change would make it: it sleeps before it looks. Histories of the real one cannot replay on it. */
export async function followCase(stream: string): Promise<void> {
  let woken = true;
  setHandler(wake, () => {
    woken = true;
  });
  await sleep('1 second');
  await look(stream, Date.now());
  await condition(() => woken);
}
export { followCase as followDigest };

/** The checkpoint's workflow with a wait before it. */
export async function takeCheckpoint(): Promise<void> {
  await sleep('1 second');
  await checkpoint();
}
