import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Snapshot } from '../../../src/domain/questionnaire/snapshot';
import { SAMPLE } from './sample';

/** A request the pages made. */
export interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly address: string;
  readonly body: unknown;
  /** Cookies that came with it: there are none. */
  readonly cookie: string | undefined;
}

/** The server as the pages know it: their files, and the four addresses of the contract. All of it in memory. */
export interface StandIn {
  readonly origin: string;
  /** Everything asked for so far. */
  readonly asked: readonly Asked[];
  /** Bytes sent so far, headers and all. */
  sent(): number;
  /** How many of the next sealed answers are refused as taken. */
  refuseSealed: number;
  stop(): Promise<void>;
}

export const HASH = createHash('sha256').update(JSON.stringify(SAMPLE)).digest('hex');

/** As many as there are pilots. */
export const PLACES = {
  territories: [
    {
      code: 'bologna',
      name: 'Bologna',
      places: [
        { kind: 'site', name: 'Sportello Esempio', address: 'Via Inventata 1', organisation: 'Associazione Esempio' },
        { kind: 'municipality', name: 'Comune di Esempio', address: null, organisation: 'Comune di Esempio' },
      ],
    },
    { code: 'torino', name: 'Torino', places: [] },
  ],
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Serves what was built in `dist`, and a questionnaire, on a free port of this machine. */
export async function startStandIn(dist: string, snapshot: Snapshot = SAMPLE): Promise<StandIn> {
  const asked: Asked[] = [];
  const state = { refuseSealed: 0 };
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.writeHead(500).end());
  });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // What the page's own policy can't say of itself.
    response.setHeader('content-security-policy', "frame-ancestors 'none'");
    response.setHeader('x-content-type-options', 'nosniff');
    const text = await bodyOf(request);
    const { method = 'GET', url = '/' } = request;
    asked.push({
      method,
      address: url,
      body: text === '' ? null : JSON.parse(text),
      cookie: request.headers.cookie,
    });
    const { pathname } = new URL(url, 'http://stand-in');
    const compressed = (type: string, body: Buffer | string, cache: string) => {
      const headers = { 'content-type': type, 'content-encoding': 'br', 'cache-control': cache };
      response.writeHead(200, headers).end(brotliCompressSync(body));
    };
    const json = (body: unknown) => compressed('application/json', JSON.stringify(body), 'no-cache');
    switch (`${method} ${pathname}`) {
      case 'GET /api/public/questionnaire':
        return json({ version: { number: 1, hash: HASH }, snapshot });
      case 'GET /api/public/places':
        return json(PLACES);
      case 'POST /api/public/counters':
        response.writeHead(204).end();
        return;
      case 'POST /api/public/sealed-answers': {
        state.refuseSealed -= 1;
        const status = state.refuseSealed >= 0 ? 409 : 201;
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ data: { until: '2030-01-31T12:00:00.000Z' } }));
        return;
      }
    }
    const path = pathname.startsWith('/questionario/') ? pathname.slice('/questionario/'.length) : '';
    const file = join(dist, path === '' ? 'index.html' : path);
    if (method !== 'GET' || !pathname.startsWith('/questionario/') || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const cache = path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    compressed(TYPES[extname(file)] ?? 'application/octet-stream', readFileSync(file), cache);
  };
  const sockets: Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    // A name, not a number: only then are pages without TLS trusted with Web Crypto and service workers everywhere.
    origin: `http://localhost:${port}`,
    asked,
    sent: () => sockets.reduce((sum, socket) => sum + socket.bytesWritten, 0),
    get refuseSealed() {
      return state.refuseSealed;
    },
    set refuseSealed(many: number) {
      state.refuseSealed = many;
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
