import type { Core } from '@strapi/strapi';
import type { z } from 'zod';
import { actorOf, type SignedIn } from './actor';
import { type Http, stateOf } from './context';
import { fromDatabase, safeToLog } from './database-errors';
import { asApiError, writeError } from './error-body';
import { ApiError, type ErrorCode } from './errors';
import { read } from './input';

/** What a handler is given: everything validated, and nothing of Koa but what it must set. */
export interface Call<Params, Query, Headers, Body> {
  readonly strapi: Core.Strapi;
  readonly ctx: Http;
  readonly correlation: string;
  readonly params: Params;
  readonly query: Query;
  readonly headers: Headers;
  readonly body: Body;
}

/** The parts of a request an endpoint reads, by their schemas; what has none is not read. */
interface Parts<P extends z.ZodType, Q extends z.ZodType, H extends z.ZodType, B extends z.ZodType> {
  readonly params?: P;
  readonly query?: Q;
  /** By lower-case header name. */
  readonly headers?: H;
  readonly body?: B;
}

interface Described {
  /** The action's name in its controller. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Under `/api`, with `:name` parameters. */
  readonly path: string;
  readonly summary: string;
  readonly status: 200 | 201 | 204;
  readonly answer?: z.ZodType;
  /** What it answers instead of JSON: media types of a file. */
  readonly files?: readonly string[];
  /** What it takes instead of JSON: media types of a file, read by the endpoint itself. */
  readonly takes?: readonly string[];
  /** Beside `malformed`, `internal` and `unavailable`, which any may answer. */
  readonly errors: readonly ErrorCode[];
  /** How its answers may be kept on the way; without it, not at all. */
  readonly caching?: string;
  /** A path parameter that chooses the body's schema. */
  readonly variants?: { readonly param: string; readonly bodies: Readonly<Record<string, z.ZodType>> };
}

/** An endpoint once defined: its description for the OpenAPI page, and how it answers. */
export interface Endpoint extends Described, Parts<z.ZodType, z.ZodType, z.ZodType, z.ZodType> {
  readonly open: boolean;
  serve(strapi: Core.Strapi, ctx: Http): Promise<unknown>;
}

type Handler<P, Q, H, B, Who> = (call: Call<P, Q, H, B>, who: Who) => Promise<unknown>;

/** An endpoint for signed-in people; `handle` gets who is asking. One declaration makes route, check and OpenAPI. */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, H extends z.ZodType, B extends z.ZodType>(
  spec: Described & Parts<P, Q, H, B>,
  handle: Handler<z.output<P>, z.output<Q>, z.output<H>, z.output<B>, SignedIn>,
): Endpoint {
  return {
    ...spec,
    open: false,
    // Who is asking comes before what they ask: a stranger is not told how a request should look.
    serve: async (strapi, ctx) => {
      const who = await actorOf(strapi, ctx);
      return handle(callOf(spec, strapi, ctx), who);
    },
  };
}

/** An endpoint anyone may call. */
export function openEndpoint<P extends z.ZodType, Q extends z.ZodType, H extends z.ZodType, B extends z.ZodType>(
  spec: Described & Parts<P, Q, H, B>,
  handle: Handler<z.output<P>, z.output<Q>, z.output<H>, z.output<B>, null>,
): Endpoint {
  return { ...spec, open: true, serve: async (strapi, ctx) => handle(callOf(spec, strapi, ctx), null) };
}

function callOf<P extends z.ZodType, Q extends z.ZodType, H extends z.ZodType, B extends z.ZodType>(
  { params, query, headers, body }: Parts<P, Q, H, B>,
  strapi: Core.Strapi,
  ctx: Http,
): Call<z.output<P>, z.output<Q>, z.output<H>, z.output<B>> {
  return {
    strapi,
    ctx,
    correlation: stateOf(ctx).correlation,
    // A parameter that cannot be an id names no row: 404, like any other row that is not there.
    params: (params
      ? (params.safeParse(ctx.params).data ?? fail(new ApiError('not-found')))
      : undefined) as z.output<P>,
    query: (query ? read(query, ctx.query) : undefined) as z.output<Q>,
    headers: (headers ? read(headers, ctx.headers) : undefined) as z.output<H>,
    body: (body ? read(body, ctx.request.body ?? {}) : undefined) as z.output<B>,
  };
}

function fail(error: ApiError): never {
  throw error;
}

/** The Strapi controller of some endpoints: an action each, answering in one way and failing in one shape. */
export function controllerOf(endpoints: readonly Endpoint[]): ({ strapi }: { strapi: Core.Strapi }) => Core.Controller {
  return ({ strapi }) =>
    Object.fromEntries(
      endpoints.map((one) => [
        one.name,
        async (ctx: Http) => {
          try {
            const answer = await one.serve(strapi, ctx);
            ctx.status = one.status;
            if (one.caching !== undefined) ctx.set('Cache-Control', one.caching);
            ctx.body = one.status === 204 ? null : answer;
            // Koa leaves the body out; whoever asks already has what the tag names.
            if (one.method === 'GET' && ctx.fresh) ctx.status = 304;
          } catch (error) {
            const known = asApiError(error, fromDatabase);
            if (known.code === 'internal') logUnexpected(strapi, ctx, error);
            writeError(ctx, known);
          }
        },
      ]),
    );
}

/** Logs an unexpected error without a value of anybody's. */
export function logUnexpected(strapi: Core.Strapi, ctx: Http, error: unknown): void {
  strapi.log.error('unexpected error', { correlation: stateOf(ctx).correlation, ...safeToLog(error) });
}

/**
 * The Strapi routes of some endpoints. `auth: false` turns off the users-permissions strategy, not the check: every
 * endpoint that is not open begins with `actorOf`, which asks for more than the plugin does (see there), and each says
 * itself what its roles may see.
 */
export function routesOf(controller: string, endpoints: readonly Endpoint[]): { routes: Core.RouteInput[] } {
  return {
    routes: endpoints.map((one) => ({
      method: one.method,
      path: one.path,
      handler: `${controller}.${one.name}`,
      config: { auth: false },
    })),
  };
}
