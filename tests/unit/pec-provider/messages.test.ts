import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { anomalyEnvelope } from '../../../pec-provider/anomaly';
import { type Authorities, openAuthorities } from '../../../pec-provider/authorities';
import { type CertifiedMessage, signedMessage } from '../../../pec-provider/certified-message';
import { TRUST_FILE } from '../../../pec-provider/directory';
import { type ReceiptType, receipt, transportEnvelope } from '../../../pec-provider/receipts';
import { submission } from './fixtures';

const folder = mkdtempSync(join(tmpdir(), 'inps-per-tutti-pec-messages-'));
const at = new Date('2026-11-25T10:30:05Z');
let authorities: Authorities;
beforeAll(async () => {
  authorities = await openAuthorities(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What openssl, which knows nothing of us, says of a signature: its error, or the bytes it covers. */
function verified(message: Buffer, trust = join(folder, TRUST_FILE)): { content: Buffer } | { refused: string } {
  const [given, content] = [join(folder, 'message.eml'), join(folder, 'content')];
  writeFileSync(given, message);
  try {
    execFileSync('openssl', ['smime', '-verify', '-in', given, '-CAfile', trust, '-out', content], { stdio: 'pipe' });
    return { content: readFileSync(content) };
  } catch (error) {
    return { refused: String((error as { stderr: Buffer }).stderr) };
  }
}

const delivered = (kind: ReceiptType, recipient?: string) =>
  receipt({ type: kind, error: 'nessuno', at, submission, ...(recipient === undefined ? {} : { recipient }) });
const signed = (message: CertifiedMessage) => signedMessage(message, authorities.own);
/** In their order; a MIME parser would take `postacert.eml` apart. */
const partNames = (message: Buffer) =>
  [...message.toString('latin1').matchAll(/^Content-Disposition: \w+; filename="(.+)"\r$/gm)].map(([, name]) => name);

test.each<[ReceiptType, string]>([
  ['accettazione', 'ACCETTAZIONE'],
  ['non-accettazione', 'AVVISO DI NON ACCETTAZIONE'],
  ['presa-in-carico', 'PRESA IN CARICO'],
  ['avvenuta-consegna', 'CONSEGNA'],
  ['preavviso-errore-consegna', 'AVVISO DI MANCATA CONSEGNA PER SUPERAMENTO TEMPO MASSIMO'],
  ['errore-consegna', 'AVVISO DI MANCATA CONSEGNA'],
  ['rilevazione-virus', 'PROBLEMA DI SICUREZZA'],
])('%s: headers, parts, and a signature that holds', async (kind, subject) => {
  const message = await signed(delivered(kind, 'anci@pec.anci.example'));
  const { headers, subject: read, messageId, from, text, date } = await simpleParser(message);
  expect(read).toBe(`${subject}: ${submission.subject}`);
  expect(headers.get('x-ricevuta')).toBe(kind);
  expect(headers.get('x-riferimento-message-id')).toBe(submission.messageId);
  expect(headers.get('x-tiporicevuta')).toBe(kind === 'avvenuta-consegna' ? 'completa' : undefined);
  expect(from?.text).toBe('posta-certificata@gestore.pec-provider.example');
  expect(messageId).toMatch(/^<opec\.20261125113005\..*@gestore\.pec-provider\.example>$/);
  expect(messageId).not.toBe(`<${submission.identifier}>`);
  expect(date).toEqual(at);
  expect(text).toContain('Il giorno 25/11/2026 alle ore 11:30:05 (+0100)');
  const carried = kind === 'avvenuta-consegna' ? ['postacert.eml'] : [];
  expect(partNames(message)).toEqual(['daticert.xml', ...carried, 'smime.p7s']);
  expect(verified(message)).toHaveProperty('content');
});

test('the signature covers every byte, and all line ends are CRLF', async () => {
  const message = await signed(delivered('avvenuta-consegna', 'anci@pec.anci.example'));
  const boundary = /boundary="([^"]+)"/.exec(message.toString('latin1'))?.[1] ?? '';
  const [, content = ''] = message.toString('latin1').split(`--${boundary}\r\n`);
  expect(verified(message)).toEqual({ content: Buffer.from(content.replace(/\r\n$/, ''), 'latin1') });
  expect(message.toString('latin1')).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
  const at = message.indexOf('Testo');
  message[at] = 'R'.charCodeAt(0);
  expect(verified(message)).toEqual({ refused: expect.stringMatching(/digest failure|verification failure/i) });
});

test('a copy’s receipt does not carry the message; a virus is told in the subject and a header', async () => {
  expect(delivered('avvenuta-consegna', 'caritas@pec.caritas.example')).not.toHaveProperty('attached');
  const recipient = 'anci@pec.anci.example';
  const { headers } = receipt({ type: 'errore-consegna', error: 'virus', at, submission, recipient });
  expect(headers).toContainEqual(['X-VerificaSicurezza', 'errore']);
  expect(headers).toContainEqual(['Subject', `AVVISO DI MANCATA CONSEGNA PER VIRUS: ${submission.subject}`]);
});

test('the transport envelope: on behalf of its sender, with the message byte for byte', async () => {
  const data = { type: 'posta-certificata', error: 'nessuno', at, submission } as const;
  const message = await signed(transportEnvelope(data, 'anci@pec.anci.example'));
  const { headers, from, replyTo, messageId, cc } = await simpleParser(message);
  expect(headers.get('x-trasporto')).toBe('posta-certificata');
  expect(from?.value).toEqual([
    { name: 'Per conto di: programma@pec.inps.example', address: 'posta-certificata@gestore.pec-provider.example' },
  ]);
  expect(replyTo?.text).toBe(submission.sender);
  expect(messageId).toBe(`<${submission.identifier}>`);
  expect([cc].flat()[0]?.value).toEqual([{ name: 'Città', address: 'caritas@pec.caritas.example' }]);
  expect(partNames(message)).toEqual(['daticert.xml', 'postacert.eml', 'smime.p7s']);
  expect(message.includes(submission.message)).toBe(true);
  expect(message.toString('latin1')).toContain('filename="postacert.eml"\r\nContent-Transfer-Encoding: 8bit\r\n');
  expect(verified(message)).toHaveProperty('content');
});

test('an envelope of anomaly certifies nothing: signed, without daticert.xml', async () => {
  const mail = { sender: 'tizio@posta.example', subject: 'Offerta', to: 'anci@pec.anci.example', cc: '' };
  const message = await signed(anomalyEnvelope({ ...mail, message: submission.message }, 'anci@pec.anci.example', at));
  const { headers, from, subject } = await simpleParser(message);
  expect([headers.get('x-trasporto'), subject]).toEqual(['errore', 'ANOMALIA MESSAGGIO: Offerta']);
  expect(from?.text).toContain('Per conto di: tizio@posta.example');
  expect(partNames(message)).toEqual(['postacert.eml', 'smime.p7s']);
  expect(verified(message)).toHaveProperty('content');
});

test('a foreign signature is whole, and its chain leads nowhere we trust; the provider’s stays the same', async () => {
  const message = delivered('accettazione');
  const foreign = await signedMessage(message, authorities.foreign);
  expect(verified(foreign)).toEqual({
    refused: expect.stringMatching(/unable to get local issuer|certificate verify/i),
  });
  const before = readFileSync(join(folder, TRUST_FILE), 'utf8');
  const again = await openAuthorities(folder);
  expect(readFileSync(join(folder, TRUST_FILE), 'utf8')).toBe(before);
  expect(verified(await signedMessage(message, again.own))).toHaveProperty('content');
});
