import { RECEIPT_KINDS } from '../../../../src/domain/dispatch/types';
import { MAX_MESSAGE_BYTES, readPec } from '../../../../src/evidence/pec/read-pec';
import {
  carried,
  daticert,
  ENVELOPE_HEADERS,
  envelope,
  IDENTIFIER,
  mail,
  makeSigning,
  mixed,
  OURS,
  PROVIDER,
  REFERENCE,
  receipt,
  receiptHeaders,
  type Signing,
  signed,
  THEIRS,
} from '../../../support/pec/messages';

let signing: Signing;
beforeAll(async () => {
  signing = await makeSigning();
});

const DELIVERED = { kind: 'avvenuta-consegna', recipient: THEIRS };
/** A receipt with other headers than it should have. */
const withHeaders = (change: (headers: string[]) => string[], xml = daticert(DELIVERED)) =>
  signed(change(receiptHeaders('avvenuta-consegna')), mixed(xml), signing);
const reasonOf = async (raw: Buffer): Promise<string> => {
  const reading = await readPec(raw);
  return reading.what === 'unreadable' ? reading.reason : reading.what;
};

test.each(RECEIPT_KINDS)('a receipt of kind %s is read from what its provider signed', async (kind) => {
  const recipient = kind.includes('consegna') ? THEIRS : null;
  const reading = await readPec(await receipt(signing, { kind, recipient, recipients: [THEIRS, OURS] }));
  expect(reading).toEqual({
    what: 'receipt',
    kind,
    reference: REFERENCE,
    recipient,
    messageId: 'ricevuta-1@gestore.example',
    identifier: IDENTIFIER,
    provider: 'Gestore di prova',
    at: Date.UTC(2021, 5, 28, 10, 30),
    sender: OURS,
    recipients: [THEIRS, OURS],
  });
});

test('an envelope gives the mail it carries: who, what it answers, its files', async () => {
  const answer = mail(['In-Reply-To: <a@prova.example>', 'References: <b@prova.example>\r\n <a@prova.example>']);
  expect(await readPec(await envelope(signing, answer))).toMatchObject({
    what: 'envelope',
    messageId: 'busta-1@gestore.example',
    sender: THEIRS,
    recipients: [OURS],
    mail: {
      sender: THEIRS,
      subject: 'Nota firmata è',
      text: 'In allegato.',
      answers: ['a@prova.example', 'b@prova.example'],
      attachments: [{ name: 'nota.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF-1.7 prova') }],
    },
  });
});

test('mail nobody certified is told apart: wrapped by a provider, or plain', async () => {
  expect(await readPec(Buffer.from(mail()))).toEqual({
    what: 'ordinary',
    messageId: 'nota-1@comune.example',
    sender: THEIRS,
  });
  const wrapped = ENVELOPE_HEADERS.map((line) => line.replace(': posta-certificata', ': errore'));
  expect(await readPec(await signed(wrapped, mixed(null, [carried(mail())]), signing))).toEqual({
    what: 'anomaly',
    messageId: 'busta-1@gestore.example',
    sender: PROVIDER,
  });
});

test('line breaks cut to LF, and folded references, change nothing', async () => {
  const raw = await withHeaders((headers) =>
    headers.map((line) => line.replace(/^(X-Riferimento-Message-ID|Message-ID):/, '$1:\r\n')),
  );
  const read = await readPec(raw);
  expect(read).toMatchObject({ what: 'receipt', reference: REFERENCE });
  expect(await readPec(Buffer.from(raw.toString('latin1').replace(/\r\n/g, '\n'), 'latin1'))).toEqual(read);
});

test('a receipt within an envelope is mail, never a receipt', async () => {
  const inside = (await receipt(signing, DELIVERED))
    .toString('latin1')
    .replace(`<${PROVIDER}>`, `<${THEIRS}>`)
    .replace(/\b(?:in|out)side\b/g, 'nested-$&');
  expect(await readPec(await envelope(signing, inside))).toMatchObject({ what: 'envelope', sender: THEIRS });
  const forwarded = `X-Inoltrato: si\r\n${mail().replace('Content-Type: multipart/mixed; boundary="nota"', '')}`;
  expect(await reasonOf(Buffer.from(`${forwarded}\r\n${inside}`))).toBe('ordinary');
});

test('the headers, which nobody signed, must agree with what was signed', async () => {
  const swap = (from: string | RegExp, to: string) => (headers: string[]) =>
    headers.map((line) => line.replace(from, to));
  expect(await reasonOf(await withHeaders(swap('avvenuta-consegna', 'accettazione')))).toBe('contradictory');
  expect(await reasonOf(await withHeaders(swap(REFERENCE, 'other@prova.example')))).toBe('contradictory');
  expect(await reasonOf(await withHeaders(swap(`<${OURS}>`, '<other@pec.example>')))).toBe('contradictory');
  expect(await reasonOf(await withHeaders((headers) => [...headers, 'X-Trasporto: posta-certificata']))).toBe(
    'contradictory',
  );
  const other = daticert({ ...DELIVERED, recipient: 'nobody@pec.example' });
  expect(await reasonOf(await withHeaders((headers) => headers, other))).toBe('contradictory');
  expect(await reasonOf(await envelope(signing, mail([], 'other@pec.example')))).toBe('contradictory');
});

test('a reference that only a header gives is none', async () => {
  expect(await reasonOf(await receipt(signing, { ...DELIVERED, reference: null }))).toBe('missing-reference');
  const without = await withHeaders((headers) => headers.filter((line) => !line.startsWith('X-Riferimento')));
  expect(await readPec(without)).toMatchObject({ what: 'receipt', reference: REFERENCE });
});

