import { Client, Connection } from '@temporalio/client';
import type { Settings } from '../../config/settings';

/** Connects to Temporal as the settings say. Throws when it does not answer within ten seconds. */
export async function connectTemporal(
  settings: Settings['temporal'],
): Promise<{ readonly client: Client; readonly connection: Connection }> {
  const connection = await Connection.connect({
    address: settings.address,
    tls: settings.tls,
    connectTimeout: '10 seconds',
    ...(settings.apiKey === undefined ? {} : { apiKey: settings.apiKey }),
  });
  return { connection, client: new Client({ connection, namespace: settings.namespace }) };
}
