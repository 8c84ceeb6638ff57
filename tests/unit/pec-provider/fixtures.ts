import type { Submission } from '../../../pec-provider/submission';

/** A note to two recipients, one of them in copy, as the access point took it. */
export const submission: Submission = {
  identifier: 'opec.20261125101500.prova@gestore.pec-provider.example',
  messageId: '<nota-1@pec.inps.example>',
  at: new Date('2026-11-25T09:15:00Z'),
  sender: 'programma@pec.inps.example',
  replyTo: 'programma@pec.inps.example',
  subject: 'Rinnovo dell’accordo <quadro> & "nota" è',
  recipients: [
    { address: 'anci@pec.anci.example', as: 'to', type: 'certificato' },
    { address: 'caritas@pec.caritas.example', as: 'cc', type: 'certificato' },
  ],
  headers: { to: 'anci@pec.anci.example', cc: '=?UTF-8?Q?Citt=C3=A0?= <caritas@pec.caritas.example>' },
  message: Buffer.from('From: programma@pec.inps.example\r\nSubject: x\r\n\r\nTesto \xe8\r\n', 'latin1'),
};
