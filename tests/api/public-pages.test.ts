import { get } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Api, startApi } from '../support/api';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

interface Answer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

/** As a browser asks that reads these encodings. Not with fetch, which would undo them unseen. */
function ask(path: string, encodings: string): Promise<Answer> {
  const { port } = api.strapi.server.httpServer.address() as { readonly port: number };
  return new Promise((done, failed) => {
    const request = get({ port, path, headers: { 'accept-encoding': encodings } }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
    });
    request.once('error', failed);
  });
}

test('every file of the pages comes compressed to whoever can read it, and is the same to everybody', async () => {
  const { body } = await ask('/questionario/', 'identity');
  const named = [...body.toString().matchAll(/(?:src|href)="(\/questionario\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(named.some((path) => path.endsWith('.js')) && named.some((path) => path.endsWith('.css'))).toBe(true);
  for (const path of ['/questionario/', '/questionario/sw.js', ...named]) {
    const plain = await ask(path, 'identity');
    const brotli = await ask(path, 'gzip, deflate, br');
    const gzip = await ask(path, 'gzip');
    expect([path, plain.status, brotli.status, gzip.status]).toEqual([path, 200, 200, 200]);
    const encodings = [plain, brotli, gzip].map((one) => one.headers['content-encoding']);
    expect([path, ...encodings]).toEqual([path, undefined, 'br', 'gzip']);
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(brotli.body.length).toBeLessThan(plain.body.length);
    for (const { headers } of [plain, brotli, gzip]) {
      expect(headers['content-type']).toBe(plain.headers['content-type']);
      // Or a shared cache would give one what another can read.
      expect(headers['vary']).toMatch(/accept-encoding/i);
    }
  }
});

test('files named by their contents are kept for ever, the others asked for again; nothing is set on the device', async () => {
  const page = await ask('/questionario/', 'br');
  const [, script = ''] = /src="([^"]+)"/.exec(brotliDecompressSync(page.body).toString()) ?? [];
  const asset = await ask(script, 'br');
  expect(page.headers['cache-control']).toBe('public, no-cache');
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  for (const { headers } of [page, asset]) {
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
  }
});
