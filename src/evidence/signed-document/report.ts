import { createHash } from 'node:crypto';
import type { Checks, DocumentHash } from '../../domain/evidence/checks';
import { factsOf } from '../certificate';
import type { SignedExamination, SigningContext, SigningRefusal } from './examination';

/**
 * All that was examined of a signed file, as JSON: to be stored as a document, for it names the signers. `trust`: the
 * SHA-256 of each certificate of the store. `at`: when the file came in, in milliseconds, or null.
 */
export interface SigningReport extends SignedExamination {
  readonly format: 1;
  readonly file: DocumentHash;
  readonly expected: DocumentHash;
  readonly at: number | null;
  readonly trust: readonly string[];
}

/**
 * What goes into the journal: no name, no certificate. `checks`: one a signature, in the order of the report.
 * `signatureIds`: what tells the signatures from others (`CmsSigner.signature`), of those whose signer can be told.
 */
export interface SigningSummary {
  readonly form: SignedExamination['form'];
  readonly refusal: SigningRefusal | null;
  readonly signatures: number;
  readonly checks: readonly Checks[];
  readonly signatureIds: readonly DocumentHash[];
}

/** The report of an examination: of which file, against what. */
export const reportOf = (file: Uint8Array, context: SigningContext, examination: SignedExamination): SigningReport => ({
  format: 1,
  file: sha256(file),
  expected: sha256(context.expected),
  at: context.at ?? null,
  trust: context.trust.certificates.map((certificate) => factsOf(certificate).fingerprint),
  ...examination,
});

/** What of a report may be written into the journal. */
export const summaryOf = ({ form, refusal, signatures }: SigningReport): SigningSummary => ({
  form,
  refusal,
  signatures: signatures.length,
  signatureIds: signatures.flatMap(({ signer }) => signer?.signature ?? []),
  checks: signatures.map(({ checks: { integrity, signer, chain, revocation } }) => ({
    integrity,
    signer,
    chain,
    revocation,
  })),
});

const sha256 = (bytes: Uint8Array): DocumentHash => createHash('sha256').update(bytes).digest('hex');
