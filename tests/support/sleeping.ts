import { Client, Connection } from '@temporalio/client';

/** Uses a client of the Temporal at an address for a moment. */
export async function withClient<T>(address: string, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

/** When the timer a workflow waits on fires; null when it waits for a wake alone. */
export async function timerOf(address: string, workflow: string): Promise<number | null> {
  const { events } = await withClient(address, (client) => client.workflow.getHandle(workflow).fetchHistory());
  const pending = new Map<string, number>();
  for (const event of events ?? []) {
    const started = event.timerStartedEventAttributes;
    const ended = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    const { seconds, nanos } = started?.startToFireTimeout ?? {};
    const at = Number(event.eventTime?.seconds ?? 0) * 1000;
    if (started) pending.set(started.timerId ?? '', at + Number(seconds ?? 0) * 1000 + Number(nanos ?? 0) / 1e6);
    if (ended) pending.delete(ended.timerId ?? '');
  }
  expect(pending.size).toBeLessThanOrEqual(1);
  return [...pending.values()][0] ?? null;
}
