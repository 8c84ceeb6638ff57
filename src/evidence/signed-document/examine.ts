import { type CmsExamination, examineCms } from '../cms';
import type { DocumentSignature, SignedExamination, SigningContext, SigningRefusal } from './examination';
import { examinePades } from './pades';

/** The largest file examined, in bytes (a rule of our own; a signed agreement has a few hundred kilobytes). */
export const LARGEST_SIGNED_FILE = 20 * 1024 * 1024;
/** A `.p7m` of a `.p7m`, as signers make one after the other: so deep and no deeper (a rule of our own). */
const DEEPEST = 8;

/**
 * Examines a signed file: a PDF with signatures in it, or a CAdES `.p7m` (DER, BER, or either as base64 or PEM text)
 * that holds our bytes, such a PDF, or another such `.p7m`. It is refused, with a reason, unless it holds just those
 * bytes and each signature is whole. Throws nothing because of the file; RangeError when `expected` is no PDF that can be
 * read.
 */
export async function examineSigned(file: Uint8Array, context: SigningContext): Promise<SignedExamination> {
  if (file.length > LARGEST_SIGNED_FILE) return { ...NOTHING, refusal: 'too-large' };
  return isPdf(file) ? examinePades(file, context) : examineCades(file, context, 1);
}

async function examineCades(file: Uint8Array, context: SigningContext, depth: number): Promise<SignedExamination> {
  const cms = await examineCms(binary(file), {
    trust: context.trust,
    ...(context.at === undefined ? {} : { at: context.at }),
  });
  if (cms.problems.includes('unreadable-signature')) return { ...NOTHING, refusal: 'unreadable' };
  const inner =
    cms.content === null ? { ...NOTHING, refusal: 'no-content' as const } : await inside(cms.content, context, depth);
  const refusal: SigningRefusal | null =
    inner.refusal ?? (cms.checks.integrity === 'passed' ? null : 'broken-signature');
  return {
    ...inner,
    form: 'cades',
    refusal,
    signatures: [...signaturesBy(cms), ...inner.signatures],
    certificates: [...cms.certificates.map((der) => Buffer.from(der).toString('base64')), ...inner.certificates],
  };
}

/** What a `.p7m` holds: our bytes, a signed PDF, or another `.p7m`; anything else is another content. */
async function inside(content: Uint8Array, context: SigningContext, depth: number): Promise<SignedExamination> {
  if (Buffer.from(content).equals(context.expected)) return { ...NOTHING, same: true };
  if (isPdf(content)) return examinePades(content, context);
  if (depth === DEEPEST) return { ...NOTHING, refusal: 'too-deep' };
  const inner = await examineCades(content, context, depth + 1);
  return inner.refusal === 'unreadable' ? { ...inner, refusal: 'other-content' } : inner;
}

function signaturesBy(cms: CmsExamination): readonly DocumentSignature[] {
  const about = { form: 'cades', coversWholeDocument: true, appearances: [] } as const;
  // A message none of whose signers can be told is one signature all the same.
  if (cms.signers.length === 0) {
    return [{ ...about, signer: null, checks: cms.checks, problems: cms.problems, claimedAt: null }];
  }
  return cms.signers.map((signer) => ({
    ...about,
    signer,
    checks: signer.checks,
    problems: signer.problems,
    claimedAt: signer.signedAt,
  }));
}

/** The bytes of a file that may be base64 or PEM text, as some programs write a `.p7m`: DER and BER never are. */
function binary(file: Uint8Array): Uint8Array {
  const text = Buffer.from(file)
    .toString('latin1')
    .replace(/-----(BEGIN|END) [A-Z0-9 ]+-----/g, '');
  return /^[A-Za-z0-9+/=\s]+$/.test(text) ? Buffer.from(text, 'base64') : file;
}

const isPdf = (file: Uint8Array): boolean => Buffer.from(file.subarray(0, 5)).toString('latin1') === '%PDF-';

const NOTHING: SignedExamination = {
  form: null,
  same: false,
  refusal: null,
  signatures: [],
  certificates: [],
  timestamps: [],
};
