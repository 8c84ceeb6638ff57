import type { CheckpointTaken, JournalPort } from '../ports';

export interface CheckpointActivities {
  checkpoint(): Promise<CheckpointTaken | null>;
}

/** The activity behind the checkpoint's schedule. */
export function createCheckpointActivities(journal: Pick<JournalPort, 'checkpoint'>): CheckpointActivities {
  return { checkpoint: () => journal.checkpoint() };
}
