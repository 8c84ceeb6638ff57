import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { TASK_QUEUE } from '../domain/followers';

/** What runs by the clock alone: the journal's checkpoint, and forgetting sealed answers. */
const SCHEDULES = [
  { scheduleId: 'journal-checkpoint', every: '1 hour', workflowType: 'takeCheckpoint', workflowId: 'checkpoint' },
  { scheduleId: 'sealed-answers', every: '6 hours', workflowType: 'forgetSealedAnswers', workflowId: 'sealed-answers' },
] as const;

/** Makes the platform's schedules where they are missing. */
export async function ensureSchedules(client: Client): Promise<void> {
  for (const { scheduleId, every, workflowType, workflowId } of SCHEDULES) {
    try {
      await client.schedule.create({
        scheduleId,
        spec: { intervals: [{ every }] },
        action: { type: 'startWorkflow', workflowType, taskQueue: TASK_QUEUE, workflowId },
        policies: { overlap: ScheduleOverlapPolicy.SKIP },
      });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
  }
}
