/** What became of one examination of a signature: never summed up as "valid" (technical evidence, not legal conservation). */
export type Check = 'passed' | 'failed' | 'not-checked';

/**
 * What was examined of a signature. `integrity`: the signed bytes are those signed. `signer`: the certificate names a
 * signer and its use allows signing. `chain`: it goes back to a certificate of the configured store, at the time signed.
 * `revocation`: the issuer's lists or answers; nothing is asked of the network, so `not-checked` unless they came along.
 */
export interface Checks {
  readonly integrity: Check;
  readonly signer: Check;
  readonly chain: Check;
  readonly revocation: Check;
}

/** A stored document, by the SHA-256 of its bytes in lower-case hexadecimal. */
export type DocumentHash = string;
