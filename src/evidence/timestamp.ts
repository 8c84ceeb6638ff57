import { Certificate, ContentInfo, id_eContentType_TSTInfo, SignedData, type SignerInfo, TSTInfo } from 'pkijs';
import { isFor, maySign } from './certificate';
import { chainOf } from './chain';

const SIGNATURE_TIMESTAMP = '1.2.840.113549.1.9.16.2.14';
const FOR_TIMESTAMPING = '1.3.6.1.5.5.7.3.8';

/**
 * The time proven for a signature by the first timestamp token over its value (CAdES-T, RFC 5126 §6.1.1; RFC 3161), in
 * milliseconds; null without a token, or when it is not whole or its authority not of the store. Throws nothing.
 */
export async function provenTime(signer: SignerInfo, trusted: readonly Certificate[]): Promise<number | null> {
  const attribute = signer.unsignedAttrs?.attributes.find(({ type }) => type === SIGNATURE_TIMESTAMP);
  if (attribute === undefined) return null;
  try {
    const token = new SignedData({ schema: new ContentInfo({ schema: attribute.values[0] }).content });
    const content = token.encapContentInfo.eContent?.getValue();
    if (token.encapContentInfo.eContentType !== id_eContentType_TSTInfo || content === undefined) return null;
    const { signatureVerified, signerCertificate } = await token.verify({
      signer: 0,
      data: signer.signature.getValue(),
      extendedMode: true,
    });
    if (signatureVerified !== true || !signerCertificate) return null;
    if (!isFor(signerCertificate, FOR_TIMESTAMPING) || !maySign(signerCertificate)) return null;
    const time = TSTInfo.fromBER(content).genTime.getTime();
    const others = (token.certificates ?? []).filter((one) => one instanceof Certificate);
    return (await chainOf(signerCertificate, others, trusted, time)) === null ? null : time;
  } catch {
    return null;
  }
}
