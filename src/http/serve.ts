import type { Core } from '@strapi/strapi';
import { metricsOf } from './metrics';
import { closePluginRoutes } from './plugin-routes';
import { probesOf } from './probes';
import { publicPages } from './public-pages';
import { requestStep } from './request';

/**
 * Prepares the HTTP side: call it in `register`, before Strapi mounts its own middlewares and routes, so that ours
 * stands outside them all and what is closed is never opened.
 */
export function serveHttp(strapi: Core.Strapi): void {
  strapi.server.use(requestStep(strapi, metricsOf(strapi)));
  strapi.server.use(publicPages(strapi.dirs.app.root));
  closePluginRoutes(strapi);
  strapi.server.routes(probesOf(strapi));
}
