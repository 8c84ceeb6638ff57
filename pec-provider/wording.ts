/** What receipts say to people, in the Italian words RFC 6109 gives for each. */
import type { CertifiedData, CertifiedType } from './daticert';
import { rome } from './rome';

/** The text of a receipt or an envelope. */
export function receiptText(data: CertifiedData): string {
  const { submission, recipient, explanation } = data;
  const { zone, day, time } = rome(data.at);
  const addressed = submission.recipients.map(
    ({ address, type }) => `${address} ("${type === 'certificato' ? 'posta certificata' : 'posta ordinaria'}")`,
  );
  return [
    TITLES[data.type],
    '',
    `Il giorno ${day} alle ore ${time} (${zone}) il messaggio con Oggetto`,
    `"${submission.subject}" inviato da "${submission.sender}"`,
    ...(recipient === undefined ? ['ed indirizzato a:', ...addressed] : [`ed indirizzato a "${recipient}"`]),
    ENDINGS[data.type],
    ...(explanation === undefined ? [] : [`Motivo: ${explanation}`]),
    '',
    `Identificativo messaggio: ${submission.identifier}`,
    '',
  ].join('\n');
}

/** The text of an envelope of anomaly (RFC 6109 §3.2.5). */
export function anomalyText(subject: string, sender: string, at: Date): string {
  const { zone, day, time } = rome(at);
  return [
    'Anomalia nel messaggio',
    '',
    `Il giorno ${day} alle ore ${time} (${zone}) è stato ricevuto il messaggio con Oggetto`,
    `"${subject}" inviato da "${sender}".`,
    'Tali dati non sono stati certificati per il seguente errore: il messaggio non proviene dalla posta certificata.',
    'Il messaggio originale è incluso in allegato.',
    '',
  ].join('\n');
}

const TITLES: Readonly<Record<CertifiedType, string>> = {
  'posta-certificata': 'Messaggio di posta certificata',
  accettazione: 'Ricevuta di accettazione',
  'non-accettazione': 'Avviso di non accettazione',
  'presa-in-carico': 'Ricevuta di presa in carico',
  'avvenuta-consegna': 'Ricevuta di avvenuta consegna',
  'preavviso-errore-consegna': 'Avviso di mancata consegna per superamento dei tempi massimi previsti',
  'errore-consegna': 'Avviso di mancata consegna',
  'rilevazione-virus': 'Avviso di rilevazione virus',
};

const ENDINGS: Readonly<Record<CertifiedType, string>> = {
  'posta-certificata': 'è stato accettato dal sistema. Il messaggio originale è incluso in allegato.',
  accettazione: 'è stato accettato dal sistema ed inoltrato.',
  'non-accettazione': 'è stato rilevato un problema che ne impedisce l’accettazione: non è stato inoltrato.',
  'presa-in-carico': 'è stato accettato dal sistema.',
  'avvenuta-consegna': 'è stato consegnato nella casella di destinazione.',
  'preavviso-errore-consegna':
    'non risulta consegnato nelle prime dodici ore dal suo invio. Entro le ventiquattro ore seguirà l’avvenuta consegna o l’avviso di mancata consegna.',
  'errore-consegna': 'non è stato consegnato.',
  'rilevazione-virus': 'è risultato pericoloso e non è stato consegnato.',
};
