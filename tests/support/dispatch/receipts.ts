import type { Receipt, ReceiptKind } from '../../../src/domain/dispatch/types';
import type { Checks } from '../../../src/domain/evidence/checks';

/** All that is needed of a signature was examined and holds; revocation is never asked of the network. */
export const PROVEN: Checks = { integrity: 'passed', signer: 'passed', chain: 'passed', revocation: 'not-checked' };

/** The hash of an invented document: any hexadecimal letter or digit, sixty-four times. */
export const hash = (digit: string): string => digit.repeat(64);

/** An invented receipt of a message; its id says which it is, so the same one made twice is the same. */
export function receipt(
  kind: ReceiptKind,
  reference: string,
  recipient: string | null,
  change: Partial<Receipt> = {},
): Receipt {
  const at = change.at ?? 0;
  const id = `${kind}.${recipient ?? 'all'}.${at}.${reference}`;
  return { id, kind, reference, recipient, at, document: hash('e'), checks: PROVEN, ...change };
}
