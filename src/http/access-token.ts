import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { verify } from 'jsonwebtoken';

/** Whom an access token speaks of, and the session it belongs to. */
export interface AccessToken {
  readonly userId: number;
  readonly sessionId: string;
}

const keys = new WeakMap<Core.Strapi, KeyObject>();

/** The key users-permissions signs with, prepared once: given as text, the library tries it as a public key every time. */
function keyOf(strapi: Core.Strapi): KeyObject {
  const known = keys.get(strapi);
  if (known) return known;
  const key = createSecretKey(strapi.config.get<string>('plugin::users-permissions.jwtSecret'), 'utf8');
  keys.set(strapi, key);
  return key;
}

/** Reads an access token as users-permissions' session manager does, without a query; null when it isn't a valid one. */
export function readAccessToken(strapi: Core.Strapi, token: string): AccessToken | null {
  try {
    const payload = verify(token, keyOf(strapi), { algorithms: ['HS256'] });
    if (typeof payload === 'string' || payload['type'] !== 'access') return null;
    const { userId, sessionId } = payload as Record<string, unknown>;
    const id = Number(userId);
    return Number.isSafeInteger(id) && typeof sessionId === 'string' ? { userId: id, sessionId } : null;
  } catch {
    return null;
  }
}