test.each<[string, string, (headers: string[]) => string[]]>([
  ['two of a kind', 'duplicate-header', (headers) => [...headers, 'X-Ricevuta: accettazione']],
  ['two of a kind, one with a space', 'duplicate-header', (headers) => [...headers, 'X-Ricevuta : accettazione']],
  ['two ids', 'duplicate-header', (headers) => [...headers, 'Message-ID: <b@gestore.example>']],
  [
    'a kind that is folded',
    'odd-header',
    (headers) => headers.map((line) => line.replace('Ricevuta: ', 'Ricevuta:\r\n ')),
  ],
  ['a bare CR in the kind', 'odd-header', (headers) => headers.map((line) => line.replace('avvenuta', 'avv\renuta'))],
  [
    'two references in one',
    'odd-header',
    (headers) => headers.map((line) => line.replace(`<${REFERENCE}>`, '<a@b> <c@d>')),
  ],
  [
    'a kind there is not',
    'unknown-kind',
    (headers) => headers.map((line) => line.replace('avvenuta', 'quasi-avvenuta')),
  ],
  [
    'a name of every object',
    'unknown-kind',
    (headers) => headers.map((line) => line.replace('avvenuta-consegna', 'constructor')),
  ],
  ['no id', 'missing-id', (headers) => headers.filter((line) => !line.startsWith('Message-ID'))],
  ['a line that is no header', 'broken-mime', (headers) => [...headers, 'no colon here']],
  ['headers without end', 'huge-header', (headers) => [...headers, ...Array(3000).fill('X-Many: yes')]],
])('headers with %s are refused', async (_what, reason, change) => {
  expect(await reasonOf(await withHeaders(change))).toBe(reason);
});

test.each<[string, string, string]>([
  [
    'a document type',
    'daticert-with-dtd',
    daticert(DELIVERED).replace('?>', '?><!DOCTYPE postacert [<!ENTITY a "aa">]>'),
  ],
  ['no end', 'broken-daticert', daticert(DELIVERED).slice(0, -20)],
  ['a day there is not', 'broken-daticert', daticert({ ...DELIVERED, day: '31/02/2021' })],
  ['a zone there is not', 'broken-daticert', daticert({ ...DELIVERED, zone: 'Roma' })],
  ['two references', 'broken-daticert', daticert(DELIVERED).replace('</dati>', '<msgid>&lt;b@c&gt;</msgid></dati>')],
  [
    'a name that poisons objects',
    'broken-daticert',
    daticert(DELIVERED).replace('<dati>', '<dati><__proto__>a</__proto__>'),
  ],
  ['a thousand levels', 'broken-daticert', `${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`],
  ['a charset there is not', 'wrong-charset', daticert(DELIVERED).replace('UTF-8', 'UTF-9')],
  [
    'nobody it was delivered to',
    'missing-recipient',
    daticert({ kind: 'avvenuta-consegna', recipients: [THEIRS, OURS] }),
  ],
])('a daticert with %s is refused', async (_what, reason, xml) => {
  expect(await reasonOf(await signed(receiptHeaders('avvenuta-consegna'), mixed(xml), signing))).toBe(reason);
});

test('bytes that are not of the charset named are refused; another charset is read', async () => {
  const accented = daticert(DELIVERED).replace('Gestore di prova', 'Gestore qualità');
  const part = (xml: string, bytes: BufferEncoding) =>
    signed(
      receiptHeaders('avvenuta-consegna'),
      mixed(null, [
        `Content-Type: application/xml; name=daticert.xml\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(xml, bytes).toString('base64')}`,
      ]),
      signing,
    );
  expect(await reasonOf(await part(accented, 'latin1'))).toBe('wrong-charset');
  expect(await readPec(await part(accented.replace('UTF-8', 'ISO-8859-1'), 'latin1'))).toMatchObject({
    provider: 'Gestore qualità',
  });
});

test('what is missing, too deep, in too many parts or too large is said so', async () => {
  const headers = receiptHeaders('avvenuta-consegna');
  expect(await reasonOf(await signed(headers, mixed(null), signing))).toBe('missing-daticert');
  expect(await reasonOf(Buffer.from([...headers, '', 'nothing'].join('\r\n')))).toBe('missing-signature');
  expect(
    await reasonOf(await signed([...ENVELOPE_HEADERS], mixed(daticert({ kind: 'posta-certificata' })), signing)),
  ).toBe('missing-message');
  const whole = await receipt(signing, DELIVERED);
  expect(await reasonOf(whole.subarray(0, whole.length - 200))).toBe('broken-mime');
  const xml = await signed(
    headers,
    mixed(daticert(DELIVERED), [mixed(daticert(DELIVERED)).replace('inside', 'x')]),
    signing,
  );
  expect(await reasonOf(xml)).toBe('broken-mime');
  let deep = 'Content-Type: text/plain\r\n\r\nend';
  for (let level = 0; level < 20; level += 1) {
    deep = `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n${deep}\r\n--b${level}--`;
  }
  expect(await reasonOf(await signed(headers, deep, signing))).toBe('too-deep');
  const many = Array<string>(5000).fill('Content-Type: text/plain\r\n\r\na');
  expect(await reasonOf(await signed(headers, mixed(daticert(DELIVERED), many), signing))).toBe('too-many-parts');
  expect(await reasonOf(Buffer.alloc(MAX_MESSAGE_BYTES + 1, 'a'))).toBe('too-large');
});
