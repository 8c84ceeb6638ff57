import fc from 'fast-check';
import { readPec } from '../../../../src/evidence/pec/read-pec';
import { verifyPec } from '../../../../src/evidence/pec/verify-pec';
import { envelope, makeSigning, receipt, type Signing, THEIRS } from '../../../support/pec/messages';

let signing: Signing;
let genuine: readonly Buffer[];
beforeAll(async () => {
  signing = await makeSigning();
  genuine = [await receipt(signing, { kind: 'avvenuta-consegna', recipient: THEIRS }), await envelope(signing)];
});

/** What damage tends to look like: a run of bytes gone, doubled, moved or replaced by what readers stumble over. */
const wound = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 200 }),
  put: fc.oneof(
    fc.constantFrom(
      '',
      '\r',
      '\n',
      '\r\n',
      '\r\n\r\n',
      '--',
      '--inside',
      '--outside--\r\n',
      '\0',
      '"',
      '=',
      ';',
      '<',
      '&',
    ),
    fc.constantFrom(
      'Content-Type: multipart/mixed; boundary=',
      'boundary="outside"',
      'message/rfc822',
      'base64',
      '=3D=',
      '&#x0;',
    ),
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  ),
});

const wounded = (raw: Buffer, wounds: readonly { at: number; length: number; put: string }[]): Buffer =>
  wounds.reduce((bytes, { at, length, put }) => {
    const start = Math.floor(at * bytes.length);
    return Buffer.concat([bytes.subarray(0, start), Buffer.from(put, 'latin1'), bytes.subarray(start + length)]);
  }, raw);

test('whatever was done to a message, reading and examining answer, and soon', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(1), fc.array(wound, { minLength: 1, maxLength: 6 }), async (which, wounds) => {
      const raw = wounded(genuine[which]!, wounds);
      const began = performance.now();
      const reading = await readPec(raw);
      expect(['receipt', 'envelope', 'anomaly', 'ordinary', 'unreadable']).toContain(reading.what);
      if (reading.what === 'receipt') await verifyPec(raw, signing.trust);
      expect(performance.now() - began).toBeLessThan(2_000);
    }),
    { numRuns: 1500 },
  );
});

test('a receipt that still passes says what it said', async () => {
  const [raw] = genuine;
  const said = await readPec(raw!);
  await fc.assert(
    fc.asyncProperty(fc.array(wound, { minLength: 1, maxLength: 2 }), async (wounds) => {
      const changed = wounded(raw!, wounds);
      const reading = await readPec(changed);
      if (reading.what !== 'receipt' || said.what !== 'receipt') return;
      const { checks } = await verifyPec(changed, signing.trust);
      // Its own id is in a header alone.
      if (checks.integrity === 'passed') expect({ ...reading, messageId: '' }).toEqual({ ...said, messageId: '' });
    }),
    { numRuns: 300 },
  );
});

/** Texts that make a careless reader go over the same letters again and again. */
test.each([
  ['a header of one bracket and many signs', `From: <${'@'.repeat(200_000)}`],
  ['quotes that never end', `X-Ricevuta: accettazione\r\nMessage-ID: <a@b>\r\nTo: ${'\\"'.repeat(100_000)}`],
  ['a type of semicolons', `X-Ricevuta: accettazione\r\nMessage-ID: <a@b>\r\nContent-Type: ${'; a'.repeat(80_000)}`],
  ['a type of quotes', `X-Ricevuta: accettazione\r\nMessage-ID: <a@b>\r\nContent-Type: x${';a="'.repeat(60_000)}`],
  [
    'boundaries that are none',
    `X-Ricevuta: accettazione\r\nMessage-ID: <a@b>\r\nContent-Type: multipart/signed; boundary=a\r\n\r\n${'--a \t'.repeat(2_000_000)}`,
  ],
  [
    'ten million line breaks',
    `X-Ricevuta: accettazione\r\nMessage-ID: <a@b>\r\nContent-Type: multipart/signed; boundary=a\r\n\r\n${'\n'.repeat(10_000_000)}`,
  ],
])('%s takes no time', async (_what, text) => {
  const began = performance.now();
  await readPec(Buffer.from(`${text}\r\n\r\nbody`, 'latin1'));
  expect(performance.now() - began).toBeLessThan(3_000);
});
