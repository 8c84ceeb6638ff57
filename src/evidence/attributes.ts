import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import {
  type Attribute,
  BasicOCSPResponse,
  Certificate,
  CertificateRevocationList,
  OCSPResponse,
  type SignedData,
  type SignerInfo,
} from 'pkijs';
import { derOf } from './certificate';
import type { RevocationEvidence } from './chain';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
/** ESS signing-certificate (RFC 2634) and -v2 (RFC 5035). */
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
/** Adobe's RevocationInfoArchival (ISO 32000-1 §12.8.3.3.2). */
const ADOBE_REVOCATION = '1.2.840.113583.1.1.8';
/** The forms of RFC 5940 §2.2: a whole OCSP answer, or the basic one that pkijs knows. */
const OCSP_ANSWER = '1.3.6.1.5.5.7.16.2';
const OCSP_BASIC = '1.3.6.1.5.5.7.48.1.1';

const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
/** MD2, MD4 and MD5. */
const WEAK_DIGESTS = ['1.2.840.113549.2.2', '1.2.840.113549.2.4', '1.2.840.113549.2.5'];
/** MD2, MD5 and SHA-1 with RSA, SHA-1 with ECDSA: others' bytes can be made to fit them. */
const WEAK_SIGNATURES = ['1.2.840.113549.1.1.2', '1.2.840.113549.1.1.4', '1.2.840.113549.1.1.5', '1.2.840.10045.4.1'];

/** Whether digest and signature are of the SHA-2 family (a rule of our own: SHA-1 proves no bytes any more); null: not known here. */
export function strengthOf({ digestAlgorithm, signatureAlgorithm }: SignerInfo): 'strong' | 'weak' | null {
  const digest = HASHES[digestAlgorithm.algorithmId];
  if (digest === undefined) return WEAK_DIGESTS.includes(digestAlgorithm.algorithmId) ? 'weak' : null;
  return digest === 'sha1' || WEAK_SIGNATURES.includes(signatureAlgorithm.algorithmId) ? 'weak' : 'strong';
}

/**
 * Whether the attributes RFC 5652 §11.1 and §11.2 ask for are there once each, and the type is that of the content. A
 * signature without signed attributes is none of CAdES, PAdES or PEC, and could be another's attributes read as content.
 */
export function bindsContent(signer: SignerInfo, contentType: string): boolean {
  const type = only(signer.signedAttrs?.attributes, CONTENT_TYPE);
  const digest = only(signer.signedAttrs?.attributes, MESSAGE_DIGEST);
  return (
    type instanceof asn1js.ObjectIdentifier &&
    type.valueBlock.toString() === contentType &&
    digest instanceof asn1js.OctetString
  );
}

/** The time of signing the signer claims, in milliseconds, or null. */
export function claimedTime(signer: SignerInfo): number | null {
  const time = only(signer.signedAttrs?.attributes, SIGNING_TIME);
  return time instanceof asn1js.UTCTime || time instanceof asn1js.GeneralizedTime ? time.toDate().getTime() : null;
}

/** Whether the ESS attributes that are there name this certificate: by hash, first of those they name. */
export function namesCertificate(signer: SignerInfo, certificate: Certificate): boolean {
  return [SIGNING_CERTIFICATE, SIGNING_CERTIFICATE_V2].every((type) => {
    const attributes = signer.signedAttrs?.attributes ?? [];
    if (!attributes.some((attribute) => attribute.type === type)) return true;
    // SigningCertificate ::= SEQUENCE { certs SEQUENCE OF ESSCertID…, … }; ESSCertIDv2 may begin with its algorithm.
    const parts = inner(inner(inner(only(attributes, type))[0])[0]);
    const [first, second] = parts;
    const algorithm = first instanceof asn1js.Sequence ? HASHES[String(inner(first)[0]?.valueBlock)] : undefined;
    const hash = first instanceof asn1js.Sequence ? second : first;
    const name = first instanceof asn1js.Sequence ? algorithm : type === SIGNING_CERTIFICATE ? 'sha1' : 'sha256';
    if (name === undefined || !(hash instanceof asn1js.OctetString)) return false;
    return createHash(name).update(derOf(certificate)).digest().equals(Buffer.from(hash.getValue()));
  });
}

