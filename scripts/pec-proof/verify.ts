import { createHash } from 'node:crypto';
import type { Check } from '../../src/domain/evidence/checks';
import { readTrustStore, type TrustStore } from '../../src/evidence/cms';
import { headerEnd, oneMessageId, readHeaders, recipientsOf } from '../../src/evidence/pec/headers';
import { readPec } from '../../src/evidence/pec/read-pec';
import { verifyPec } from '../../src/evidence/pec/verify-pec';
import { type Proof, proofShape } from './shape';

/** One thing that was looked at. */
export interface ProofLine {
  readonly check: Check;
  readonly text: string;
}

/**
 * Checks a proof by nothing but itself and a store: the one given, else the one in the file, and the lines say which.
 * Throws Error when the file is no proof.
 */
export async function verifyProof(text: string, trustPem: string | null): Promise<readonly ProofLine[]> {
  const proof = parse(text);
  const trust = readTrustStore(trustPem ?? proof.store);
  const lines: ProofLine[] = [
    {
      check: trustPem === null ? 'not-checked' : 'passed',
      text: trustPem === null ? 'store: the one in the file, whose word it is' : 'store: the one given',
    },
  ];
  const add = (check: Check | boolean, said: string): void => {
    lines.push({ check: typeof check === 'boolean' ? (check ? 'passed' : 'failed') : check, text: said });
  };
  for (const [hash, content] of Object.entries(proof.documents)) {
    const found = createHash('sha256').update(Buffer.from(content, 'base64')).digest('hex');
    add(found === hash, `document ${hash.slice(0, 12)}…: its bytes have the hash the index names`);
  }
  const { message } = proof;
  const sent = bytes(proof, message.document);
  add(messageIdOf(sent) === message.messageId, 'message: it has the Message-ID the index names');
  for (const [index, receipt] of proof.receipts.entries()) {
    await verifyReceipt(proof, receipt, trust, recipientsOf(sent), (check, said) =>
      add(check, `receipt ${index + 1} (${receipt.kind}): ${said}`),
    );
  }
  if (proof.receipts.length === 0) add('failed', 'receipts: there is none');
  return lines;
}

async function verifyReceipt(
  { documents, message }: Proof,
  receipt: Proof['receipts'][number],
  trust: TrustStore,
  recipients: readonly string[],
  add: (check: Check | boolean, said: string) => void,
): Promise<void> {
  const raw = Buffer.from(documents[receipt.document] ?? '', 'base64');
  const reading = await readPec(raw);
  const isReceipt = reading.what === 'receipt';
  add(
    isReceipt && reading.kind === receipt.kind && reading.messageId === receipt.messageId,
    'it is what the index names',
  );
  if (!isReceipt) return;
  add(reading.reference === message.messageId, 'its daticert names the Message-ID of the message');
  add(reading.sender === message.mailbox, 'its daticert names the mailbox that sent it');
  const isOurs = reading.recipient === null || recipients.includes(reading.recipient);
  add(isOurs && reading.recipient === receipt.recipient, 'its recipient is one the message went to');
  const { checks } = await verifyPec(raw, trust, reading.at);
  add(checks.integrity, 'integrity: the signed bytes are those signed');
  add(checks.signer, 'signer: the certificate names the provider’s mailbox');
  add(checks.chain, 'chain: it goes back to a certificate of the store');
  add(checks.revocation, 'revocation: what came along says nothing against it');
}

function parse(text: string): Proof {
  const read = proofShape.safeParse(JSON.parse(text));
  if (!read.success) throw new Error(`the file is no proof: ${read.error.issues[0]?.path.join('.') ?? ''}`);
  return read.data;
}

const bytes = (proof: Proof, hash: string): Buffer => Buffer.from(proof.documents[hash] ?? '', 'base64');

function messageIdOf(raw: Buffer): string | null {
  try {
    return oneMessageId(readHeaders(raw.subarray(0, headerEnd(raw).end)).one('message-id'));
  } catch {
    return null;
  }
}
