import type { Knex } from 'knex';
import { readSettings } from '../../../config/settings';
import type { Checks, DocumentHash } from '../../domain/evidence/checks';
import { readTrustStore, type SignatureProblem, type TrustStore } from '../../evidence/cms';
import type { SignedExamination, SigningRefusal } from '../../evidence/signed-document/examination';
import { examineSigned } from '../../evidence/signed-document/examine';
import { reportOf, summaryOf } from '../../evidence/signed-document/report';
import { documentHash, putDocument } from '../../journal/documents';
import { ApiError } from '../errors';
import type { BroughtFile } from '../uploads';

let store: TrustStore | undefined;
/** The certificates signatures of documents go back to, read once a process. */
function trust(): TrustStore {
  if (!store) {
    const { trust: pem } = readSettings().signing;
    store = pem === '' ? { certificates: [] } : readTrustStore(pem);
  }
  return store;
}

/** What a command is told of a file that was taken. */
export interface Examined {
  readonly document: DocumentHash;
  readonly report: DocumentHash;
  /** The PDF it holds, byte for byte. */
  readonly of: DocumentHash;
  readonly signatures: readonly Checks[];
}

/** What a file of each form is kept as, whatever it was called when it was brought. */
const KINDS = { pades: 'application/pdf', cades: 'application/pkcs7-mime' } as const;

/** Why a file is not taken, in words, as a rule's refusal; `because` where the words for something nearer say more. */
export function fileRefusal(code: SigningRefusal, because: SignatureProblem | SigningRefusal = code): ApiError {
  return new ApiError('refused', {
    key: `signing-reason.${because}`,
    rule: code,
    source: 'L. 241/1990, art. 15, c. 2-bis; D.Lgs. 82/2005, art. 20 e 24',
    field: 'body',
  });
}

/** What is wrong with the first signature that is not whole. */
const brokenBy = ({ signatures }: SignedExamination): SignatureProblem | undefined =>
  signatures.find(({ checks }) => checks.integrity !== 'passed')?.problems[0];

/**
 * Examines a signed file against the PDF that was to be signed. Answers what a command is told of it, what tells its
 * signatures from others, and how the file and the report of what was examined are kept, beside the command. Throws ApiError `refused`, naming why, when it holds
 * anything else or a signature is broken.
 */
export async function examine(
  file: BroughtFile,
  expected: Buffer,
  at: number,
): Promise<{
  readonly examined: Examined;
  readonly signatureIds: readonly string[];
  keep(trx: Knex.Transaction): Promise<void>;
}> {
  const context = { expected, trust: trust(), at };
  const examination = await examineSigned(file.content, context);
  if (examination.refusal !== null || !examination.same) {
    const refusal = examination.refusal ?? 'other-content';
    throw fileRefusal(refusal, refusal === 'broken-signature' ? brokenBy(examination) : undefined);
  }
  const report = reportOf(file.content, context, examination);
  const reportBytes = Buffer.from(JSON.stringify(report, null, 2));
  const { checks: signatures, signatureIds } = summaryOf(report);
  return {
    examined: {
      document: documentHash(file.content),
      report: documentHash(reportBytes),
      of: documentHash(expected),
      signatures,
    },
    signatureIds,
    async keep(trx) {
      await putDocument(trx, KINDS[examination.form ?? 'cades'], file.content);
      await putDocument(trx, 'application/json', reportBytes);
    },
  };
}
