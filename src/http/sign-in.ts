import type { Core } from '@strapi/strapi';
import type { z } from 'zod';
import { actorOf } from './actor';
import type { Http, Step } from './context';
import { changeOfPassword, credentials, renewal, signOut } from './credentials';
import { fromDatabase } from './database-errors';
import { logUnexpected } from './endpoint';
import { asApiError, writeError } from './error-body';
import { ApiError } from './errors';
import { read } from './input';
import { journalOf } from './journal';
import { type Attempt, countTry, forgetTry } from './sign-in-limit';

/** The sentence of a refused password is the same whether the account exists, is blocked, or the password is wrong. */
const WRONG = new ApiError('unauthenticated', { key: 'error.sign-in' });

/** users-permissions throws its refusals; anything else is a fault of ours. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && ['ApplicationError', 'ValidationError', 'YupValidationError'].includes(error.name);

/** A step before one of the plugin's routes that fails as our own endpoints do. */
function guarded(strapi: Core.Strapi, step: Step): Step {
  return async (ctx, next) => {
    try {
      await step(ctx, next);
    } catch (error) {
      const known = asApiError(error, fromDatabase);
      if (known.code === 'internal') logUnexpected(strapi, ctx, error);
      writeError(ctx, known);
    }
  };
}

/** A try of a password: counted before it is looked at, forgotten when it was right. */
async function counted(
  strapi: Core.Strapi,
  attempt: Attempt,
  look: () => Promise<boolean>,
  wrong: ApiError,
): Promise<void> {
  const { db, vault } = journalOf(strapi);
  const verdict = await countTry(db, vault, attempt);
  if (!verdict.allowed) throw new ApiError('too-many', { key: 'error.too-many-tries', retryAfter: verdict.retryAfter });
  const right = await look().catch((error: unknown) => {
    throw isRefusal(error) ? wrong : error;
  });
  if (right) await forgetTry(db, vault, attempt);
}

/**
 * Before a password is looked at: so many tries an account and an address, counted in PostgreSQL so that a restart or
 * a second server forgets nothing. Stands in for the plugin's limiter, which counts in memory and would shut out a
 * whole office behind one address.
 */
export const limitSignIn = (strapi: Core.Strapi): Step =>
  guarded(strapi, async (ctx, next) => {
    const { identifier } = read(credentials, ctx.request.body ?? {});
    await counted(strapi, { account: identifier, address: ctx.ip }, () => next().then(() => ctx.status === 200), WRONG);
  });

/**
 * The same for whoever tries passwords through a session left open. A new password that cannot be is told before the
 * present one is looked at, and is no try.
 */
export const limitPasswordChange = (strapi: Core.Strapi): Step =>
  guarded(strapi, async (ctx, next) => {
    const { actor } = await actorOf(strapi, ctx);
    read(changeOfPassword, ctx.request.body ?? {});
    await counted(
      strapi,
      { account: `user:${actor.userId}`, address: ctx.ip },
      () => next().then(() => ctx.status === 200),
      new ApiError('malformed', { key: 'error.password-change', field: 'currentPassword' }),
    );
    if (ctx.status === 200) moveToCookie(strapi, ctx);
  });

/** What only needs its form checked before the plugin reads it. */
const checked = (schema: z.ZodType) => (strapi: Core.Strapi) =>
  guarded(strapi, async (ctx, next) => {
    read(schema, ctx.request.body ?? {});
    await next();
  });
export const checkRenewal = checked(renewal);
export const checkSignOut = checked(signOut);

/** Puts the refresh token in its cookie when that was asked for: the plugin forgets to after a change of password. */
function moveToCookie(strapi: Core.Strapi, ctx: Http): void {
  const { refreshToken, ...rest } = ctx.body as { readonly refreshToken?: string };
  if (ctx.get('x-strapi-refresh-cookie') !== 'httpOnly' || refreshToken === undefined) return;
  const cookie = strapi.config.get<object>('plugin::users-permissions.sessions.cookie');
  ctx.cookies.set('strapi_up_refresh', refreshToken, { ...cookie, httpOnly: true, overwrite: true });
  ctx.body = rest;
}
