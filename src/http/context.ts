import type { Core } from '@strapi/strapi';

/** Koa's context, by the type Strapi gives it. */
export type Http = Parameters<Core.ControllerHandler>[0];

/** A Koa middleware. */
export type Step = Core.MiddlewareHandler;

/** The languages people are answered in. */
export type Language = 'it' | 'en';

/** What our middlewares leave on a request. */
export interface RequestState {
  /** The request's id: found again in entries, workflow, mails and log lines. */
  correlation: string;
  /** The signed-in user's id, once known; for the log. */
  userId?: number;
  language?: Language;
}

/** Our part of the request's state. */
export function stateOf(ctx: Http): RequestState {
  return ctx.state as RequestState;
}

/** The person's own language once known, else the first of ours that the client accepts, else Italian. */
export function languageOf(ctx: Http): Language {
  return stateOf(ctx).language ?? (ctx.acceptsLanguages('it', 'en') === 'en' ? 'en' : 'it');
}
