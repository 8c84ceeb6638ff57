import type { AgreementCommandName, AgreementDataOf } from '../../../src/domain/agreement/commands';
import type { Checks } from '../../../src/domain/evidence/checks';
import { rome } from '../domain/time';
import { FRAMEWORK } from './facts';
import { ASSOCIATION, COMUNE, NEWCOMER, PEC, STRUCTURE, sha, TEXTS } from './texts';

/** A signature whose bytes are those signed by somebody known; its revocation nobody asked for. */
export const GOOD: Checks = { integrity: 'passed', signer: 'passed', chain: 'passed', revocation: 'not-checked' };

/** Whole signatures of these signers, as they are counted: the same word is the same signature. */
export const signaturesOf = (...signers: readonly string[]) => ({
  signatures: signers.map(() => GOOD),
  signatureIds: signers.map((one) => sha(`signature of ${one}`)),
});

const file = (word: string, of: string) => ({
  document: sha(`signed ${word}`),
  report: sha(`report ${word}`),
  of: sha(of),
});
const leg = { dispatch: 'transmission-1', channel: 'pec', attempt: 1 } as const;
const PROTOCOL = 'INPS.7000.02/03/2026.0000001';
const [kind, id] = NEWCOMER.split('/') as ['association', string];

/** Data each command accepts on an agreement that is ready for it. */
export const SAMPLES: { readonly [C in AgreementCommandName]: AgreementDataOf<C> } = {
  'open-agreement': { frameworkId: FRAMEWORK.id, structureId: 3 },
  'owe-agreement': { frameworkId: FRAMEWORK.id, structureId: 3 },
  'record-protocol-2019': { structureId: 3, title: 'Protocollo d’intesa di prova' },
  'move-framework': { frameworkId: 2 },
  'save-text': { textHash: TEXTS.added.textHash },
  submit: {},
  'withdraw-from-review': {},
  'comment-clause': { clause: 'agg-1', comment: 'Si chiarisca chi fa che cosa.' },
  approve: { reason: 'Adatto al territorio.' },
  'request-changes': { note: 'Si veda l’articolo aggiunto.' },
  reject: { reason: 'Non risponde alle finalità del progetto.' },
  'open-signing': { mode: 'parallel', protocol: PROTOCOL },
  'cancel-signing': { reason: 'Un refuso nel testo.' },
  'record-signature': {
    signatories: [STRUCTURE],
    signedOn: '2026-03-02',
    ...file('agreement', 'printed'),
    ...signaturesOf(STRUCTURE),
  },
  'record-handwritten-signature': { signatory: ASSOCIATION, signedOn: '2026-03-02', document: sha('scan') },
  transmit: {},
  'transmit-again': {},
  'return-transmission': { reason: 'Manca la pagina delle firme.' },
  'confirm-transmission': {},
  activate: {},
  'align-end': { frameworkEndsOn: '2028-12-31' },
  'open-window': {},
  'sign-note': { ...file('note', `note ${STRUCTURE}`), signatures: [GOOD] },
  'accept-note': { message: 41, from: COMUNE },
  'record-note': { from: ASSOCIATION, ...file('note of theirs', `note ${ASSOCIATION}`), signatures: [GOOD] },
  'dismiss-message': { message: 41, reason: 'È pubblicità.' },
  renew: {},
  expire: {},
  terminate: { reason: 'Non ci sono più operatori.', on: '2026-12-31' },
  'end-early': {},
  'propose-addendum': { change: 'join', signatory: { kind, id: Number(id) }, protocol: 'INPS.7000.2026.0000009' },
  'cancel-addendum': { reason: 'Ha cambiato idea.' },
  'record-addendum-signature': {
    signatories: [STRUCTURE],
    signedOn: '2026-03-02',
    ...file('addendum', 'addendum'),
    ...signaturesOf(STRUCTURE),
  },
  'fulfil-commitment': { number: 1, on: '2026-03-02' },
  'waive-commitment': { number: 1, reason: 'Superato dai fatti.' },
  repolicy: { subjects: ['agreement-review'] },
  'settle-mail': { mail: 'mail-1', how: 'sent-again' },
  'report-undelivered': { mail: 'mail-1' },
  'fire-mark': { clock: 'stage', mark: 'reminder-1' },
  lapse: { clock: 'stage' },
  'propose-message': {
    message: 41,
    document: sha('message'),
    sender: PEC[COMUNE] ?? '',
    at: rome('2026-03-02 09:00'),
    checks: GOOD,
  },
  'resend-dispatch': { dispatch: 'transmission-1', recipient: 'central' },
  'record-protocol': { dispatch: 'transmission-1', recipient: 'central', protocol: 'DC.2026.0001', on: '2026-03-02' },
  'acknowledge-dispatch': { dispatch: 'transmission-1', recipient: 'communication' },
  'begin-dispatch': { ...leg, document: sha('mime'), messageId: 'one@platform.example' },
  'hand-over-dispatch': leg,
  'put-off-dispatch': { ...leg, code: '451', retryAt: rome('2026-03-02 10:00') },
  'refuse-dispatch': { ...leg, code: '550' },
  'record-receipt': {
    dispatch: 'transmission-1',
    receipt: {
      id: 'receipt@provider.example',
      kind: 'avvenuta-consegna',
      reference: 'one@platform.example',
      recipient: 'inclusione@pec.inps.example',
      at: rome('2026-03-02 09:00'),
      document: sha('receipt'),
      checks: GOOD,
    },
  },
  'raise-dispatch-alarm': leg,
};
