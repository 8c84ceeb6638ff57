import type { FrameworkCommandName, FrameworkDataOf } from '../../../src/domain/framework/commands';
import { hash, PROVEN, receipt } from '../dispatch/receipts';
import { rome } from '../domain/time';
import { pecOf } from './facts';

const LEG = { dispatch: 'note-1', channel: 'pec', attempt: 1 } as const;
const ID = 'framework.quadro-inventato-0001.note-1.pec-1@inps-per-tutti.example';

/** Data each command accepts on a framework agreement that is ready for it. */
export const SAMPLES: { readonly [C in FrameworkCommandName]: FrameworkDataOf<C> } = {
  'open-framework': {
    code: 'quadro-inventato',
    title: 'Accordo quadro inventato',
    resolution: 'Deliberazione inventata n. 0 del 2021',
    partyIds: [1, 2, 3],
  },
  'record-party-signature': { party: 'party/1', signedOn: '2021-06-04' },
  'accept-note': { message: 2, from: 'party/2' },
  'dismiss-message': { message: 2, reason: 'Non è una nota' },
  terminate: { reason: 'Fine inventata', on: '2022-05-31' },
  repolicy: { subjects: ['framework-renewal'] },
  'settle-mail': { mail: 'mail-1', how: 'dismissed' },
  'resend-dispatch': { dispatch: 'note-1', recipient: 'party/2' },
  'record-protocol': { dispatch: 'note-request-1', recipient: 'party/2', protocol: 'PARTE.2022.1', on: '2022-03-07' },
  'acknowledge-dispatch': { dispatch: 'note-request-1', recipient: 'party/2' },
  'sign-note': { document: hash('a'), report: hash('b'), of: hash('c'), signatures: [PROVEN] },
  'fire-mark': { clock: 'renewal', mark: 'reminder-1' },
  'open-window': {},
  renew: {},
  expire: {},
  'end-early': {},
  'propose-message': {
    message: 2,
    document: hash('d'),
    sender: pecOf('party/2'),
    at: rome('2022-03-10 09:00'),
    checks: PROVEN,
  },
  'report-undelivered': { mail: 'mail-1' },
  'begin-dispatch': { ...LEG, document: hash('f'), messageId: ID },
  'hand-over-dispatch': LEG,
  'put-off-dispatch': { ...LEG, code: '450', retryAt: rome('2022-03-10 10:00') },
  'refuse-dispatch': { ...LEG, code: '550' },
  'record-receipt': { dispatch: 'note-1', receipt: receipt('avvenuta-consegna', ID, pecOf('party/2')) },
  'raise-dispatch-alarm': LEG,
};
