/**
 * Throw-away certificates for development, the tests and the journey: an authority that anyone can make, and identities it
 * issues to invented people, bodies and PEC providers. Only a platform whose trust store was given its certificate
 * (`certificatesPem`, folder.ts) finds a chain to it.
 *
 * To sign as a Comune or an association:
 *
 *   const authority = await createAuthority({ name: 'Autorità di prova' });       // its PEM goes into the trust store
 *   const mayor = await issue(authority, { commonName: 'Sindaca Prova', organisation: 'Comune di Prova', usage: 'signature' });
 *   const pades = await signPdf(pdf, mayor, { name: 'Sindaca Prova' });           // sign-pdf.ts, a PDF with a signature
 *   const cades = await signAttached(pdf, mayor);                                 // sign.ts, a .p7m
 *   const again = await signPdf(pades, other, { name: 'Presidente Prova' });      // a second signature on top
 */
import { randomBytes, webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import {
  AltName,
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  CertificateRevocationList,
  Extension,
  ExtKeyUsage,
  GeneralName,
  RevokedCertificate,
  Time,
} from 'pkijs';
import '../../src/evidence/engine';

type Key = webcrypto.CryptoKey;

/** A certificate, its private key, and the certificates between it and the root, the root last (its own issuer: none). */
export interface Identity {
  readonly certificate: Certificate;
  readonly key: Key;
  readonly issuers: readonly Certificate[];
}

/** What a certificate is for: to sign documents, PEC messages or timestamps, or to issue others as an authority between. */
export type Usage = 'signature' | 'pec' | 'timestamp' | 'authority';

/** Whom a certificate names, all invented; `notBefore` and `notAfter` are by default a day ago and two years ahead. */
export interface Subject {
  readonly commonName: string;
  readonly organisation?: string;
  readonly email?: string;
  /** The subject's own number, of a person `TINIT-` and a fiscal code. */
  readonly serialNumber?: string;
  readonly usage: Usage;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

const DAY = 86_400_000;
const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

/** The bits of the key's use (RFC 5280 §4.2.1.3) and the extended uses. */
const USES: Readonly<Record<Usage, { readonly bits: number; readonly extended: readonly string[] }>> = {
  signature: { bits: 0b0100_0000, extended: [] },
  pec: { bits: 0b1000_0000, extended: ['1.3.6.1.5.5.7.3.4'] },
  timestamp: { bits: 0b1000_0000, extended: ['1.3.6.1.5.5.7.3.8'] },
  authority: { bits: 0b0000_0110, extended: [] },
};

/** A new root authority: RSA-2048, signed by itself, in force since a year ago and for ten more. */
export async function createAuthority({ name }: { readonly name: string }): Promise<Identity> {
  const [notBefore, notAfter] = [new Date(Date.now() - 365 * DAY), new Date(Date.now() + 3652 * DAY)];
  return certify(null, { commonName: name, usage: 'authority', notBefore, notAfter });
}

/** A certificate of this authority, with a new RSA-2048 key. */
export const issue = (authority: Identity, subject: Subject): Promise<Identity> => certify(authority, subject);

/** A revocation list of this authority, in force from an hour ago for a week, that names these identities. */
export async function revocationList(
  authority: Identity,
  revoked: readonly Identity[],
): Promise<CertificateRevocationList> {
  const now = Date.now();
  const list = new CertificateRevocationList({ version: 1 });
  list.issuer = authority.certificate.subject;
  list.thisUpdate = new Time({ value: new Date(now - DAY / 24) });
  list.nextUpdate = new Time({ value: new Date(now + 7 * DAY) });
  if (revoked.length > 0) {
    list.revokedCertificates = revoked.map(
      ({ certificate }) =>
        new RevokedCertificate({
          userCertificate: certificate.serialNumber,
          revocationDate: new Time({ value: new Date(now - DAY) }),
        }),
    );
  }
  await list.sign(authority.key, 'SHA-256');
  return CertificateRevocationList.fromBER(list.toSchema(true).toBER());
}

async function certify(authority: Identity | null, subject: Subject): Promise<Identity> {
  const keys = await webcrypto.subtle.generateKey(RSA, true, ['sign', 'verify']);
  const certificate = new Certificate({ version: 2 });
  // A leading bit of zero: the serial number is positive (RFC 5280 §4.1.2.2).
  const serial = randomBytes(12);
  serial[0] = 0x40 | ((serial[0] ?? 0) & 0x3f);
  certificate.serialNumber = new asn1js.Integer({ valueHex: new Uint8Array(serial).buffer });
  certificate.subject.typesAndValues.push(...nameOf(subject));
  certificate.issuer = authority?.certificate.subject ?? certificate.subject;
  certificate.notBefore.value = subject.notBefore ?? new Date(Date.now() - DAY);
  certificate.notAfter.value = subject.notAfter ?? new Date(Date.now() + 730 * DAY);
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  certificate.extensions = await extensionsOf(certificate, authority, subject);
  await certificate.sign((authority?.key ?? keys.privateKey) as Parameters<Certificate['sign']>[0], 'SHA-256');
  return {
    // Read again, so that its bytes are those of a certificate that came from elsewhere.
    certificate: Certificate.fromBER(certificate.toSchema(true).toBER()),
    key: keys.privateKey,
    issuers: authority === null ? [] : [authority.certificate, ...authority.issuers],
  };
}

function nameOf({ commonName, organisation, serialNumber }: Subject): AttributeTypeAndValue[] {
  const values: readonly (readonly [string, string | undefined])[] = [
    ['2.5.4.6', 'IT'],
    ['2.5.4.10', organisation],
    ['2.5.4.5', serialNumber],
    ['2.5.4.3', commonName],
  ];
  return values.flatMap(([type, value]) => {
    if (value === undefined) return [];
    const text = type === '2.5.4.6' ? new asn1js.PrintableString({ value }) : new asn1js.Utf8String({ value });
    return [new AttributeTypeAndValue({ type, value: text })];
  });
}

async function extensionsOf(certificate: Certificate, authority: Identity | null, { usage, email }: Subject) {
  const { bits, extended } = USES[usage];
  const make = (extnID: string, critical: boolean, schema: asn1js.BaseBlock): Extension =>
    new Extension({ extnID, critical, extnValue: schema.toBER() });
  const unused = bits.toString(2).padStart(8, '0').split('').reverse().indexOf('1');
  const own = await keyIdentifier(certificate);
  const above = authority === null ? own : await keyIdentifier(authority.certificate);
  const extensions = [
    make('2.5.29.19', true, new BasicConstraints({ cA: usage === 'authority' }).toSchema()),
    make('2.5.29.15', true, new asn1js.BitString({ valueHex: new Uint8Array([bits]).buffer, unusedBits: unused })),
    make('2.5.29.14', false, own),
    make('2.5.29.35', false, new AuthorityKeyIdentifier({ keyIdentifier: above }).toSchema()),
  ];
  if (extended.length > 0) {
    extensions.push(
      make('2.5.29.37', usage === 'timestamp', new ExtKeyUsage({ keyPurposes: [...extended] }).toSchema()),
    );
  }
  if (email !== undefined) {
    const altNames = [new GeneralName({ type: 1, value: email })];
    extensions.push(make('2.5.29.17', false, new AltName({ altNames }).toSchema()));
  }
  return extensions;
}

async function keyIdentifier({ subjectPublicKeyInfo }: Certificate): Promise<asn1js.OctetString> {
  const key = subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  return new asn1js.OctetString({ valueHex: await webcrypto.subtle.digest('SHA-1', new Uint8Array(key)) });
}
