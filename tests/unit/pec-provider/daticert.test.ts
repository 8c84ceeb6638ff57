import { XMLParser } from 'fast-xml-parser';
import { type CertifiedType, daticert } from '../../../pec-provider/daticert';
import { submission } from './fixtures';

const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, htmlEntities: true });
const read = (...args: Parameters<typeof daticert>) => parser.parse(daticert(...args)).postacert;
const at = new Date('2026-11-25T10:30:05Z');

test('the certified data of a delivery: who, to whom, what, when on Rome’s clock, and whom it reached', () => {
  const recipient = 'anci@pec.anci.example';
  expect(read({ type: 'avvenuta-consegna', error: 'nessuno', at, submission, recipient })).toEqual({
    '@_tipo': 'avvenuta-consegna',
    '@_errore': 'nessuno',
    intestazione: {
      mittente: 'programma@pec.inps.example',
      destinatari: [
        { '#text': 'anci@pec.anci.example', '@_tipo': 'certificato' },
        { '#text': 'caritas@pec.caritas.example', '@_tipo': 'certificato' },
      ],
      risposte: 'programma@pec.inps.example',
      oggetto: submission.subject,
    },
    dati: {
      'gestore-emittente': 'Gestore PEC di prova',
      data: { '@_zona': '+0100', giorno: '25/11/2026', ora: '11:30:05' },
      identificativo: submission.identifier,
      msgid: '<nota-1@pec.inps.example>',
      ricevuta: { '@_tipo': 'completa' },
      consegna: recipient,
    },
  });
});

test('summer has its own zone', () => {
  const { dati } = read({ type: 'accettazione', error: 'nessuno', at: new Date('2026-07-01T10:00:00Z'), submission });
  expect(dati.data).toEqual({ '@_zona': '+0200', giorno: '01/07/2026', ora: '12:00:00' });
});

test.each<[CertifiedType, string[]]>([
  ['posta-certificata', ['ricevuta']],
  ['accettazione', []],
  ['non-accettazione', ['errore-esteso']],
  ['presa-in-carico', ['ricezione']],
  ['avvenuta-consegna', ['ricevuta', 'consegna']],
  ['preavviso-errore-consegna', ['consegna']],
  ['errore-consegna', ['consegna', 'errore-esteso']],
  ['rilevazione-virus', ['consegna', 'errore-esteso']],
])('%s has, besides what all have: %j, in the order of the DTD', (type, more) => {
  const isWhole = ['posta-certificata', 'accettazione', 'non-accettazione'].includes(type);
  const { dati } = read({
    type,
    error: 'altro',
    at,
    submission,
    ...(isWhole ? {} : { recipient: 'anci@pec.anci.example' }),
    ...(more.includes('errore-esteso') ? { explanation: 'casella piena' } : {}),
  });
  expect(Object.keys(dati)).toEqual(['gestore-emittente', 'data', 'identificativo', 'msgid', ...more]);
});

test('there is no document type, and nothing of a subject becomes markup', () => {
  const text = daticert({ type: 'accettazione', error: 'nessuno', at, submission }).toString('utf8');
  expect(text).not.toMatch(/<!/);
  expect(text).toContain('&lt;quadro&gt; &amp; &quot;nota&quot; è');
});
