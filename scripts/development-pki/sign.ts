import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  type Certificate,
  type CertificateRevocationList,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  id_eContentType_TSTInfo,
  MessageImprint,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TSTInfo,
} from 'pkijs';
import { derOf } from '../../src/evidence/certificate';
import type { Identity } from './authority';

/** What may differ between signatures. */
export interface SigningOptions {
  /** The time the signer claims: by default now, null for none (PAdES has it in the PDF, ETSI EN 319 142-1 §6.3). */
  readonly signedAt?: Date | null;
  /** Whose certificate the ESS attribute names: by default the signer's; another's to see it refused. */
  readonly named?: Identity;
  /** Revocation lists that come along. */
  readonly lists?: readonly CertificateRevocationList[];
  /** A timestamp over the signature's value, by an identity of use `timestamp`. */
  readonly timestamp?: { readonly by: Identity; readonly at: Date };
}

const DATA = '1.2.840.113549.1.7.1';
const SHA256 = '2.16.840.1.101.3.4.2.1';

/** A detached signature over these bytes (S/MIME `.p7s`, or what a PDF holds): DER of a CMS SignedData, SHA-256. */
export const signDetached = (
  content: Uint8Array,
  identity: Identity,
  options: SigningOptions = {},
): Promise<Uint8Array> => sign({ content, type: DATA, attached: false, signers: [identity], ...options });

/** A CAdES-BES `.p7m` that holds these bytes, signed by one or by several side by side: DER. */
export const signAttached = (
  content: Uint8Array,
  identity: Identity | readonly Identity[],
  options: SigningOptions = {},
): Promise<Uint8Array> =>
  sign({ content, type: DATA, attached: true, signers: 'key' in identity ? [identity] : identity, ...options });

interface Signing extends SigningOptions {
  readonly content: Uint8Array;
  readonly type: string;
  readonly attached: boolean;
  readonly signers: readonly Identity[];
}

async function sign({ content, type, attached, signers, ...options }: Signing): Promise<Uint8Array> {
  const message = new SignedData({
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: type }),
    digestAlgorithms: [sha256()],
    certificates: uniqueCertificates(signers),
    signerInfos: signers.map((identity) => signerInfo(content, type, identity, options)),
  });
  if (attached) message.encapContentInfo.eContent = new asn1js.OctetString({ valueHex: buffer(content) });
  if (options.lists !== undefined) message.crls = [...options.lists];
  for (const [index, identity] of signers.entries()) {
    await message.sign(identity.key as Parameters<SignedData['sign']>[0], index, 'SHA-256', buffer(content));
    const info = message.signerInfos[index];
    if (options.timestamp !== undefined && info !== undefined) await addTimestamp(info, options.timestamp);
  }
  const envelope = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: message.toSchema(true) });
  return new Uint8Array(envelope.toSchema().toBER());
}

function signerInfo(content: Uint8Array, type: string, identity: Identity, options: SigningOptions): SignerInfo {
  const { signedAt = new Date(), named = identity } = options;
  const values: readonly (readonly [string, asn1js.BaseBlock])[] = [
    ['1.2.840.113549.1.9.3', new asn1js.ObjectIdentifier({ value: type })],
    ['1.2.840.113549.1.9.4', octets(sha256Of(content))],
    ['1.2.840.113549.1.9.16.2.47', essCertificate(named.certificate)],
    ...(signedAt === null ? [] : [['1.2.840.113549.1.9.5', new asn1js.UTCTime({ valueDate: signedAt })] as const]),
  ];
  const attributes = values.map(([id, value]) => new Attribute({ type: id, values: [value] }));
  // DER: a SET OF is sorted by the encoding of its members (X.690 §11.6), and other verifiers encode it again.
  const encoded = (attribute: Attribute): Buffer => Buffer.from(attribute.toSchema().toBER());
  attributes.sort((a, b) => Buffer.compare(encoded(a), encoded(b)));
  return new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({
      issuer: identity.certificate.issuer,
      serialNumber: identity.certificate.serialNumber,
    }),
    digestAlgorithm: sha256(),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
  });
}

/** SigningCertificateV2 with one certificate and the default algorithm, SHA-256 (RFC 5035 §3). */
function essCertificate(certificate: Certificate): asn1js.Sequence {
  const id = new asn1js.Sequence({ value: [octets(sha256Of(derOf(certificate)))] });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [id] })] });
}

async function addTimestamp(info: SignerInfo, { by, at }: { readonly by: Identity; readonly at: Date }): Promise<void> {
  const token = await timestampToken(new Uint8Array(info.signature.getValue()), by, at);
  const attribute = new Attribute({
    type: '1.2.840.113549.1.9.16.2.14',
    values: [asn1js.fromBER(buffer(token)).result],
  });
  info.unsignedAttrs = new SignedAndUnsignedAttributes({ type: 1, attributes: [attribute] });
}

/** A timestamp token over these bytes (RFC 3161 §2.4.2), by an identity of use `timestamp`: DER. */
export async function timestampToken(stamped: Uint8Array, by: Identity, at: Date): Promise<Uint8Array> {
  const token = new TSTInfo({
    version: 1,
    policy: '1.3.6.1.4.1.99999.1',
    messageImprint: new MessageImprint({ hashAlgorithm: sha256(), hashedMessage: octets(sha256Of(stamped)) }),
    serialNumber: new asn1js.Integer({ value: 1 }),
    genTime: at,
  });
  const content = new Uint8Array(token.toSchema().toBER());
  return sign({ content, type: id_eContentType_TSTInfo, attached: true, signers: [by], signedAt: at });
}

/** The signers' certificates and those between them and their root, each once. */
function uniqueCertificates(signers: readonly Identity[]): Certificate[] {
  const all = signers.flatMap(({ certificate, issuers }) => [certificate, ...issuers.slice(0, -1)]);
  return all.filter((certificate, index) => all.indexOf(certificate) === index);
}

const buffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const octets = (bytes: Uint8Array): asn1js.OctetString => new asn1js.OctetString({ valueHex: buffer(bytes) });
const sha256 = (): AlgorithmIdentifier => new AlgorithmIdentifier({ algorithmId: SHA256 });
const sha256Of = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
