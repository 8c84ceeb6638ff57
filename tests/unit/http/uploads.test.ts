import { Readable } from 'node:stream';
import type { Http } from '../../../src/http/context';
import { bringsFile, LARGEST_FILE, readFile } from '../../../src/http/uploads';

const CHUNK = Buffer.alloc(64 * 1024, 0x20);

/** A request that brings this, as far as reading it goes; `said`: the length it announces. */
function bringing(body: Readable, said?: number, type = 'application/pdf') {
  const set: Record<string, string> = {};
  const ctx = {
    get: () => type,
    set: (name: string, value: string) => {
      set[name] = value;
    },
    request: { length: said },
    req: body,
  } as unknown as Http;
  return { ctx, set };
}

/** A body without an end, and how much of it was taken. */
function endless() {
  const taken = { bytes: 0 };
  const body = new Readable({
    read() {
      taken.bytes += CHUNK.length;
      this.push(CHUNK);
    },
  });
  return { body, taken };
}

test('a file is read whole, and known by what it says it is', async () => {
  const parts = [Buffer.from('%PDF-'), Buffer.from('1.7')];
  const { ctx } = bringing(Readable.from(parts), undefined, 'Application/PDF; charset=binary');
  expect(await readFile(ctx)).toEqual({ mediaType: 'application/pdf', content: Buffer.concat(parts) });
});

test('one without an end is left where it is too large, and the answer can still go out', async () => {
  const { body, taken } = endless();
  const { ctx, set } = bringing(body);
  await expect(readFile(ctx)).rejects.toMatchObject({ code: 'too-large' });
  expect(taken.bytes).toBeLessThan(LARGEST_FILE + 10 * CHUNK.length);
  expect([body.destroyed, set]).toEqual([false, { Connection: 'close' }]);
});

test('one that says it is too large, or of another kind, is not read at all', async () => {
  for (const [said, type, code] of [
    [LARGEST_FILE + 1, 'application/pdf', 'too-large'],
    [10, 'text/html', 'unsupported-type'],
  ] as const) {
    const { body, taken } = endless();
    await expect(readFile(bringing(body, said, type).ctx)).rejects.toMatchObject({ code });
    expect(taken.bytes).toBe(0);
  }
});

test('one that breaks off is malformed, as an empty one is', async () => {
  const broken = new Readable({
    read() {
      this.destroy(new Error('aborted'));
    },
  });
  await expect(readFile(bringing(broken).ctx)).rejects.toMatchObject({ code: 'malformed', detail: { field: 'body' } });
  await expect(readFile(bringing(Readable.from([])).ctx)).rejects.toMatchObject({ code: 'malformed' });
});

test.each([
  ['POST', '/api/agreements/abc/uploads/record-signature', true],
  ['POST', '/api/framework-agreements/abc/uploads/sign-note', true],
  ['GET', '/api/agreements/abc/uploads/record-signature', false],
  ['POST', '/api/agreements/abc/commands/submit', false],
  ['POST', '/api/agreements/a/b/uploads/sign-note', false],
  ['POST', '/upload', false],
  ['POST', '/api/upload', false],
])('%s %s brings a file: %s', (method, path, brings) => {
  expect(bringsFile({ method, path } as Http)).toBe(brings);
});
