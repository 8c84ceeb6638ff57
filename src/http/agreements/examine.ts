import type { Core } from '@strapi/strapi';
import { readSettings } from '../../../config/settings';
import type { Checks, DocumentHash } from '../../domain/evidence/checks';
import { readTrustStore, type TrustStore } from '../../evidence/cms';
import { examineSigned } from '../../evidence/signed-document/examine';
import { reportOf, summaryOf } from '../../evidence/signed-document/report';
import { documentHash, putDocument } from '../../journal/documents';
import { ApiError } from '../errors';
import type { FileType } from '../uploads';

let store: TrustStore | undefined;
/** The certificates signatures of documents go back to, read once a process. */
const trust = (): TrustStore => {
  const { trust: pem } = readSettings().signing;
  store ??= pem === '' ? { certificates: [] } : readTrustStore(pem);
  return store;
};

/** What a command is told of a file that was taken. */
export interface Examined {
  readonly document: DocumentHash;
  readonly report: DocumentHash;
  /** The PDF it holds, byte for byte. */
  readonly of: DocumentHash;
  readonly signatures: readonly Checks[];
}

/**
 * Examines a signed file against the PDF that was to be signed, and stores it whole with the report of what was examined.
 * Throws ApiError `refused` when it holds anything else or a signature is broken, naming which: nothing is stored then.
 */
export async function examineAndKeep(
  strapi: Core.Strapi,
  file: { readonly mediaType: FileType; readonly content: Buffer },
  expected: Buffer,
  at: number,
): Promise<Examined> {
  const context = { expected, trust: trust(), at };
  const examination = await examineSigned(file.content, context);
  if (examination.refusal !== null || !examination.same) {
    const code = examination.refusal ?? 'other-content';
    throw new ApiError('refused', {
      key: `signing-reason.${code}`,
      rule: code,
      source: 'L. 241/1990, art. 15, c. 2-bis; D.Lgs. 82/2005, art. 20 e 24',
      field: 'body',
    });
  }
  const report = reportOf(file.content, context, examination);
  return strapi.db.connection.transaction(async (trx) => ({
    document: await putDocument(trx, file.mediaType, file.content),
    report: await putDocument(trx, 'application/json', Buffer.from(JSON.stringify(report, null, 2))),
    of: documentHash(expected),
    signatures: summaryOf(report).checks,
  }));
}
