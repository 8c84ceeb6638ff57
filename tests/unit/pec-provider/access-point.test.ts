import { kindOf } from '../../../pec-provider/directory';
import { formalFault } from '../../../pec-provider/formal-checks';
import { type Letter, readLetter, renamed } from '../../../pec-provider/letter';
import { accessTo, isPasswordOf, passwordOf } from '../../../pec-provider/passwords';

const written = (...lines: string[]) => readLetter(Buffer.from([...lines, '', 'Testo', ''].join('\n')));
const sender = 'programma@pec.inps.example';
const anci = 'anci@pec.anci.example';
const plain = [`From: Programma <${sender}>`, `To: <${anci}>`, 'Subject: Nota', 'Message-ID: <1@pec.inps.example>'];

test('a message without faults passes', async () => {
  expect(formalFault(await written(...plain), sender, [anci])).toBeUndefined();
  const copy = await written(...plain, 'Cc: Caritas: caritas@pec.caritas.example;');
  expect(formalFault(copy, sender, [anci, 'caritas@pec.caritas.example'])).toBeUndefined();
});

test.each<[string, string[], string[], RegExp]>([
  ['no sender', plain.slice(1), [anci], /mittente/],
  ['somebody else as sender', ['From: altri@pec.inps.example', ...plain.slice(1)], [anci], /non è quello/],
  ['two senders', [`From: ${sender}, altri@pec.inps.example`, ...plain.slice(1)], [anci], /mittente/],
  ['nobody in To', [plain[0] ?? '', `Cc: ${anci}`], [anci], /destinatario/],
  ['a hidden recipient', plain, [anci, 'caritas@pec.caritas.example'], /nascosti/],
  ['Bcc', [...plain, 'Bcc: caritas@pec.caritas.example'], [anci], /nascosti/],
  ['a recipient who would not get it', [...plain, 'Cc: caritas@pec.caritas.example'], [anci], /non riceverebbe/],
])('%s is a fault (RFC 6109 §3.1.1)', async (_name, lines, recipients, reason) => {
  expect(formalFault(await written(...lines), sender, recipients)).toMatch(reason);
});

test('size counts once for each recipient, up to 30 MB', async () => {
  const many = Array.from({ length: 3 }, (_, index) => `ente${index}@pec.example`);
  const letter = await written(`From: ${sender}`, `To: ${many.join(', ')}`);
  const sized = (bytes: number): Letter => ({ ...letter, bytes: Buffer.alloc(bytes) });
  expect(formalFault(sized(10 * 1024 * 1024), sender, many)).toBeUndefined();
  expect(formalFault(sized(10 * 1024 * 1024 + 1), sender, many)).toMatch(/dimensione/);
});

test('on its way a message bears the provider’s name, and nothing else of it changes', async () => {
  const letter = await written(
    plain[0] ?? '',
    'Message-Id:',
    ' <1@pec.inps.example>',
    `To: ${anci}`,
    'X-Odd:   two  spaces',
  );
  expect(renamed(letter, 'opec.1@gestore').toString('latin1')).toBe(
    [
      'Message-ID: <opec.1@gestore>',
      'X-Riferimento-Message-ID: <1@pec.inps.example>',
      `From: Programma <${sender}>`,
      `To: ${anci}`,
      'X-Odd:   two  spaces',
      '',
      'Testo',
      '',
    ].join('\r\n'),
  );
});

test.each([
  ['struttura.roma@pec.inps.example', 'mailbox'],
  ['protocollo@comune-prova.pec.example', 'mailbox'],
  ['ufficio@pec.example', 'mailbox'],
  ['nessuno@pec.inps.example', 'unknown'],
  ['tizio@posta.example', 'ordinary'],
  ['tizio@finta-pec.example', 'ordinary'],
])('%s is to the provider: %s', (address, kind) => expect(kindOf(address)).toBe(kind));

test('a password is the address’s under the key, and fits no other', () => {
  const right = passwordOf('key', anci);
  expect(isPasswordOf('key', anci, right)).toBe(true);
  expect([
    isPasswordOf('other', anci, right),
    isPasswordOf('key', sender, right),
    isPasswordOf('key', anci, ''),
  ]).toEqual([false, false, false]);
  expect(accessTo(anci, 'key', { smtp: 1, imap: 2 }).imap).toBe(`imap://anci%40pec.anci.example:${right}@127.0.0.1:2`);
});