/** What came along with a document, beside its signatures: certificates, and what says whether some were revoked. */
export interface CameAlong extends RevocationEvidence {
  readonly certificates: readonly Certificate[];
}

/** As many values as an authority's list of some ten thousand certificates has (a rule of our own). */
const LIMITS = { maxNodes: 200_000 };

/** A certificate in DER or BER, or none when it cannot be read. */
export const certificateIn = (bytes: Uint8Array): readonly Certificate[] =>
  read(() => new Certificate({ schema: valueIn(bytes) }));

/** A revocation list in DER or BER, or none when it cannot be read. */
export const listIn = (bytes: Uint8Array): readonly CertificateRevocationList[] =>
  read(() => new CertificateRevocationList({ schema: valueIn(bytes) }));

/** A whole OCSP answer in DER or BER, or none when it cannot be read. */
export const answerIn = (bytes: Uint8Array): readonly BasicOCSPResponse[] =>
  read(() => valueIn(bytes)).flatMap((schema) => answerOf(schema));

function valueIn(bytes: Uint8Array): asn1js.BaseBlock {
  const { result, offset } = asn1js.fromBER(new Uint8Array(bytes), LIMITS);
  if (offset === -1) throw new RangeError('not ASN.1');
  return result;
}

/** The revocation lists and answers that came with a message and with one of its signers; what cannot be read is left out. */
export function evidenceOf(message: SignedData, signer: SignerInfo): RevocationEvidence {
  const lists: CertificateRevocationList[] = [];
  const answers: BasicOCSPResponse[] = [];
  for (const value of message.crls ?? []) {
    if (value instanceof CertificateRevocationList) lists.push(value);
    else if (value.otherRevInfoFormat === OCSP_ANSWER) answers.push(...answerOf(value.otherRevInfo));
    else if (value.otherRevInfoFormat === OCSP_BASIC) answers.push(...read(() => basicOf(value.otherRevInfo)));
  }
  for (const part of inner(only(signer.signedAttrs?.attributes, ADOBE_REVOCATION))) {
    const values = inner(inner(part)[0]);
    if (part.idBlock.tagNumber === 0) {
      lists.push(...values.flatMap((schema) => read(() => new CertificateRevocationList({ schema }))));
    }
    if (part.idBlock.tagNumber === 1) answers.push(...values.flatMap(answerOf));
  }
  return { lists, answers };
}

const answerOf = (schema: asn1js.BaseBlock): readonly BasicOCSPResponse[] =>
  read(() => {
    const { responseBytes } = new OCSPResponse({ schema });
    if (responseBytes?.responseType !== OCSP_BASIC) throw new RangeError('not a basic answer');
    return BasicOCSPResponse.fromBER(responseBytes.response.getValue());
  });

const basicOf = (schema: asn1js.BaseBlock): BasicOCSPResponse => new BasicOCSPResponse({ schema });

/** The only value of an attribute that is there only once, or undefined. */
function only(attributes: readonly Attribute[] | undefined, type: string): asn1js.BaseBlock | undefined {
  const found = attributes?.filter((attribute) => attribute.type === type) ?? [];
  return found.length === 1 && found[0]?.values.length === 1 ? (found[0].values[0] as asn1js.BaseBlock) : undefined;
}

/** The values a constructed value is made of. */
function inner(block: asn1js.BaseBlock | undefined): readonly asn1js.BaseBlock[] {
  return block instanceof asn1js.Constructed ? (block.valueBlock.value as asn1js.BaseBlock[]) : [];
}

function read<T>(make: () => T): readonly T[] {
  try {
    return [make()];
  } catch {
    return [];
  }
}
