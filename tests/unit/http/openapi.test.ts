import { AGREEMENT_HUMAN_COMMANDS } from '../../../src/http/agreements/endpoints';
import { ALL_ENDPOINTS, ENDPOINTS } from '../../../src/http/all-endpoints';
import { HUMAN_COMMANDS } from '../../../src/http/cases/endpoints';
import { routesOf } from '../../../src/http/endpoint';
import { describeApi } from '../../../src/http/openapi';

const page = describeApi(ALL_ENDPOINTS);
const operations = Object.entries(page.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

test('describes every route that is mounted', () => {
  const mounted = Object.entries(ENDPOINTS).flatMap(([name, endpoints]) => routesOf(name, endpoints).routes);
  expect(mounted).toHaveLength(ALL_ENDPOINTS.length);
  for (const { method, path } of mounted) {
    const pattern = new RegExp(`^/api${path.replace(/:\w+/g, '[^/]+')}$`);
    const found = operations.filter((one) => pattern.test(one.path) && one.method === method.toLowerCase());
    expect({ path, found: found.length > 0 }).toEqual({ path, found: true });
  }
});

test('describes each human command with its own body, and no command of the platform', () => {
  const commands = Object.keys(page.paths)
    .filter((path) => path.startsWith('/api/cases/{id}/commands/'))
    .map((path) => path.slice(path.lastIndexOf('/') + 1));
  expect(commands.sort()).toEqual([...HUMAN_COMMANDS].sort());
  expect(commands).toContain('book-consult');
  expect(commands).not.toContain('lapse');
  expect(commands).not.toContain('open-case');
});

test('describes each command on an agreement, and none that the platform gives or that comes with a file', () => {
  const commands = (of: string) =>
    Object.keys(page.paths)
      .filter((path) => path.startsWith(`/api/${of}/{id}/commands/`))
      .map((path) => path.slice(path.lastIndexOf('/') + 1));
  expect(commands('agreements').sort()).toEqual([...AGREEMENT_HUMAN_COMMANDS].sort());
  for (const process of ['agreements', 'framework-agreements']) {
    expect(commands(process)).toEqual(expect.arrayContaining(['accept-note', 'record-protocol', 'terminate']));
    for (const name of [
      'sign-note',
      'record-signature',
      'renew',
      'propose-message',
      'record-receipt',
      'open-agreement',
    ])
      expect([process, commands(process).includes(name)]).toEqual([process, false]);
  }
});

test('says which files are taken and which are answered', () => {
  const types = (part: unknown): string[] => Object.keys((part as { content?: object } | undefined)?.content ?? {});
  const upload = page.paths['/api/agreements/{id}/uploads/{command}']?.['post'];
  expect(types(upload?.['requestBody'])).toEqual(['application/pdf', 'application/pkcs7-mime']);
  expect(Object.keys(upload?.['responses'] as object)).toEqual(expect.arrayContaining(['413', '415', '422']));
  const sent = (path: string) => {
    const { 200: done } = (page.paths[path]?.['get']?.['responses'] ?? {}) as Readonly<Record<number, unknown>>;
    return types(done);
  };
  expect(sent('/api/agreements/{id}/pdf')).toEqual(['application/pdf']);
  expect(sent('/api/agreements/export')).toContain('text/csv');
});

test('is a well-formed document', () => {
  expect(page.openapi).toBe('3.1.0');
  const ids = operations.map(({ operation }) => operation['operationId']);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, operation } of operations) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const parameters = (operation['parameters'] ?? []) as { name: string; in: string; required: boolean }[];
    const inPath = parameters.filter((one) => one.in === 'path');
    expect(inPath.map((one) => one.name).sort()).toEqual(names.sort());
    expect(inPath.every((one) => one.required)).toBe(true);
  }
  expect(JSON.parse(JSON.stringify(page))).toEqual(page);
});

test('gives every operation its errors, in the one shape', () => {
  for (const { operation } of operations) {
    const responses = operation['responses'] as Record<string, { content?: Record<string, { schema: object }> }>;
    for (const [status, response] of Object.entries(responses)) {
      if (Number(status) < 400) continue;
      expect(response.content?.['application/json']?.schema).toEqual({ $ref: '#/components/schemas/Error' });
    }
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '500', '503']));
    const open = (operation['security'] as unknown[]).length === 0;
    if (!open) expect(Object.keys(responses)).toContain('401');
  }
});
