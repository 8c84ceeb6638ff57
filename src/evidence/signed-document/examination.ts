import type { Checks } from '../../domain/evidence/checks';
import type { CmsSigner, SignatureProblem, TrustStore } from '../cms';
import type { Appearance } from './pdf-signatures';

/** What the file must hold (`expected`: the PDF printed from the approved text), the store, and when it came in. */
export interface SigningContext {
  readonly expected: Uint8Array;
  readonly trust: TrustStore;
  /** Milliseconds; see `examineCms`. */
  readonly at?: number;
}

/** Why a file is refused: codes, whose words are in the catalogues as `signing-reason.<code>`. */
export const SIGNING_REFUSALS = [
  'too-large',
  'unreadable',
  'no-content',
  'not-signed',
  'other-content',
  'changed-after-signing',
  'partly-signed',
  'covers-page',
  'broken-signature',
  'too-deep',
] as const;

/** One of `SIGNING_REFUSALS`. */
export type SigningRefusal = (typeof SIGNING_REFUSALS)[number];

/**
 * One signature, by one signer; `signer` is null when its certificate is not there. `form`: how it is put.
 * `coversWholeDocument`: false for one in a PDF to which others were added later. `claimedAt` is what the signer says, in the
 * signature or (PAdES) in the PDF, in milliseconds: proof only is `signer.provenAt`. `appearances`: where it is shown on
 * the pages; what it shows there is not examined.
 */
export interface DocumentSignature {
  readonly form: 'pades' | 'cades';
  readonly signer: CmsSigner | null;
  readonly checks: Checks;
  readonly problems: readonly SignatureProblem[];
  readonly coversWholeDocument: boolean;
  readonly claimedAt: number | null;
  readonly appearances: readonly Appearance[];
}

/**
 * What was examined of a signed file. `form`: of the file, null when it is neither. `same`: it holds exactly the bytes
 * that were to be signed. `refusal`: why it can't be taken as the signed text, or null; a check other than integrity that
 * failed does not refuse, but is recorded. `certificates`: DER in base64, as they came. `timestamps`: times proven for
 * the file by document timestamps in a PDF, null for one that holds not.
 */
export interface SignedExamination {
  readonly form: 'pades' | 'cades' | null;
  readonly same: boolean;
  readonly refusal: SigningRefusal | null;
  readonly signatures: readonly DocumentSignature[];
  readonly certificates: readonly string[];
  readonly timestamps: readonly (number | null)[];
}
