import type { Core } from '@strapi/strapi';
import { readSettings } from '../config/settings';
import { applyConstraints } from '../database/schema/apply';
import { seed } from '../database/seeds/seed';
import { restrictAdminRoles } from './admin-config/admin-roles';
import { configureContentManager } from './admin-config/configure-content-manager';
import { checkContents } from './admin-config/content-checks';
import { addPublishingRoutes } from './admin-config/publishing/routes';
import { addRehearsalRoutes } from './admin-config/rehearsal/routes';
import { closeStrapiMailRoutes, refuseStrapiMail } from './admin-config/strapi-mail';
import { journalOf } from './http/journal';
import { ensureRoles } from './http/roles';
import { serveHttp } from './http/serve';
import { indexSessions } from './http/sessions';
import { markSchemaReady } from './journal/schema-version';
import { requireMasterKey } from './journal/vault/master-key';

type Given = { readonly strapi: Core.Strapi };

/** What the platform adds to Strapi's start. */
export default {
  async register({ strapi }: Given): Promise<void> {
    serveHttp(strapi);
    closeStrapiMailRoutes(strapi);
    checkContents(strapi);
    await addPublishingRoutes(strapi);
    await addRehearsalRoutes(strapi);
  },

  /** Strapi has synced its tables and started its plugins. The version is marked last: the worker waits for it. */
  async bootstrap({ strapi }: Given): Promise<void> {
    refuseStrapiMail(strapi);
    const journal = journalOf(strapi);
    await requireMasterKey(journal.db, journal.vault);
    await applyConstraints(strapi);
    await configureContentManager(strapi);
    await restrictAdminRoles(strapi);
    await ensureRoles(strapi);
    await indexSessions(strapi.db.connection);
    const { demo } = readSettings();
    await seed({
      db: strapi.db.connection,
      journal,
      strapi,
      demo: demo.enabled ? { password: demo.password ?? '' } : null,
      now: Date.now(),
    });
    await markSchemaReady(strapi.db.connection);
  },
};
