import { Problem } from '../../../web/src/desk/api/problem';
import { createSession, type Session } from '../../../web/src/desk/api/session';

interface Call {
  readonly path: string;
  readonly token: string | null;
  readonly body: unknown;
}
let calls: Call[];
/** Tokens the server takes now, and people by their password. */
let taken: string[];
let refreshable: string | null;
let asked: number;
let session: Session;
const PEOPLE: Readonly<Record<string, number>> = { first: 1, second: 2 };

beforeEach(() => {
  [calls, taken, refreshable, asked] = [[], [], null, 0];
  let made = 0;
  const fresh = () => {
    made += 1;
    taken = [`jwt-${made}`];
    refreshable = `refresh-${made}`;
    return Response.json({ jwt: `jwt-${made}`, refreshToken: refreshable });
  };
  const refused = () => Response.json({ error: { code: 'unauthenticated', message: 'no' } }, { status: 401 });
  let person = 0;
  Object.assign(globalThis, {
    document: { documentElement: { lang: 'it' } },
    fetch: async (path: string, init: { headers: Record<string, string>; body?: string; credentials: string }) => {
      const token = init.headers['authorization']?.slice('Bearer '.length) ?? null;
      const body = init.body === undefined ? null : JSON.parse(init.body);
      calls.push({ path, token, body });
      expect(init.credentials).toBe('omit');
      if (path === '/api/auth/local') {
        person = PEOPLE[body.password] ?? 0;
        return person === 0 ? refused() : fresh();
      }
      if (path === '/api/auth/refresh') return body.refreshToken === refreshable ? fresh() : refused();
      if (path === '/api/auth/logout') return Response.json({});
      if (token === null || !taken.includes(token)) return refused();
      return path === '/api/me' ? Response.json({ data: { userId: person } }) : Response.json({ path });
    },
  });
  session = createSession(() => {
    asked += 1;
  });
});

const paths = () => calls.map((one) => one.path);

test('a token that is over is renewed once, also when two requests find out, and both go on', async () => {
  await session.signIn('somebody', 'first');
  taken = [];
  const both = await Promise.all([session.request('/api/a'), session.request('/api/b')]);
  expect(both).toEqual([{ path: '/api/a' }, { path: '/api/b' }]);
  expect(paths().filter((one) => one === '/api/auth/refresh')).toHaveLength(1);
  expect(asked).toBe(0);
});

test('a session that is over asks to sign in again, and what was asked for goes on', async () => {
  await session.signIn('somebody', 'first');
  [taken, refreshable] = [[], null];
  const waiting = session.request('/api/a');
  await new Promise((done) => setTimeout(done, 5));
  expect(asked).toBe(1);
  await expect(session.signIn('somebody', 'wrong')).rejects.toThrow(Problem);
  await session.signIn('somebody', 'first');
  await expect(waiting).resolves.toEqual({ path: '/api/a' });
});

test("somebody else cannot go on with a person's work, and their session is ended", async () => {
  await session.signIn('somebody', 'first');
  [taken, refreshable] = [[], null];
  const waiting = session.request('/api/a');
  await new Promise((done) => setTimeout(done, 5));
  await expect(session.signIn('another', 'second')).rejects.toMatchObject({ body: { code: 'other-person' } });
  expect(paths().at(-1)).toBe('/api/auth/logout');
  expect(paths().filter((one) => one === '/api/a')).toHaveLength(1);
  await session.signIn('somebody', 'first');
  await expect(waiting).resolves.toEqual({ path: '/api/a' });
});

test('without an answer it says so, and keeps who was in', async () => {
  await session.signIn('somebody', 'first');
  const { fetch } = globalThis;
  globalThis.fetch = () => Promise.reject(new TypeError('no network'));
  await expect(session.request('/api/a')).rejects.toMatchObject({ body: { code: 'offline' } });
  globalThis.fetch = fetch;
  await expect(session.request('/api/a')).resolves.toEqual({ path: '/api/a' });
});
