import type { Core } from '@strapi/strapi';
import { message } from '../domain/messages/message';
import { ROLES } from '../domain/network/actor';

const AUTH = 'plugin::users-permissions.auth';

/** What users-permissions lets anyone do: sign in, and renew a session. */
const ANYONE = [`${AUTH}.callback`, `${AUTH}.refresh`];
/** What it lets a signed-in person do. All else is ours, and is decided by our own rules. */
const PEOPLE = [`${AUTH}.logout`, `${AUTH}.changePassword`];

/**
 * Makes the seven roles, gives each exactly what it may do in users-permissions, takes everything from the plugin's
 * own `authenticated` role, and closes registration. The code is the truth: what was changed by hand in the admin is
 * put back at the next start.
 */
export async function ensureRoles(strapi: Core.Strapi): Promise<void> {
  await closeRegistration(strapi);
  await strapi.db.transaction(async () => {
    for (const type of ROLES) {
      const roles = strapi.db.query('plugin::users-permissions.role');
      if ((await roles.count({ where: { type } })) === 0) {
        await roles.create({ data: { type, name: message('it', `role.${type}`) } });
      }
      await allowExactly(strapi, type, PEOPLE);
    }
    await allowExactly(strapi, 'public', ANYONE);
    await allowExactly(strapi, 'authenticated', []);
  });
}

async function allowExactly(strapi: Core.Strapi, type: string, actions: readonly string[]): Promise<void> {
  const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type } });
  if (!role) return;
  const permissions = strapi.db.query('plugin::users-permissions.permission');
  const held = await permissions.findMany({ where: { role: role.id } });
  for (const one of held) {
    if (!actions.includes(one.action)) await permissions.delete({ where: { id: one.id } });
  }
  for (const action of actions) {
    if (!held.some((one) => one.action === action)) await permissions.create({ data: { action, role: role.id } });
  }
}

/** Registration is closed, and a mail address names one account. */
async function closeRegistration(strapi: Core.Strapi): Promise<void> {
  const store = strapi.store({ type: 'plugin', name: 'users-permissions' });
  const current = (await store.get({ key: 'advanced' })) as Readonly<Record<string, unknown>> | null;
  const closed = { ...current, allow_register: false, unique_email: true, email_confirmation: false };
  if (JSON.stringify(closed) !== JSON.stringify(current)) await store.set({ key: 'advanced', value: closed });
}
