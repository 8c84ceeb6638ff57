import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import { Certificate, ContentInfo, SignedData, SignedDataVerifyError, type SignerInfo } from 'pkijs';
import type { Check, Checks } from '../domain/evidence/checks';
import { bindsContent, type CameAlong, claimedTime, evidenceOf, namesCertificate, strengthOf } from './attributes';
import { type CertificateFacts, certificatesOfPem, derOf, factsOf, inForce, isOfMachine, maySign } from './certificate';
import { chainOf, revocationOf } from './chain';
import { provenTime } from './timestamp';

/** The certificates taken as where a chain may end: of an authority, or of several. */
export interface TrustStore {
  readonly certificates: readonly Certificate[];
}

/** Why a check failed: codes, whose words are in the catalogues as `signing-reason.<code>`. */
export const SIGNATURE_PROBLEMS = [
  'unreadable-signature',
  'too-many-signers',
  'no-signer',
  'no-content',
  'content-differs',
  'no-signer-certificate',
  'attributes-missing',
  'weak-algorithm',
  'unknown-algorithm',
  'altered',
  'use-not-signing',
  'other-certificate-named',
  'time-unknown',
  'certificate-not-in-force',
  'no-chain',
  'revoked',
] as const;

/** One of `SIGNATURE_PROBLEMS`. */
export type SignatureProblem = (typeof SIGNATURE_PROBLEMS)[number];

/**
 * A signer, by its certificate. `signature`: SHA-256 of the signature's value, which tells it from every other, in lower-case
 * hexadecimal. `signedAt` is what the signer claims and proves nothing; `provenAt` the time of a
 * timestamp token of an authority of the store, both in milliseconds. Names are personal data: they stay in the report.
 */
export interface CmsSigner extends CertificateFacts {
  readonly signature: string;
  readonly signedAt: number | null;
  readonly provenAt: number | null;
  readonly checks: Checks;
  readonly problems: readonly SignatureProblem[];
}

/**
 * What was examined of a CMS message. `checks` holds for all signers together: failed if one failed, passed if all did;
 * it is never summed up as "valid". `content`: what was signed, or null if it is not there. `certificates`: DER, as they
 * came with the message. `problems` are those of the message and of every signer.
 */
export interface CmsExamination {
  readonly checks: Checks;
  readonly problems: readonly SignatureProblem[];
  readonly signers: readonly CmsSigner[];
  readonly content: Uint8Array | null;
  readonly certificates: readonly Uint8Array[];
}

/** A message with more signers or certificates is not examined (a rule of our own, against hostile ones). */
const MOST = 64;
/** A large file attached in BER comes in thousands of small pieces; the depth is limited by asn1js itself. */
const LIMITS = { maxNodes: 200_000, maxContentLength: 32 * 1024 * 1024 };

/** Reads a store from PEM text. Throws RangeError when it holds no certificate, or one that cannot be read. */
export const readTrustStore = (pem: string): TrustStore => ({ certificates: certificatesOfPem(pem) });

/**
 * Examines a CMS SignedData (RFC 5652), DER or BER: attached, or detached with its `content`; given both, they must be
 * the same bytes. Certificates are judged at the time a timestamp proves, else at `at` (milliseconds: when the message is
 * known to have existed, as when it came in), else at the time the signer claims. `along`: what came with it elsewhere, as in
 * a PDF; its certificates are no part of the message's. Broken input fails `integrity` with a
 * reason; throws nothing.
 */
export async function examineCms(
  cms: Uint8Array,
  options: {
    readonly content?: Uint8Array;
    readonly trust: TrustStore;
    readonly at?: number;
    readonly along?: CameAlong;
  },
): Promise<CmsExamination> {
  const message = readMessage(cms);
  if (message === null) return broken('unreadable-signature');
  const attached = contentOf(message);
  const certificates = (message.certificates ?? []).filter((one) => one instanceof Certificate);
  if (message.signerInfos.length > MOST || certificates.length > MOST) return broken('too-many-signers');
  const content = attached ?? options.content ?? null;
  const general: SignatureProblem[] = [];
  if (message.signerInfos.length === 0) general.push('no-signer');
  if (content === null) general.push('no-content');
  if (attached !== null && options.content !== undefined && !Buffer.from(attached).equals(options.content)) {
    general.push('content-differs');
  }
  const signers: CmsSigner[] = [];
  const problems = [...general];
  const checks: Checks[] = general.length > 0 ? [FAILED] : [];
  for (const index of message.signerInfos.keys()) {
    const signer = await examineSigner({ message, index, certificates, content, ...options });
    checks.push(signer.checks);
    problems.push(...signer.problems);
    if ('name' in signer) signers.push(signer);
  }
  return {
    checks: together(checks),
    problems: [...new Set(problems)],
    signers,
    content,
    certificates: certificates.map(derOf),
  };
}

