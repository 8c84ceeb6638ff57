import { reachable } from '../../../scripts/platform/parts';

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['0.0.0.0', '127.0.0.1'],
  ['::', '[::1]'],
  ['::1', '[::1]'],
  ['fe80::1', '[fe80::1]'],
  ['localhost', 'localhost'],
])('who listens on %s is reached at %s', (host, reached) => {
  expect(reachable(host)).toBe(reached);
  expect(new URL(`http://${reachable(host)}:1337/readyz`).port).toBe('1337');
});
