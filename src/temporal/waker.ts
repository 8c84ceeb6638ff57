import { type Client, isGrpcServiceError } from '@temporalio/client';
import { FOLLOWERS, type ProcessName, TASK_QUEUE, WAKE } from '../domain/followers';
import { ensureSchedules } from './schedules';

/** How long one call may take: longer, and Temporal counts as down. */
const DEADLINE_MS = 4_000;
/** gRPC: DEADLINE_EXCEEDED, UNAVAILABLE. */
const DOWN: ReadonlySet<number> = new Set([4, 14]);

/** What wakes the workflows that follow streams. A workflow's id is its stream: there is never more than one. */
export interface Waker {
  wake(stream: string, correlation: string): Promise<void>;
  namespaceId(): Promise<string>;
  prepare(): Promise<void>;
  /** True for an error that says that Temporal does not answer. */
  isDown(error: unknown): boolean;
}

/** Makes it over a client. */
export function createWaker(client: Client): Waker {
  const soon = <T>(call: () => Promise<T>): Promise<T> => client.withDeadline(Date.now() + DEADLINE_MS, call);
  return {
    wake: (stream, correlation) =>
      soon(async () => {
        const process = stream.slice(0, stream.indexOf('/')) as ProcessName;
        await client.workflow.signalWithStart(FOLLOWERS[process], {
          workflowId: stream,
          taskQueue: TASK_QUEUE,
          args: [stream],
          signal: WAKE,
          signalArgs: [correlation],
          // A finished process may owe something again: its workflow starts anew and reads the journal (invariant 10).
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
        });
      }),
    namespaceId: () =>
      soon(async () => {
        const { namespace } = client.options;
        const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace });
        return namespaceInfo?.id ?? '';
      }),
    prepare: () => soon(() => ensureSchedules(client)),
    isDown: (error) => {
      const cause = error instanceof Error && error.cause ? error.cause : error;
      return isGrpcServiceError(cause) && DOWN.has(Number(cause.code));
    },
  };
}
