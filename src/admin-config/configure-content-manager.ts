import type { Core } from '@strapi/strapi';
import texts from '../admin/translations/it.json';
import { type AdminContentType, type Configuration, configurationOf } from './configuration';
import { PART_VIEWS, VIEWS } from './views';

/** What we use of the content manager's own service; Strapi does not type it. */
interface ContentTypesService {
  findContentType(uid: string): AdminContentType | undefined;
  findConfiguration(type: AdminContentType): Promise<Configuration>;
  updateConfiguration(type: AdminContentType, configuration: Configuration): Promise<unknown>;
}

/** The same for components. */
interface ComponentsService extends Omit<ContentTypesService, 'findContentType'> {
  findComponent(uid: string): AdminContentType | undefined;
}

/**
 * Gives every content type its admin views: labels and hints in Italian (the admin translates them by message id),
 * columns, form, and read-only fields where the platform writes. Call it in bootstrap, after the plugins': the content
 * manager has then stored its defaults. The code is the truth: views changed by hand last until the next start.
 * Throws when a type has no view, or a view or text does not match the schemas.
 */
export async function configureContentManager(strapi: Core.Strapi): Promise<void> {
  const service: ContentTypesService = strapi.plugin('content-manager').service('content-types');
  const ours = Object.keys(strapi.contentTypes).filter((uid) => uid.startsWith('api::'));
  const missing = ours.filter((uid) => !(uid in VIEWS));
  if (missing.length > 0) throw new Error(`No admin view for ${missing.join(', ')}`);

  for (const [uid, view] of Object.entries(VIEWS)) {
    const type = service.findContentType(uid);
    if (!type) throw new Error(`The admin view of ${uid} has no content type`);
    const current = await service.findConfiguration(type);
    await service.updateConfiguration(type, configurationOf(type, view, current, texts));
  }

  const parts: ComponentsService = strapi.plugin('content-manager').service('components');
  for (const [uid, view] of Object.entries(PART_VIEWS)) {
    const part = parts.findComponent(uid);
    if (!part) throw new Error(`The admin view of ${uid} has no component`);
    const current = await parts.findConfiguration(part);
    await parts.updateConfiguration(part, configurationOf(part, view, current, texts));
  }
}
