import type { Core } from '@strapi/strapi';

const MAILING: readonly string[] = ['/forgot-password', '/reset-password'];

/**
 * Takes away the routes by which Strapi itself would send a mail: the admin's password mail and the whole email plugin.
 * Those mails would leave without a record and past the sink (invariants 5 and 13). An admin who forgot a
 * password gets a new one from the super admin. Call it in `register`, before Strapi mounts its routes.
 */
export function closeStrapiMailRoutes(strapi: Core.Strapi): void {
  strapi.plugin('email').routes = {};
  const { admin } = strapi as unknown as { admin: { routes: Record<string, { routes: { path: string }[] }> } };
  admin.routes = Object.fromEntries(
    Object.entries(admin.routes).map(([name, router]) => [
      name,
      { ...router, routes: router.routes.filter(({ path }) => !MAILING.includes(path)) },
    ]),
  );
}

/** Any other way to Strapi's mailer ends in an error. Call it in bootstrap: the email plugin has made its own by then. */
export function refuseStrapiMail(strapi: Core.Strapi): void {
  Object.assign(strapi.plugin('email'), {
    provider: {
      async send(): Promise<never> {
        throw new Error('Strapi sends no mail here: mails are written in the journal and sent by the worker');
      },
    },
  });
}
