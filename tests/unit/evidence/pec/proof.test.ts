import { createHash } from 'node:crypto';
import type { Proof } from '../../../../scripts/pec-proof/shape';
import { verifyProof } from '../../../../scripts/pec-proof/verify';
import { mail, makeSigning, OURS, REFERENCE, receipt, type Signing, THEIRS } from '../../../support/pec/messages';

let signing: Signing;
let stranger: Signing;
let proof: Proof;
const hash = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const PASSED = { integrity: 'passed', signer: 'passed', chain: 'passed', revocation: 'not-checked' } as const;

/** Our message, as the proof holds it. */
const SENT = Buffer.from(
  mail([], OURS)
    .replace(/^To: .*$/m, `To: ${THEIRS}`)
    .replace('<nota-1@comune.example>', `<${REFERENCE}>`),
);

beforeAll(async () => {
  signing = await makeSigning();
  stranger = await makeSigning();
  proof = await proofOf(signing);
});

async function proofOf(by: Signing): Promise<Proof> {
  // Of today: a chain is judged at the time the provider certified.
  const day = new Date().toISOString().slice(0, 10).split('-').reverse().join('/');
  const raw = await receipt(by, { kind: 'avvenuta-consegna', recipient: THEIRS, day, zone: '+0000' });
  const when = '2021-06-28T10:30:00.000Z';
  return {
    what: { it: 'Prova', en: 'Proof' },
    format: 'inps-per-tutti/pec-proof/1',
    made: when,
    message: { messageId: REFERENCE, mailbox: OURS, document: hash(SENT), stream: 'agreement/a', dispatch: 't' },
    receipts: [
      {
        ...{
          messageId: 'ricevuta-1@gestore.example',
          kind: 'avvenuta-consegna',
          recipient: THEIRS,
          at: when,
          seenAt: when,
        },
        ...{ document: hash(raw), recorded: PASSED, signers: [], certificates: [] },
      },
    ],
    store: by.pem,
    journal: [],
    documents: { [hash(SENT)]: SENT.toString('base64'), [hash(raw)]: raw.toString('base64') },
  };
}

const failures = async (changed: Proof, trust: string | null = null): Promise<string[]> =>
  (await verifyProof(JSON.stringify(changed), trust)).filter(({ check }) => check === 'failed').map(({ text }) => text);

test('a genuine proof holds by the store given, and by the one in the file, which is said', async () => {
  expect(await failures(proof, signing.pem)).toEqual([]);
  const lines = await verifyProof(JSON.stringify(proof), null);
  expect(lines.filter(({ check }) => check === 'failed')).toEqual([]);
  expect(lines[0]).toEqual({ check: 'not-checked', text: expect.stringContaining('in the file') });
});

test('a store brought along does not stand against the one given', async () => {
  expect(await failures(await proofOf(stranger), signing.pem)).toEqual([expect.stringContaining('chain')]);
});

test('changed bytes, an index that says otherwise or no receipt at all fail', async () => {
  const [first] = proof.receipts;
  const raw = Buffer.from(proof.documents[first!.document]!, 'base64').toString('latin1');
  const altered = Buffer.from(raw.replace('Ricevuta di prova', 'Ricevuta di Prova'), 'latin1').toString('base64');
  expect(await failures({ ...proof, documents: { ...proof.documents, [first!.document]: altered } })).toEqual([
    expect.stringContaining('hash'),
    expect.stringContaining('integrity'),
  ]);
  const elsewhere = { ...proof, message: { ...proof.message, messageId: 'other@prova.example' } };
  expect(await failures(elsewhere)).toEqual([
    expect.stringContaining('Message-ID the index'),
    expect.stringContaining('Message-ID of the message'),
  ]);
  const otherKind = { ...proof, receipts: [{ ...first!, kind: 'accettazione' }] };
  expect(await failures(otherKind)).toEqual([expect.stringContaining('what the index names')]);
  expect(await failures({ ...proof, receipts: [] })).toEqual(['receipts: there is none']);
});

test('what is no proof is an error, not a finding', async () => {
  await expect(verifyProof('{}', null)).rejects.toThrow('no proof');
  await expect(verifyProof('hello', null)).rejects.toThrow();
});
