import * as asn1js from 'asn1js';
import { Certificate, ContentInfo, id_eContentType_TSTInfo, SignedData, type SignerInfo, TSTInfo } from 'pkijs';
import { isFor, maySign } from './certificate';
import { chainOf } from './chain';

const SIGNATURE_TIMESTAMP = '1.2.840.113549.1.9.16.2.14';
const FOR_TIMESTAMPING = '1.3.6.1.5.5.7.3.8';

/**
 * The time proven for a signature by the first timestamp token over its value (CAdES-T, RFC 5126 §6.1.1), in
 * milliseconds; null without one that holds. Throws nothing.
 */
export async function provenTime(signer: SignerInfo, trusted: readonly Certificate[]): Promise<number | null> {
  const attribute = signer.unsignedAttrs?.attributes.find(({ type }) => type === SIGNATURE_TIMESTAMP);
  if (attribute === undefined) return null;
  return tokenTime(attribute.values[0], signer.signature.getValue(), trusted);
}

/**
 * The time a timestamp token (RFC 3161, as asn1js read it or in DER) proves for these bytes, in milliseconds; null when
 * it is not whole, not of these bytes, or its authority not of the store. Throws nothing.
 */
export async function tokenTime(
  token: asn1js.BaseBlock | Uint8Array,
  stamped: ArrayBuffer,
  trusted: readonly Certificate[],
): Promise<number | null> {
  try {
    const schema = token instanceof Uint8Array ? asn1js.fromBER(new Uint8Array(token)).result : token;
    const message = new SignedData({ schema: new ContentInfo({ schema }).content });
    const content = message.encapContentInfo.eContent?.getValue();
    if (message.encapContentInfo.eContentType !== id_eContentType_TSTInfo || content === undefined) return null;
    const { signatureVerified, signerCertificate } = await message.verify({
      signer: 0,
      data: stamped,
      extendedMode: true,
    });
    if (signatureVerified !== true || !signerCertificate) return null;
    if (!isFor(signerCertificate, FOR_TIMESTAMPING) || !maySign(signerCertificate)) return null;
    const time = TSTInfo.fromBER(content).genTime.getTime();
    const others = (message.certificates ?? []).filter((one) => one instanceof Certificate);
    return (await chainOf(signerCertificate, others, trusted, time)) === null ? null : time;
  } catch {
    return null;
  }
}
