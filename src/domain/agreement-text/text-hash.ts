import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { canonicalJson } from '../canonical-json';
import type { AgreementText, ModelText } from './types';

/**
 * SHA-256 of a value's canonical JSON in UTF-8, 64 hexadecimal digits: for the same bytes the same as a stored document's
 * (`journal/documents.ts`). Throws TypeError on a value without JSON text.
 */
export function hashOf(value: unknown): string {
  return bytesToHex(sha256(canonicalJson(value)));
}

/** The hash a text or a model is known by: one edited character makes another, the order of keys does not. */
export function textHash(text: AgreementText | ModelText): string {
  return hashOf(text);
}
