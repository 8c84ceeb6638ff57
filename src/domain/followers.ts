/**
 * The names by which Temporal knows us: what workflows are, and what wakes them, share these words and nothing else.
 */

/** The task queue of every workflow of the platform. */
export const TASK_QUEUE = 'inps-per-tutti';

/** The one signal a process's workflow takes: something was written, look again. Its argument is a request's id. */
export const WAKE = 'wake';

/** The workflow that follows each process, by the first part of its streams' names. */
export const FOLLOWERS = {
  case: 'followCase',
  digest: 'followDigest',
  agreement: 'followAgreement',
  framework: 'followFramework',
} as const;
export type ProcessName = keyof typeof FOLLOWERS;
