import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { namesSomebody } from '../domain/identity/fiscal-code';
import { type Http, type Step, stateOf } from './context';
import { logUnexpected } from './endpoint';
import { codeOfStatus, writeError } from './error-body';
import { ApiError } from './errors';
import type { Metrics } from './metrics';

/** A request id we accept from outside: short, of letters that cannot break a log line or a header, and nobody's. */
const isSafe = (text: string): boolean => /^[A-Za-z0-9_-]{8,64}$/.test(text) && !namesSomebody(text);

/** What Strapi leaves on a request that found its route. */
interface Found {
  readonly path: string;
  readonly info?: { readonly type?: string };
}

/** The pattern that answered, such as `/api/cases/:id`: an address as sent may name somebody, and is never logged. */
function routeOf(ctx: Http): string {
  const route = ctx.state['route'] as Found | undefined;
  if (!route) return 'none';
  const { type } = route.info ?? {};
  return type === 'content-api' ? `/api${route.path}` : type === 'admin' ? `admin ${route.path}` : route.path;
}

const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);

/** The admin panel and its API keep Strapi's own ways. */
const isOurs = (path: string): boolean => path === '/api' || path.startsWith('/api/');

/** An error Strapi or one of its plugins wrote, in the one shape of ours. */
function reshape(ctx: Http): void {
  if (ctx.status < 400 || !isOurs(ctx.path)) return;
  const body = ctx.body as { readonly error?: { readonly correlation?: unknown } } | undefined;
  if (body?.error?.correlation !== undefined) return;
  // users-permissions forbids a route to whoever is not signed in; what is missing is a session.
  const status = ctx.status === 403 && ctx.state['user'] === undefined ? 401 : ctx.status;
  writeError(ctx, new ApiError(codeOfStatus(status)));
}

/**
 * Stands outside every other middleware: gives the request its id, answers errors in one shape, and writes one line of
 * log and one measure a request, without an address, a body or a name.
 */
export function requestStep(strapi: Core.Strapi, metrics: Metrics): Step {
  return async (ctx, next) => {
    const given = ctx.get('x-request-id');
    const correlation = isSafe(given) ? given : randomUUID();
    stateOf(ctx).correlation = correlation;
    ctx.set('X-Request-Id', correlation);
    const start = process.hrtime.bigint();
    try {
      await next();
      reshape(ctx);
    } catch (error) {
      logUnexpected(strapi, ctx, error);
      writeError(ctx, new ApiError('internal'));
    }
    // Nearly every answer is about somebody: no cache on the way keeps any, unless its endpoint says that it may.
    if (isOurs(ctx.path) && !ctx.response.get('Cache-Control')) ctx.set('Cache-Control', 'no-store');
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const { method, status } = ctx;
    const route = routeOf(ctx);
    metrics.requests.observe({ method, route, status }, seconds);
    // Files and probes come by the thousand and tell nothing.
    if (route === 'none' ? !isOurs(ctx.path) : PROBES.has(route)) return;
    const ms = Math.round(seconds * 1e4) / 10;
    strapi.log.info('request', { method, route, status, ms, correlation, actor: stateOf(ctx).userId ?? null });
  };
}