/** The message as pkijs reads it, or null when it cannot be read or is no SignedData. */
function readMessage(cms: Uint8Array): SignedData | null {
  try {
    const { result, offset } = asn1js.fromBER(new Uint8Array(cms), LIMITS);
    if (offset === -1) return null;
    const { contentType, content } = new ContentInfo({ schema: result });
    return contentType === ContentInfo.SIGNED_DATA ? new SignedData({ schema: content }) : null;
  } catch {
    return null;
  }
}

function contentOf({ encapContentInfo }: SignedData): Uint8Array | null {
  const inside = encapContentInfo.eContent;
  return inside instanceof asn1js.OctetString ? new Uint8Array(inside.getValue()) : null;
}

interface Signature {
  readonly message: SignedData;
  readonly index: number;
  readonly certificates: readonly Certificate[];
  readonly content: Uint8Array | null;
  readonly trust: TrustStore;
  readonly at?: number;
  readonly along?: CameAlong;
}

type Findings = Pick<CmsSigner, 'checks' | 'problems'>;

async function examineSigner(signature: Signature): Promise<CmsSigner | Findings> {
  const { message, index, trust } = signature;
  const signer = message.signerInfos[index] as SignerInfo;
  const { certificate, whole } = await verifySignature(signature);
  if (certificate === null) return { checks: FAILED, problems: ['no-signer-certificate'] };
  const integrity = integrityProblems(signature, whole);
  const signedAt = claimedTime(signer);
  const provenAt = await provenTime(signer, trust.certificates);
  const time = provenAt ?? signature.at ?? signedAt;
  const naming = signerProblems(signer, certificate, time);
  const { certificates: more, lists, answers } = signature.along ?? NOTHING_ALONG;
  const others = [...signature.certificates, ...more];
  const chain = time === null ? null : await chainOf(certificate, others, trust.certificates, time);
  const own = evidenceOf(message, signer);
  const evidence = { lists: [...own.lists, ...lists], answers: [...own.answers, ...answers] };
  const revocation: Check =
    chain === null || time === null ? 'not-checked' : await revocationOf(chain, evidence, trust.certificates, time);
  return {
    ...factsOf(certificate),
    signature: createHash('sha256').update(new Uint8Array(signer.signature.getValue())).digest('hex'),
    signedAt,
    provenAt,
    checks: {
      integrity: integrity.length === 0 ? 'passed' : 'failed',
      signer: naming.length === 0 ? 'passed' : 'failed',
      chain: chain === null ? 'failed' : 'passed',
      revocation,
    },
    problems: [
      ...integrity,
      ...naming,
      ...(chain === null ? (['no-chain'] as const) : []),
      ...(revocation === 'failed' ? (['revoked'] as const) : []),
    ],
  };
}

function integrityProblems({ message, index }: Signature, whole: boolean): readonly SignatureProblem[] {
  const signer = message.signerInfos[index] as SignerInfo;
  if (!bindsContent(signer, message.encapContentInfo.eContentType)) return ['attributes-missing'];
  const strength = strengthOf(signer);
  if (strength === null) return ['unknown-algorithm'];
  if (!whole) return ['altered'];
  return strength === 'strong' ? [] : ['weak-algorithm'];
}

function signerProblems(signer: SignerInfo, certificate: Certificate, time: number | null): SignatureProblem[] {
  const problems: SignatureProblem[] = [];
  if (!maySign(certificate) || isOfMachine(certificate)) problems.push('use-not-signing');
  if (!namesCertificate(signer, certificate)) problems.push('other-certificate-named');
  if (time === null) problems.push('time-unknown');
  else if (!inForce(certificate, time)) problems.push('certificate-not-in-force');
  return problems;
}

/** The signature's value and the digest of the content, by pkijs; its certificate also when they do not hold. */
async function verifySignature({ message, index, content }: Signature): Promise<{
  readonly certificate: Certificate | null;
  readonly whole: boolean;
}> {
  try {
    const data = content === null ? undefined : new Uint8Array(content).buffer;
    const { signerCertificate, signatureVerified } = await message.verify({ signer: index, data, extendedMode: true });
    return { certificate: signerCertificate ?? null, whole: content !== null && signatureVerified === true };
  } catch (error) {
    const certificate = error instanceof SignedDataVerifyError ? (error.signerCertificate ?? null) : null;
    return { certificate, whole: false };
  }
}

const NOTHING_ALONG: CameAlong = { certificates: [], lists: [], answers: [] };

const FAILED: Checks = { integrity: 'failed', signer: 'not-checked', chain: 'not-checked', revocation: 'not-checked' };

const broken = (problem: SignatureProblem): CmsExamination => ({
  checks: FAILED,
  problems: [problem],
  signers: [],
  content: null,
  certificates: [],
});

/** The checks of several signers as one: each must pass. */
export function together(all: readonly Checks[]): Checks {
  const one = (name: keyof Checks): Check => {
    const states = all.map((checks) => checks[name]);
    if (states.includes('failed')) return 'failed';
    return states.length > 0 && states.every((state) => state === 'passed') ? 'passed' : 'not-checked';
  };
  return { integrity: one('integrity'), signer: one('signer'), chain: one('chain'), revocation: one('revocation') };
}
