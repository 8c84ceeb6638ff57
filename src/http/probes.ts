import type { Core } from '@strapi/strapi';
import { isLocalRequest } from '../domain/network/local-request';
import { SCHEMA_VERSION, schemaVersion } from '../journal/schema-version';
import type { Http } from './context';
import { metricsOf } from './metrics';

/**
 * Health for whoever runs the platform, outside `/api`: `/healthz` (the process answers), `/readyz` (the database does,
 * and is the one this code prepared), `/metrics`. The last is for a collector on this machine: a page of counts needs
 * no account then, and is not there for anyone else.
 */
export function probesOf(strapi: Core.Strapi): Core.RouteInput[] {
  const healthz = (ctx: Http): void => {
    ctx.body = { status: 'up' };
  };
  const readyz = async (ctx: Http): Promise<void> => {
    const schema = await schemaVersion(strapi.db.connection).catch(() => undefined);
    const ready = schema === SCHEMA_VERSION;
    ctx.status = ready ? 200 : 503;
    ctx.body = { status: ready ? 'ready' : 'not-ready', database: schema !== undefined, schema: schema ?? null };
  };
  const metrics = async (ctx: Http): Promise<void> => {
    if (!isLocalRequest(ctx.req.socket.remoteAddress, ctx.req.headers)) {
      ctx.status = 404;
      return;
    }
    const { type, text } = await metricsOf(strapi).read();
    ctx.set('Content-Type', type);
    ctx.body = text;
  };
  return [
    { method: 'GET', path: '/healthz', handler: healthz, config: { auth: false } },
    { method: 'GET', path: '/readyz', handler: readyz, config: { auth: false } },
    { method: 'GET', path: '/metrics', handler: metrics, config: { auth: false } },
  ];
}
