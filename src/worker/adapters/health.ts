import { createServer, type Server } from 'node:http';
import { isLocalRequest } from '../../domain/network/local-request';

/** What the worker answers of itself over HTTP. */
export interface Health {
  /** Why it isn't ready to work; null when it is. */
  reason(): Promise<string | null>;
  /** Certified mailboxes that have long not been read, by their place in the settings: all else works meanwhile. */
  unreadMailboxes(): readonly number[];
  metrics(): Promise<string>;
}

/** Fifteen times the longest wait between two looks (rule of our own): by then it is no hiccup of a provider's. */
const LONG_UNREAD_MS = 15 * 60_000;

/** Which mailboxes have long not been read, from since when each was not, in milliseconds. */
export function longUnread(unread: readonly number[]): readonly number[] {
  return [...unread.keys()].filter((index) => (unread[index] ?? 0) > LONG_UNREAD_MS);
}

/** Serves `/healthz` (alive), `/readyz` (working) and `/metrics` on one address. Rejects when the port is taken. */
export function serveHealth(health: Health, host: string, port: number): Promise<Server> {
  const server = createServer(async (request, response) => {
    const answer = (status: number, type: string, text: string) =>
      response.writeHead(status, { 'content-type': type }).end(text);
    try {
      if (request.url === '/healthz') answer(200, 'application/json', '{"status":"ok"}');
      else if (request.url === '/readyz') {
        const reason = await health.reason();
        const unreadMailboxes = health.unreadMailboxes();
        const body = { status: reason ?? 'ready', ...(unreadMailboxes.length === 0 ? {} : { unreadMailboxes }) };
        answer(reason === null ? 200 : 503, 'application/json', JSON.stringify(body));
      } else if (request.url === '/metrics' && isLocalRequest(request.socket.remoteAddress, request.headers))
        answer(200, 'text/plain; version=0.0.4', await health.metrics());
      else answer(404, 'application/json', '{"status":"not found"}');
    } catch {
      answer(503, 'application/json', '{"status":"unavailable"}');
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
