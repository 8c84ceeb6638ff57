import { inputsOf } from '../../../scripts/platform/build';

const { PUBLIC_URL } = process.env;
afterEach(() => {
  if (PUBLIC_URL === undefined) delete process.env.PUBLIC_URL;
  else process.env.PUBLIC_URL = PUBLIC_URL;
});

test('the panel is built anew when the path at which browsers reach it changes, and only then', () => {
  const at = (address: string) => {
    process.env.PUBLIC_URL = address;
    return inputsOf('admin');
  };
  expect(at('https://example.org')).toBe(at(''));
  expect(at('https://example.org/inps/')).not.toBe(at('https://example.org'));
  expect(at('https://example.org/inps/')).toBe(at('http://localhost:1337/inps'));
  const before = inputsOf('server');
  process.env.PUBLIC_URL = 'https://example.org/altrove';
  expect(inputsOf('server')).toBe(before);
});
