import { ALL_ENDPOINTS } from '../../src/http/all-endpoints';
import { errorBody } from '../../src/http/error-body';
import type { Reply } from './api';

const endpoints = ALL_ENDPOINTS.map(({ method, path, answer, files, caching }) => ({
  method,
  answer,
  files,
  caching,
  pattern: new RegExp(`^/api${path.replace(/:\w+/g, '[^/]+')}$`),
  // Plain paths before patterns: /cases/search is not a case.
  plain: !path.includes(':'),
})).sort((a, b) => Number(b.plain) - Number(a.plain));

/**
 * Holds every answer to its description, whatever a test asked for: no field that the OpenAPI page does not name (one
 * may be somebody's data), one shape of error, and nothing that a cache may keep unless its endpoint says so.
 */
export function expectDescribed(method: string, address: string, { status, headers, body }: Reply<unknown>): void {
  const path = address.split('?')[0] ?? '';
  if (!path.startsWith('/api/')) return;
  const found = endpoints.find((one) => one.method === method && one.pattern.test(path));
  const caching = (status < 400 ? found?.caching : undefined) ?? 'no-store';
  expect([path, headers.get('cache-control')]).toEqual([path, caching]);
  if (found?.files && status < 400) {
    expect(found.files).toContain(headers.get('content-type')?.split(';')[0]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
  const schema = status >= 400 ? errorBody : found?.answer;
  // Reading leaves out what the schema does not name, so anything more shows as a difference.
  if (schema && status !== 304) expect(schema.parse(body)).toEqual(body);
}
