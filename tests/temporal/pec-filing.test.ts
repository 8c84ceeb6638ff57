import type { AgreementFact } from '../../src/domain/agreement/entries';
import type { AgreementState } from '../../src/domain/agreement/state';
import { putDocument } from '../../src/journal/documents';
import { foldStream } from '../../src/journal/look';
import { createMetrics } from '../../src/worker/adapters/metrics';
import { createPecFiling } from '../../src/worker/adapters/pec/filing';
import type { CertifiedMail, FileCertifiedMail } from '../../src/worker/ports';
import { makeAgreement } from '../support/agreement-in-force';
import { type FollowWorld, makeFollowWorld } from '../support/follow-world';
import { insertRow } from '../support/network';
import { tell } from '../support/tell';

const PASSED = { integrity: 'passed', signer: 'passed', chain: 'passed', revocation: 'not-checked' } as const;
const OURS = 'struttura.roma@pec.inps.example';
const TRANSMITTED = 'centrale@pec.inps.example';

let world: FollowWorld;
let file: FileCertifiedMail;
let structureId: number;

beforeAll(async () => {
  world = await makeFollowWorld();
  file = createPecFiling(world.journal);
  const { territoryId } = world.network;
  ({ id: structureId } = await world.db('structures').where({ territory_id: territoryId }).first('id'));
});
afterAll(() => world?.close());

let municipalities = 0;

/** A Comune with a certified address of its own. */
async function comune(pec: string): Promise<{ readonly key: string; readonly id: number }> {
  municipalities += 1;
  const id = await insertRow(world.db, 'municipalities', {
    name: `Comune ${municipalities}`,
    istat_code: `99980${municipalities}`,
    territory_id: world.network.territoryId,
    pec,
  });
  return { key: `municipality/${id}`, id };
}

/** An agreement with a Comune, up for renewal; its stream. */
async function upForRenewal(
  label: string,
  { key, id }: { readonly key: string; readonly id: number },
): Promise<string> {
  const own = `structure/${structureId}`;
  const facts: AgreementFact[] = [
    { type: 'window-opened', data: { own, others: [key], stage: 'renewal-window' } },
    {
      type: 'dispatch-owed',
      data: {
        order: {
          key: 'note-request-1',
          from: OURS,
          recipients: [{ key, address: TRANSMITTED, as: 'to', channel: 'pec' }],
          template: 'note-request',
          variables: {},
          attachments: [],
        },
      },
    },
    {
      type: 'dispatch-begun',
      data: { dispatch: 'note-request-1', channel: 'pec', attempt: 1, document: await stored(label), messageId: label },
    },
  ];
  const { structure, directorate } = world.network;
  await makeAgreement(world.db, { label, structureId, with: { kind: 'municipality', id }, structure, directorate });
  const stream = `agreement/prova-${label}`;
  await tell(world.db, stream, facts, Date.now());
  return stream;
}

const stored = (text: string) => putDocument(world.db, 'message/rfc822', Buffer.from(text));
let messages = 0;

async function letter(sender: string, stream: string | null = null): Promise<CertifiedMail> {
  messages += 1;
  const document = await stored(`nota ${messages}`);
  const { db } = world;
  const row = {
    mailbox: OURS,
    direction: 'in',
    message_id: `nota-${messages}`,
    kind: 'envelope',
    standing: 'unmatched',
  };
  const [{ id }] = await db('pec_message')
    .insert({ ...row, document })
    .returning('id');
  const at = Date.now();
  return {
    what: 'letter',
    stream,
    dispatch: null,
    mailbox: OURS,
    letter: { message: Number(id), document, sender, at, checks: PASSED },
  };
}

async function receipt(stream: string, reference: string, recipient: string): Promise<CertifiedMail> {
  messages += 1;
  const document = await stored(`ricevuta ${messages}`);
  const about = { kind: 'avvenuta-consegna', reference, recipient, at: Date.now() } as const;
  return {
    what: 'receipt',
    stream,
    dispatch: 'note-request-1',
    messageId: reference,
    receipt: { id: `ricevuta-${reference}`, ...about, document, checks: PASSED },
  };
}

const stateOf = async (stream: string) => (await foldStream(world.journal, stream)).state as AgreementState;
const countOf = async (stream: string, type: string) =>
  (await world.db('journal_entry').where({ stream, type })).length;

test('a letter that cites nothing goes to the agreement whose renewal its sender is awaited in, once', async () => {
  const stream = await upForRenewal('sola', await comune('comune.solo@comune.pec.example'));
  const mail = await letter('comune.solo@comune.pec.example');
  expect(await file(mail)).toBe('taken');
  expect(await file(mail)).toBe('taken');
  expect((await stateOf(stream)).proposed).toMatchObject([{ sender: 'comune.solo@comune.pec.example' }]);
  expect(await countOf(stream, 'message-proposed')).toBe(1);
  const [entry] = await world.db('journal_entry').where({ stream, type: 'message-proposed' });
  expect(entry).toMatchObject({ actor: 'system:pec' });
  expect(await world.db('journal_wake').where({ stream })).toHaveLength(1);
});

test('one of nobody, or that might be two agreements’, is left to people; the message it answers tells them apart', async () => {
  const both = await comune('comune.due@comune.pec.example');
  const first = await upForRenewal('prima', both);
  await upForRenewal('seconda', both);
  expect(await file(await letter('sconosciuto@comune.pec.example'))).toBe('unknown');
  expect(await file(await letter('comune.due@comune.pec.example'))).toBe('unknown');
  expect(await file(await letter('comune.due@comune.pec.example', first))).toBe('taken');
  expect((await stateOf(first)).proposed).toHaveLength(1);
});

test('a receipt counts once, under whatever bytes; one that speaks of somebody else is not taken', async () => {
  const stream = await upForRenewal('ricevuta', await comune('comune.tre@comune.pec.example'));
  expect(await file(await receipt(stream, 'ricevuta', 'altro@pec.example'))).toBe('unknown');
  const mail = await receipt(stream, 'ricevuta', TRANSMITTED);
  expect(await file(mail)).toBe('taken');
  expect(await file(mail)).toBe('taken');
  expect(await file(await receipt(stream, 'ricevuta', TRANSMITTED))).toBe('taken');
  expect(await countOf(stream, 'receipt-recorded')).toBe(1);
  expect((await stateOf(stream)).dispatches['note-request-1']?.recipients).toMatchObject([{ standing: 'done' }]);
});

test('the worker’s figures say since when each certified mailbox has not been read', async () => {
  const text = await createMetrics(world.db, () => [0, 960_500]).text();
  expect(text).toContain('inps_certified_mailbox_unread_seconds{mailbox="0"} 0\n');
  expect(text).toContain('inps_certified_mailbox_unread_seconds{mailbox="1"} 960.5\n');
});
