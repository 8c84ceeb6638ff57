import type { Knex } from 'knex';
import type { Checks } from '../../src/domain/evidence/checks';
import { message as words } from '../../src/domain/messages/message';
import { readTrustStore } from '../../src/evidence/cms';
import { type ReceiptReading, readPec } from '../../src/evidence/pec/read-pec';
import { verifyPec } from '../../src/evidence/pec/verify-pec';
import { getDocument } from '../../src/journal/documents';
import type { Proof } from './shape';

interface Row {
  readonly message_id: string;
  readonly mailbox: string;
  readonly stream: string;
  readonly dispatch: string;
  readonly document: string;
  readonly checks: Checks;
  readonly seen_at: Date;
}

/**
 * Gathers what proves a message of ours: it is named by its Message-ID or its id among the messages. Receipts are those
 * that were filed; what was kept apart is none. Throws Error when we sent no such message.
 */
export async function gatherProof(db: Knex, which: string, store: string): Promise<Proof> {
  const sent = await findMessage(db, which);
  const documents: Record<string, string> = {};
  const bytesOf = async (document: string): Promise<Buffer> => {
    const stored = await getDocument(db, document);
    if (!stored) throw new Error(`document ${document} is gone`);
    documents[document] = stored.content.toString('base64');
    return stored.content;
  };
  await bytesOf(sent.document);
  const rows: readonly Row[] = await db('pec_message')
    .where({ direction: 'in', standing: 'filed', stream: sent.stream, dispatch: sent.dispatch })
    .orderBy('id');
  const receipts: Proof['receipts'] = [];
  for (const row of rows) {
    const stored = await getDocument(db, row.document);
    const reading = stored && (await readPec(stored.content));
    if (reading?.what !== 'receipt' || reading.reference !== sent.message_id) continue;
    receipts.push(await receiptOf(row, reading, await bytesOf(row.document), store));
  }
  return {
    what: { it: words('it', 'pec-proof.heading'), en: words('en', 'pec-proof.heading') },
    format: 'inps-per-tutti/pec-proof/1',
    made: new Date().toISOString(),
    message: {
      messageId: sent.message_id,
      mailbox: sent.mailbox,
      document: sent.document,
      stream: sent.stream,
      dispatch: sent.dispatch,
    },
    receipts,
    store,
    journal: await entriesCiting(db, sent.stream, Object.keys(documents)),
    documents,
  };
}

async function findMessage(db: Knex, which: string): Promise<Row> {
  const named = /^\d+$/.test(which) ? { id: which } : { message_id: which.replace(/^<|>$/g, '') };
  const row: Row | undefined = await db('pec_message')
    .where({ direction: 'out', ...named })
    .orderBy('id')
    .first();
  if (!row) throw new Error('no such message was sent');
  return row;
}

async function receiptOf(
  row: Row,
  reading: ReceiptReading,
  raw: Buffer,
  store: string,
): Promise<Proof['receipts'][number]> {
  const { signers, certificates } = await verifyPec(raw, readTrustStore(store), reading.at);
  return {
    messageId: reading.messageId,
    kind: reading.kind,
    recipient: reading.recipient,
    at: iso(reading.at),
    seenAt: row.seen_at.toISOString(),
    document: row.document,
    recorded: row.checks,
    signers: signers.map(({ name, organisation, serial, fingerprint, notBefore, notAfter }) => ({
      ...{ name, organisation, serial, fingerprint },
      notBefore: iso(notBefore),
      notAfter: iso(notAfter),
    })),
    certificates: certificates.map(pem),
  };
}

async function entriesCiting(db: Knex, stream: string, hashes: readonly string[]): Promise<Proof['journal']> {
  const entries: readonly { version: number; type: string; at: Date; hash: string; data: string }[] = await db(
    'journal_entry',
  )
    .where({ stream })
    .orderBy('version');
  return entries.flatMap(({ data, at, version, type, hash }) => {
    const cites = hashes.filter((one) => data.includes(one));
    return cites.length > 0 ? [{ version, type, at: at.toISOString(), hash, cites }] : [];
  });
}

const iso = (instant: number): string => new Date(instant).toISOString();

function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
