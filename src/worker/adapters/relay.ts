import { type RelayOptions, startRelay, TemporalDown, type WakePort } from '../../journal/relay';

/** Temporal as the worker reaches it: `isDown` tells an unanswered call from a refusal. */
export interface Temporal {
  wake(stream: string, correlation: string): Promise<void>;
  namespaceId(): Promise<string>;
  prepare(): Promise<void>;
  isDown(error: unknown): boolean;
}

/** The relay of the journal, run by the worker's process over its own pool. */
export function runRelay(options: Omit<RelayOptions, 'port'> & { readonly temporal: Temporal }): {
  stop(): Promise<void>;
} {
  const { temporal, ...rest } = options;
  const port: WakePort = {
    namespaceId: temporal.namespaceId,
    prepare: temporal.prepare,
    wake: (stream, correlation) =>
      temporal.wake(stream, correlation).catch((error: Error) => {
        throw temporal.isDown(error) ? new TemporalDown(error.message) : error;
      }),
  };
  return startRelay({ ...rest, port });
}
