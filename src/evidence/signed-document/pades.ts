import type { CameAlong } from '../attributes';
import { type CmsExamination, examineCms } from '../cms';
import { tokenTime } from '../timestamp';
import type { DocumentSignature, SignedExamination, SigningContext, SigningRefusal } from './examination';
import { coversPage, onlyEvidence, onlySigned } from './pdf-changes';
import { type PdfRevision, readRevisions } from './pdf-revisions';
import { type PdfSignature, signaturesOf, signedBytes } from './pdf-signatures';
import { PdfUnreadable } from './pdf-values';
import { securityStoreOf } from './security-store';

/**
 * Examines a PDF that should be our bytes and, after them, nothing but signatures (PAdES, ETSI EN 319 142-1). Each
 * signature is over the file up to the end of its own update, and the last over all of it but what PAdES-LT adds to prove
 * it for longer. Throws RangeError when
 * `expected` itself is no PDF that can be read.
 */
export async function examinePades(file: Uint8Array, context: SigningContext): Promise<SignedExamination> {
  const { expected } = context;
  const base = revisionsOfOurs(expected);
  if (!Buffer.from(file.subarray(0, expected.length)).equals(expected)) return refused('other-content', false);
  if (file.length === expected.length) return refused('not-signed', true);
  let signatures: readonly PdfSignature[] | null;
  let afterwards: boolean;
  let covered: boolean;
  let along: CameAlong;
  try {
    const revisions = readRevisions(file);
    if (!onlySigned(revisions, base)) return refused('changed-after-signing', true);
    signatures = signaturesOf(file, revisions);
    covered = coversPage(revisions[base - 1] as PdfRevision, revisions.at(-1) as PdfRevision);
    along = securityStoreOf(revisions.at(-1) as PdfRevision);
    const signed = signatures?.at(-1)?.end ?? 0;
    afterwards = revisions.every((now, index) => {
      const before = revisions[index - 1];
      return now.end <= signed || before === undefined || onlyEvidence(before, now);
    });
  } catch (error) {
    if (error instanceof PdfUnreadable) return refused('unreadable', true);
    throw error;
  }
  if (signatures === null) return refused('partly-signed', true);
  if (!signatures.some(({ form }) => form === 'signature')) return refused('not-signed', true);
  if (!afterwards) return refused('changed-after-signing', true);
  if (covered) return refused('covers-page', true);
  return examineAll(file, signatures, context, along);
}

async function examineAll(
  file: Uint8Array,
  signatures: readonly PdfSignature[],
  { trust, at }: SigningContext,
  along: CameAlong,
): Promise<SignedExamination> {
  const timestamps: (number | null)[] = [];
  const found: DocumentSignature[] = [];
  const certificates: string[] = [];
  // From the last to the first: a timestamp proves the time of all that is before it in the file.
  let known = at;
  for (const signature of [...signatures].reverse()) {
    const signed = signedBytes(file, signature);
    if (signature.form === 'timestamp') {
      const time = await tokenTime(signature.cms, new Uint8Array(signed).buffer, trust.certificates);
      timestamps.unshift(time);
      known = time ?? known;
      continue;
    }
    const time = known ?? signature.claimedAt;
    const cms = await examineCms(signature.cms, {
      content: signed,
      trust,
      along,
      ...(time === null ? {} : { at: time }),
    });
    found.unshift(...signaturesBy(cms, signature, file.length));
    certificates.unshift(...cms.certificates.map((der) => Buffer.from(der).toString('base64')));
  }
  const broken = found.some(({ checks }) => checks.integrity !== 'passed');
  return {
    form: 'pades',
    same: true,
    refusal: broken ? 'broken-signature' : null,
    signatures: found,
    certificates,
    timestamps,
  };
}

function signaturesBy(cms: CmsExamination, signature: PdfSignature, length: number): readonly DocumentSignature[] {
  const about = {
    form: 'pades',
    coversWholeDocument: signature.end === length,
    appearances: signature.appearances,
  } as const;
  // A message none of whose signers can be told is one signature all the same.
  if (cms.signers.length === 0) {
    return [{ ...about, signer: null, checks: cms.checks, problems: cms.problems, claimedAt: signature.claimedAt }];
  }
  return cms.signers.map((signer) => ({
    ...about,
    signer,
    checks: { ...signer.checks, integrity: cms.checks.integrity },
    problems: [...new Set([...cms.problems, ...signer.problems])],
    claimedAt: signer.signedAt ?? signature.claimedAt,
  }));
}

function revisionsOfOurs(expected: Uint8Array): number {
  try {
    return readRevisions(expected).length;
  } catch (cause) {
    throw new RangeError('the text to sign is no PDF that can be read', { cause });
  }
}

const refused = (refusal: SigningRefusal, same: boolean): SignedExamination => ({
  form: 'pades',
  same,
  refusal,
  signatures: [],
  certificates: [],
  timestamps: [],
});
