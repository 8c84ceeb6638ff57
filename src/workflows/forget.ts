import { proxyActivities } from '@temporalio/workflow';
import type { ForgetActivities } from '../worker/activities/forget';

const { forgetExpired } = proxyActivities<ForgetActivities>({ startToCloseTimeout: '5 minutes' });

/** Removes sealed answers whose thirty days are over (DESIGN §4); run by a schedule. How many there were. */
export async function forgetSealedAnswers(): Promise<number> {
  return forgetExpired();
}
