import { createServer, type Server } from 'node:http';
import { isLocalRequest } from '../../domain/network/local-request';

/** What the worker answers of itself over HTTP. */
export interface Health {
  /** Why it isn't ready to work; null when it is. */
  reason(): Promise<string | null>;
  metrics(): Promise<string>;
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
        answer(reason === null ? 200 : 503, 'application/json', JSON.stringify({ status: reason ?? 'ready' }));
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
