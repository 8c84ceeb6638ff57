import { asProblem, Problem, problemIn } from './problem';
import type { Me } from './shapes';

/** What a request carries beside its address. */
export interface Sent {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody's session. Its tokens are in memory only: a page that is closed or loaded anew has none. */
export interface Session {
  /** Signs in. Throws Problem; `other-person` when somebody else was signed in and their work is still on the page. */
  signIn(identifier: string, password: string): Promise<Me>;
  /** Sends a request and reads its JSON. Throws Problem. A session that is over asks to sign in again, and goes on. */
  request<T>(path: string, sent?: Sent): Promise<T>;
  /** Ends the session here, and at the server if it can be reached. */
  signOut(): Promise<void>;
}

interface Tokens {
  readonly jwt: string;
  readonly refreshToken: string;
}

/** A session nobody is in yet. `askAgain` is told when one must sign in again to go on. */
export function createSession(askAgain: () => void): Session {
  let tokens: Tokens | null = null;
  let person: number | null = null;
  let renewing: Promise<Tokens | null> | null = null;
  /** Requests that wait for somebody to sign in again. */
  let waiting: (() => void)[] = [];

  const renew = (old: Tokens): Promise<Tokens | null> => {
    // Others that were refused meanwhile wait for the same renewal: a refresh token is good once.
    renewing ??= call('/api/auth/refresh', { method: 'POST', body: { refreshToken: old.refreshToken } }, null)
      .then(async (response) => {
        if (response.ok) tokens = (await response.json()) as Tokens;
        else if (response.status >= 500 || response.status === 429) throw await problemIn(response);
        else tokens = null;
        return tokens;
      })
      .finally(() => {
        renewing = null;
      });
    return renewing;
  };
  /** Tokens that may work where `refused` did not: renewed once, else of who signs in again. */
  const tokensAfter = async (refused: Tokens | null): Promise<Tokens> => {
    if (tokens && tokens !== refused) return tokens;
    const renewed = refused && (await renew(refused));
    if (renewed) return renewed;
    return new Promise((resolve) => {
      waiting.push(() => tokens && resolve(tokens));
      askAgain();
    });
  };
  const request = async <T>(path: string, sent: Sent = {}): Promise<T> => {
    let used = tokens;
    let response = await call(path, sent, used);
    for (let tries = 0; response.status === 401 && tries < 3; tries += 1) {
      used = await tokensAfter(used);
      response = await call(path, sent, used);
    }
    if (!response.ok) throw await problemIn(response);
    return (response.status === 204 ? undefined : await response.json()) as T;
  };
  return {
    request,
    signIn: async (identifier, password) => {
      const response = await call('/api/auth/local', { method: 'POST', body: { identifier, password } }, null);
      if (!response.ok) throw await problemIn(response);
      const fresh = (await response.json()) as Tokens;
      const asked = await call('/api/me', {}, fresh);
      if (!asked.ok) throw await problemIn(asked);
      const { data } = (await asked.json()) as { readonly data: Me };
      if (person !== null && person !== data.userId) {
        await end(fresh);
        throw new Problem(403, { code: 'other-person', message: '' });
      }
      tokens = fresh;
      person = data.userId;
      const goOn = waiting;
      waiting = [];
      for (const one of goOn) one();
      return data;
    },
    signOut: async () => {
      const old = tokens;
      tokens = null;
      if (old) await end(old);
    },
  };
}

/** Ends a session at the server; that it could not be reached keeps nobody here. */
async function end(tokens: Tokens): Promise<void> {
  const sent: Sent = { method: 'POST', body: { refreshToken: tokens.refreshToken } };
  await call('/api/auth/logout', sent, tokens, true).catch(() => undefined);
}

async function call(path: string, sent: Sent, tokens: Tokens | null, keepalive = false): Promise<Response> {
  const { method = 'GET', body, headers } = sent;
  return fetch(path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(tokens ? { authorization: `Bearer ${tokens.jwt}` } : {}),
      'accept-language': document.documentElement.lang,
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    // No cookie is sent or taken: whoever else uses this browser is not signed in by it.
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    keepalive,
  }).catch((error: unknown) => {
    throw asProblem(error);
  });
}
