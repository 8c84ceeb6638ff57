import { z } from 'zod';
import { Failure } from './failure';

/** Email of the first user of the administration panel on the embedded default. */
export const adminEmail = 'admin@example.org';

const initShape = z.object({ data: z.object({ hasAdmin: z.boolean() }) });

/**
 * Registers the first user of the administration panel, as its first page would; Strapi refuses it once there is one.
 * @throws Failure
 */
export async function ensureAdminUser(serverUrl: string, password: string): Promise<void> {
  const init = initShape.parse(await (await fetch(`${serverUrl}/admin/init`)).json());
  if (init.data.hasAdmin) return;
  const response = await fetch(`${serverUrl}/admin/register-admin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ firstname: 'Amministrazione', lastname: 'Centrale', email: adminEmail, password }),
  });
  if (!response.ok) throw new Failure(`The first administrator could not be registered (HTTP ${response.status}).`);
}
