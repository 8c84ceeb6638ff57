import { verifyPec } from '../../../../src/evidence/pec/verify-pec';
import {
  daticert,
  makeSigning,
  mixed,
  PROVIDER,
  receipt,
  receiptHeaders,
  type Signing,
  signed,
  THEIRS,
} from '../../../support/pec/messages';

let signing: Signing;
let stranger: Signing;
beforeAll(async () => {
  signing = await makeSigning();
  stranger = await makeSigning();
});

const DELIVERED = { kind: 'avvenuta-consegna', recipient: THEIRS };
const checksOf = async (raw: Buffer, by = signing) => (await verifyPec(raw, by.trust)).checks;
const altered = (raw: Buffer, from: string | RegExp, to: string) =>
  Buffer.from(raw.toString('latin1').replace(from, to), 'latin1');

test('what a provider signed passes, also when a server cut its line breaks', async () => {
  const raw = await receipt(signing, DELIVERED);
  const whole = { integrity: 'passed', signer: 'passed', chain: 'passed', revocation: 'not-checked' };
  expect(await checksOf(raw)).toEqual(whole);
  expect(await checksOf(altered(raw, /\r\n/g, '\n'))).toEqual(whole);
  const { signers, certificates } = await verifyPec(raw, signing.trust);
  expect(signers).toMatchObject([{ emails: [PROVIDER] }]);
  expect(certificates).toHaveLength(1);
});

test('one changed letter of the signed part fails integrity; a header is not covered', async () => {
  const raw = await receipt(signing, DELIVERED);
  expect(await checksOf(altered(raw, 'Ricevuta di prova', 'Ricevuta di Prova'))).toMatchObject({ integrity: 'failed' });
  expect(await checksOf(altered(raw, 'X-Ricevuta', 'Z-Ricevuta'))).toMatchObject({ integrity: 'passed' });
});

test('a signer of another authority fails the chain', async () => {
  const raw = await receipt(stranger, DELIVERED);
  expect(await checksOf(raw)).toMatchObject({ integrity: 'passed', chain: 'failed' });
});

test('a certificate that does not name the mailbox in From speaks for no provider, nor does one of anybody', async () => {
  const raw = await receipt(signing, DELIVERED);
  expect(await checksOf(altered(raw, PROVIDER, 'posta-certificata@altro.example'))).toMatchObject({ signer: 'failed' });
  const person = await makeSigning('persona@gestore.example');
  const headers = receiptHeaders(DELIVERED.kind).map((line) => line.replace(PROVIDER, 'persona@gestore.example'));
  const byPerson = await signed(headers, mixed(daticert(DELIVERED)), person);
  expect(await checksOf(byPerson, person)).toMatchObject({ integrity: 'passed', signer: 'failed', chain: 'passed' });
});

test.each(['', 'Subject: a\r\n\r\nb', 'Content-Type: multipart/signed; boundary=a\r\n\r\n--a'])(
  'what has no signature fails, and nothing is thrown',
  async (text) => {
    expect(await checksOf(Buffer.from(text))).toMatchObject({ integrity: 'failed', signer: 'not-checked' });
  },
);
