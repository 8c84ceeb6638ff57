import type { DispatchRecipient, DispatchState, Leg } from '../../../../src/domain/dispatch/types';
import type { OwedLetter } from '../../../../src/journal/letters';
import { composeLetter } from '../../../../src/worker/adapters/letter';

const SENDER = { name: 'INPS per tutti', address: 'inps@prova.example', publicUrl: 'https://prova.example' };
const HEAD = { from: { name: SENDER.name, address: 'programma@pec.prova.example' }, messageId: 'm1@prova.example' };
const NOW = Date.parse('2026-11-25T10:00:00Z');

const RECIPIENTS: readonly DispatchRecipient[] = [
  { key: 'central', address: 'centrale@pec.example', as: 'to', channel: 'pec' },
  { key: 'communication', address: 'comunicazione@example.example', as: 'cc', channel: 'mail' },
  { key: 'register', address: '', as: 'to', channel: 'register' },
];
const order = {
  key: 'transmission-1',
  from: null,
  recipients: RECIPIENTS,
  template: 'prova',
  variables: { titolo: 'Trasmissione: è firmato', firma: '2021-07-01' },
  attachments: [
    { document: 'a'.repeat(64), name: 'accordo', mediaType: 'application/octet-stream' },
    { document: 'b'.repeat(64), name: 'accordo-firmato-1', mediaType: 'application/octet-stream' },
  ],
};
const letter = {
  dispatch: {
    order,
    recipients: RECIPIENTS.map((one) => ({ ...one, standing: 'waiting', proof: null })),
  } as unknown as DispatchState,
  leg: {} as Leg,
  correlation: 'c-1',
  made: null,
  template: { subject: '{{titolo}}', body: 'Firmato il {{firma}}.\nIn allegato.\n' },
  attachments: [
    { mediaType: 'application/pdf', content: Buffer.from('%PDF-1.7') },
    { mediaType: 'application/pkcs7-mime', content: Buffer.from('firmato') },
  ],
} satisfies OwedLetter;

test('everybody with an address is named, nobody is in blind copy, under one Message-ID, with CRLF throughout', async () => {
  const text = (await composeLetter(letter, HEAD, SENDER, NOW)).toString('latin1');
  const [head = ''] = text.split('\r\n\r\n', 1);
  expect(head).toContain('From: INPS per tutti <programma@pec.prova.example>');
  expect(head).toContain('To: centrale@pec.example\r\n');
  expect(head).toContain('Cc: comunicazione@example.example\r\n');
  expect(head).toContain('Message-ID: <m1@prova.example>');
  expect(head).toContain('Date: Wed, 25 Nov 2026 10:00:00 +0000');
  expect(head).toContain('X-Correlation-ID: c-1');
  expect(head).not.toMatch(/^bcc:/im);
  expect(text).not.toMatch(/(?<!\r)\n/);
  expect(text).toContain('1=C2=B0 luglio 2021');
});

test('a document is what was stored says, by type and by name', async () => {
  const text = (await composeLetter(letter, HEAD, SENDER, NOW)).toString('latin1');
  expect(text).toContain('Content-Type: application/pdf; name=accordo.pdf');
  expect(text).toContain('Content-Type: application/pkcs7-mime; name=accordo-firmato-1.p7m');
});

test.each([
  ['no template', { template: null }],
  ['a value nobody gave', { template: { subject: '{{altro}}', body: '' } }],
  ['a document that is not there', { attachments: [null, null] }],
])('%s is an error, never half a message', async (_what, change) => {
  await expect(composeLetter({ ...letter, ...change }, HEAD, SENDER, NOW)).rejects.toThrow(TypeError);
});
