import type { Checks } from '../../../../src/domain/evidence/checks';
import type { PecReading } from '../../../../src/evidence/pec/read-pec';
import { verdictOf } from '../../../../src/evidence/pec/verdict';
import { IDENTIFIER, OURS, REFERENCE, THEIRS } from '../../../support/pec/messages';

const PASSED: Checks = { integrity: 'passed', signer: 'passed', chain: 'passed', revocation: 'not-checked' };
const SENT = { mailbox: OURS, addresses: [THEIRS] };
const certified = { messageId: 'm@gestore.example', identifier: IDENTIFIER, provider: 'Gestore di prova', at: 0 };
const RECEIPT: PecReading = {
  ...certified,
  what: 'receipt',
  kind: 'avvenuta-consegna',
  reference: REFERENCE,
  recipient: THEIRS,
  sender: OURS,
  recipients: [THEIRS],
};
const ENVELOPE: PecReading = {
  ...certified,
  what: 'envelope',
  sender: THEIRS,
  recipients: [OURS],
  mail: { sender: THEIRS, subject: '', text: '', answers: [REFERENCE], attachments: [] },
};
const facts = { mailbox: OURS, reading: RECEIPT, checks: PASSED, sent: SENT };

test('a receipt of ours is filed, an answer proposed', () => {
  expect(verdictOf(facts)).toEqual({ standing: 'filed', reason: '' });
  expect(verdictOf({ ...facts, reading: { ...RECEIPT, kind: 'accettazione', recipient: null } }).standing).toBe(
    'filed',
  );
  expect(verdictOf({ ...facts, reading: ENVELOPE })).toEqual({ standing: 'proposed', reason: '' });
});

test.each([
  ['unmatched', 'unknown-reference', { sent: null }],
  ['unmatched', 'answers-nothing', { reading: ENVELOPE, sent: null }],
  ['unmatched', 'answers-nothing', { reading: ENVELOPE, sent: { ...SENT, mailbox: 'other@pec.prova.example' } }],
  ['quarantined', 'foreign-reference', { sent: { ...SENT, mailbox: 'other@pec.prova.example' } }],
  ['quarantined', 'foreign-reference', { reading: { ...RECEIPT, sender: 'other@pec.prova.example' } }],
  ['quarantined', 'foreign-recipient', { sent: { ...SENT, addresses: ['other@pec.prova.example'] } }],
  ['quarantined', 'foreign-recipient', { reading: { ...ENVELOPE, recipients: ['other@pec.prova.example'] } }],
  ['quarantined', 'broken-signature', { checks: { ...PASSED, integrity: 'failed' } }],
  ['quarantined', 'broken-signature', { checks: null }],
  ['quarantined', 'foreign-signature', { checks: { ...PASSED, signer: 'failed' } }],
  ['quarantined', 'foreign-signature', { checks: { ...PASSED, chain: 'failed' } }],
  ['quarantined', 'foreign-signature', { checks: { ...PASSED, chain: 'not-checked' } }],
  ['quarantined', 'foreign-signature', { checks: { ...PASSED, revocation: 'failed' } }],
  ['quarantined', 'anomaly', { reading: { what: 'anomaly', messageId: null, sender: THEIRS } }],
  ['quarantined', 'not-certified', { reading: { what: 'ordinary', messageId: null, sender: THEIRS } }],
  ['quarantined', 'too-deep', { reading: { what: 'unreadable', messageId: null, reason: 'too-deep' } }],
] as const)('%s for %s', (standing, reason, change) => {
  expect(verdictOf({ ...facts, ...change })).toEqual({ standing, reason });
});
