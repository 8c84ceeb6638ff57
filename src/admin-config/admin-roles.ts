import type { Core } from '@strapi/strapi';
import { isReadOnly } from './configuration';

/** Strapi makes these two itself and gives them every content type there is at its first start. */
const STRAPI_ROLES = ['strapi-editor', 'strapi-author'];

/**
 * Takes from the admin's own Editor and Author every permission, reading too, on what only the platform writes: cases
 * and persons are not content. Call it in bootstrap at every start; the super admin alone keeps seeing those rows.
 */
export async function restrictAdminRoles(strapi: Core.Strapi): Promise<void> {
  const subjects = Object.values(strapi.contentTypes).filter(isReadOnly);
  const permissions = strapi.db.query('admin::permission');
  const held = await permissions.findMany({
    where: { role: { code: { $in: STRAPI_ROLES } }, subject: { $in: subjects.map((type) => type.uid) } },
  });
  // One by one: a bulk delete leaves the link to the role behind.
  for (const { id } of held) await permissions.delete({ where: { id } });
}
