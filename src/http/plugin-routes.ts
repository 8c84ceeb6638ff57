import type { Core } from '@strapi/strapi';
import type { Step } from './context';
import { checkRenewal, checkSignOut, limitPasswordChange, limitSignIn } from './sign-in';

interface Router {
  readonly type?: string;
  readonly routes: readonly Core.RouteInput[];
}
type RouterInput = Router | ((given: { strapi: Core.Strapi }) => Router);

/** The plugins' routes that stay open to the content API, each with our middlewares in place of the plugin's. */
const KEPT: Readonly<Record<string, (strapi: Core.Strapi) => readonly Step[]>> = {
  'POST /auth/local': (strapi) => [limitSignIn(strapi)],
  'POST /auth/refresh': (strapi) => [checkRenewal(strapi)],
  'POST /auth/logout': (strapi) => [checkSignOut(strapi)],
  'POST /auth/change-password': (strapi) => [limitPasswordChange(strapi)],
};

function kept(strapi: Core.Strapi, router: Router): Router {
  if (router.type !== 'content-api') return router;
  const routes = router.routes.flatMap((route) => {
    const middlewares = KEPT[`${route.method} ${route.path}`];
    return middlewares ? [{ ...route, config: { ...route.config, middlewares: [...middlewares(strapi)] } }] : [];
  });
  return { ...router, routes };
}

/**
 * Closes every content-API route of every plugin but the four that signing in needs: registration, password mails,
 * foreign providers, user and role lists, uploads, the schema builder's are not forbidden but absent. Must run in
 * `register`, before Strapi mounts its routes; the admin panel's own are untouched.
 */
export function closePluginRoutes(strapi: Core.Strapi): void {
  for (const plugin of Object.values(strapi.plugins) as { routes: Record<string, RouterInput> | unknown[] }[]) {
    // A plain list is an admin router.
    if (Array.isArray(plugin.routes)) continue;
    plugin.routes = Object.fromEntries(
      Object.entries(plugin.routes).map(([name, router]): [string, RouterInput] => [
        name,
        typeof router === 'function' ? (given) => kept(strapi, router(given)) : kept(strapi, router),
      ]),
    );
  }
}
