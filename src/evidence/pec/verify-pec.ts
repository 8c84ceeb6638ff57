import type { Checks } from '../../domain/evidence/checks';
import { type CmsSigner, examineCms, type TrustStore } from '../cms';
import { addresses } from './headers';
import { readParts, signedParts } from './mime';
import { Unreadable } from './reasons';

/** What was found of a message's signature, its signers and the certificates that came with it (DER). */
export interface PecExamination {
  readonly checks: Checks;
  readonly signers: readonly CmsSigner[];
  readonly certificates: readonly Uint8Array[];
}

/** The mailbox that a provider signs with: `posta-certificata@` a domain of its own (RFC 6109 §2.1). */
const PROVIDER = /^posta-certificata@[^@]+$/;

const UNSIGNED: PecExamination = {
  checks: { integrity: 'failed', signer: 'not-checked', chain: 'not-checked', revocation: 'not-checked' },
  signers: [],
  certificates: [],
};

/**
 * Examines the S/MIME signature of a receipt or an envelope, of its outermost part and no other. `signer` passes only if
 * the certificate also names the provider's mailbox that is in From (RFC 6109 §4.3, RFC 8550 §3): a certificate of anybody else
 * does not speak for a provider, whoever issued it. `at`: when the message came in. Throws nothing.
 */
export async function verifyPec(raw: Buffer, trust: TrustStore, at?: number): Promise<PecExamination> {
  const outer = takeApart(raw);
  if (outer === null) return UNSIGNED;
  const { signature, content, from } = outer;
  const options = { content, trust, ...(at === undefined ? {} : { at }) };
  const { checks, signers, certificates } = await examineCms(signature, options);
  const isProvider = PROVIDER.test(from) && signers.length === 1 && signers[0]?.emails.includes(from) === true;
  const signer = isProvider || checks.signer !== 'passed' ? checks.signer : 'failed';
  return { checks: { ...checks, signer }, signers, certificates };
}

function takeApart(raw: Buffer): { signature: Buffer; content: Buffer; from: string } | null {
  try {
    const message = readParts(raw);
    const signed = signedParts(message);
    const [from, other] = addresses(message.headers.one('from'));
    return signed && from !== undefined && other === undefined ? { ...signed, from } : null;
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}
