import { createHash } from 'node:crypto';
import type * as asn1js from 'asn1js';
import { type AltName, Certificate, type ExtKeyUsage } from 'pkijs';
import './engine';

/** What a certificate says of whom it was issued to. Times in milliseconds since 1970; hashes in lower-case hexadecimal. */
export interface CertificateFacts {
  /** The common name, or an empty string. */
  readonly name: string;
  readonly organisation: string | null;
  /** Of a person usually the fiscal code (`TINIT-…`, ETSI EN 319 412-1 §5.1.3): personal data. */
  readonly identifier: string | null;
  /** From the alternative names and, as older certificates have it, the subject. */
  readonly emails: readonly string[];
  /** The certificate's serial number in hexadecimal. */
  readonly serial: string;
  /** SHA-256 of the certificate's DER. */
  readonly fingerprint: string;
  readonly notBefore: number;
  readonly notAfter: number;
}

const COMMON_NAME = '2.5.4.3';
const SERIAL_NUMBER = '2.5.4.5';
const ORGANISATION = '2.5.4.10';
const EMAIL = '1.2.840.113549.1.9.1';
const KEY_USAGE = '2.5.29.15';
const ALTERNATIVE_NAMES = '2.5.29.17';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const RFC822_NAME = 1;

/** The certificate's bytes, as they came. */
export const derOf = (certificate: Certificate): Uint8Array => new Uint8Array(certificate.toSchema().toBER());

/** What a certificate says of its subject. */
export function factsOf(certificate: Certificate): CertificateFacts {
  const subject = (type: string): readonly string[] =>
    certificate.subject.typesAndValues
      .filter((entry) => entry.type === type)
      .map((entry) => String(entry.value.valueBlock.value));
  const names = extension<AltName>(certificate, ALTERNATIVE_NAMES)?.altNames ?? [];
  const emails = names.flatMap((name) => (name.type === RFC822_NAME ? [String(name.value)] : []));
  return {
    name: subject(COMMON_NAME)[0] ?? '',
    organisation: subject(ORGANISATION)[0] ?? null,
    identifier: subject(SERIAL_NUMBER)[0] ?? null,
    emails: [...new Set([...emails, ...subject(EMAIL)].map((email) => email.toLowerCase()))],
    serial: Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex'),
    fingerprint: createHash('sha256').update(derOf(certificate)).digest('hex'),
    notBefore: certificate.notBefore.value.getTime(),
    notAfter: certificate.notAfter.value.getTime(),
  };
}

/**
 * Whether the certificate's key may sign: digitalSignature or nonRepudiation (RFC 5280 §4.2.1.3). Without the extension
 * its use is not restricted.
 */
export function maySign(certificate: Certificate): boolean {
  const usage = extension<asn1js.BitString>(certificate, KEY_USAGE);
  return usage === undefined || ((usage.valueBlock.valueHexView[0] ?? 0) & 0b1100_0000) !== 0;
}

/** Extended uses that are no person's or office's signature: servers, programs, timestamps, answers on revocation. */
const OF_MACHINES = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.3', '1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.9'];

/** Whether the certificate is for machines only, by the extended uses it names (RFC 5280 §4.2.1.12; which, a rule of our own). */
export function isOfMachine(certificate: Certificate): boolean {
  const purposes = extension<ExtKeyUsage>(certificate, EXTENDED_KEY_USAGE)?.keyPurposes;
  return purposes?.every((purpose) => OF_MACHINES.includes(purpose)) ?? false;
}

/** Whether an extended use is named, by its object identifier (RFC 5280 §4.2.1.12). */
export function isFor(certificate: Certificate, purpose: string): boolean {
  return extension<ExtKeyUsage>(certificate, EXTENDED_KEY_USAGE)?.keyPurposes.includes(purpose) ?? false;
}

/** Whether the certificate is in force at a time (milliseconds). */
export function inForce(certificate: Certificate, at: number): boolean {
  return certificate.notBefore.value.getTime() <= at && at <= certificate.notAfter.value.getTime();
}

/**
 * The certificates of a PEM, in its order; anything else in it is passed over. Throws RangeError when it holds none, or
 * one that cannot be read.
 */
export function certificatesOfPem(pem: string): readonly Certificate[] {
  const blocks = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g)];
  if (blocks.length === 0) throw new RangeError('the PEM holds no certificate');
  return blocks.map((block) => {
    try {
      return Certificate.fromBER(Buffer.from(block[1] ?? '', 'base64'));
    } catch (cause) {
      throw new RangeError('the PEM holds a certificate that cannot be read', { cause });
    }
  });
}

/** An extension's value as pkijs reads it, or undefined: absent or not readable. */
function extension<T>(certificate: Certificate, id: string): T | undefined {
  const found = certificate.extensions?.find(({ extnID }) => extnID === id);
  return (found?.parsedValue as T | undefined) ?? undefined;
}
