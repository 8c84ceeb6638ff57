import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as asn1js from 'asn1js';
import {
  BasicOCSPResponse,
  CertID,
  Certificate,
  ContentInfo,
  OtherRevocationInfoFormat,
  SignedData,
  SingleResponse,
} from 'pkijs';
import { createAuthority, type Identity, issue, revocationList } from '../../../scripts/development-pki/authority';
import { certificatesPem, load, save } from '../../../scripts/development-pki/folder';
import { type SigningOptions, signAttached, signDetached } from '../../../scripts/development-pki/sign';
import { type CmsExamination, examineCms, readTrustStore, type TrustStore } from '../../../src/evidence/cms';

const DAY = 86_400_000;
const PASSED = { integrity: 'passed', signer: 'passed', chain: 'passed', revocation: 'not-checked' };
const content = Buffer.from('Accordo di prova, articolo 1');
let authority: Identity;
let signer: Identity;
let trust: TrustStore;

beforeAll(async () => {
  authority = await createAuthority({ name: 'Autorità di prova' });
  signer = await issue(authority, {
    commonName: 'Sindaca Prova',
    organisation: 'Comune di Prova',
    email: 'Protocollo@comune-di-prova.example',
    serialNumber: 'TINIT-XXXXXX00A00X000X',
    usage: 'signature',
  });
  trust = readTrustStore(certificatesPem(authority.certificate));
});

const detached = async (identity: Identity, options: SigningOptions = {}, at?: number): Promise<CmsExamination> =>
  examineCms(await signDetached(content, identity, options), { content, trust, ...(at === undefined ? {} : { at }) });

describe('a signature that holds', () => {
  it('passes each check but revocation, which nothing came along for, and names its signer', async () => {
    const found = await detached(signer, { signedAt: new Date(1_700_000_000_000) }, Date.now());
    expect(found.checks).toEqual(PASSED);
    expect(found.problems).toEqual([]);
    expect(found.signers).toEqual([
      expect.objectContaining({
        name: 'Sindaca Prova',
        organisation: 'Comune di Prova',
        identifier: 'TINIT-XXXXXX00A00X000X',
        emails: ['protocollo@comune-di-prova.example'],
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        signedAt: 1_700_000_000_000,
        provenAt: null,
        checks: PASSED,
      }),
    ]);
    expect(found.certificates).toHaveLength(1);
  });

  it('gives back the content it holds', async () => {
    const found = await examineCms(await signAttached(content, signer), { trust });
    expect(found.checks).toEqual(PASSED);
    expect(Buffer.from(found.content ?? []).equals(content)).toBe(true);
  });

  it('goes through an authority between, whose certificate came along', async () => {
    const between = await issue(authority, { commonName: 'Autorità intermedia', usage: 'authority' });
    const found = await detached(await issue(between, { commonName: 'Prova Seconda', usage: 'signature' }));
    expect(found.checks).toEqual(PASSED);
    expect(found.certificates).toHaveLength(2);
  });

  it('needs every one of several signers to pass', async () => {
    const stranger = await issue(await createAuthority({ name: 'Ignota' }), { commonName: 'X', usage: 'signature' });
    const found = await examineCms(await signAttached(content, [signer, stranger]), { trust });
    expect(found.signers.map(({ checks }) => checks.chain)).toEqual(['passed', 'failed']);
    expect(found.checks).toEqual({ ...PASSED, chain: 'failed' });
    const both = await examineCms(await signAttached(content, [signer, signer]), { trust });
    expect(both.checks).toEqual(PASSED);
  });

  it('survives being kept in a folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'development-pki-'));
    await save(folder, authority);
    const again = await load(folder);
    await rm(folder, { recursive: true });
    expect((await detached(await issue(again, { commonName: 'Prova Terza', usage: 'signature' }))).checks).toEqual(
      PASSED,
    );
  });
});

describe('integrity', () => {
  it('fails for other bytes, signed or handed in', async () => {
    const cms = await signDetached(content, signer);
    const other = await examineCms(cms, { content: Buffer.from('altro'), trust });
    expect(other.checks.integrity).toBe('failed');
    expect(other.problems).toEqual(['altered']);
    const attached = await signAttached(content, signer);
    expect((await examineCms(attached, { content: Buffer.from('altro'), trust })).problems).toEqual([
      'content-differs',
    ]);
    expect((await examineCms(attached, { content, trust })).checks).toEqual(PASSED);
  });

  it('lets no changed byte pass as the content of somebody', async () => {
    const cms = await signAttached(content, signer);
    let failed = 0;
    for (let at = 0; at < cms.length; at += 13) {
      const altered = Buffer.from(cms);
      altered[at] = (altered[at] ?? 0) ^ 0x01;
      const { checks, content: held } = await examineCms(altered, { trust });
      if (checks.integrity === 'passed' && checks.signer === 'passed') expect(Buffer.from(held ?? [])).toEqual(content);
      else failed += 1;
    }
    expect(failed).toBeGreaterThan(cms.length / 13 / 2);
  });

  it('fails, with its reason, for what is no signature, and never throws', async () => {
    for (const junk of [Buffer.alloc(0), Buffer.alloc(100), randomBytes(2000), Buffer.alloc(50_000, 0x30)]) {
      const found = await examineCms(junk, { trust });
      expect([found.checks.integrity, found.problems]).toEqual(['failed', ['unreadable-signature']]);
    }
    const cms = await signAttached(content, signer);
    for (let end = 0; end < cms.length; end += 37) {
      expect((await examineCms(cms.subarray(0, end), { trust })).checks.integrity).toBe('failed');
    }
  });

  it('fails for a digest of SHA-1, and without the attributes that bind the content', async () => {
    expect((await detached(signer, { digest: 'SHA-1' })).problems).toEqual(['weak-algorithm']);
    // The name of SHA3-256, which is not known here, which says nothing about the content.
    const sha3 = Buffer.from(await signDetached(content, signer)).toString('hex');
    const renamed = Buffer.from(sha3.replaceAll('0609608648016503040201', '0609608648016503040208'), 'hex');
    expect((await examineCms(renamed, { content, trust })).problems).toEqual(['unknown-algorithm']);
    const message = new SignedData({
      schema: ContentInfo.fromBER(new Uint8Array(await signAttached(content, signer))).content,
    });
    const again = () =>
      new Uint8Array(
        new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: message.toSchema() }).toSchema().toBER(),
      );
    expect((await examineCms(again(), { trust })).checks).toEqual(PASSED);
    message.encapContentInfo.eContentType = '1.2.840.113549.1.7.5';
    expect((await examineCms(again(), { trust })).problems).toEqual(['attributes-missing']);
  });

  it('fails for a detached signature without its content', async () => {
    const found = await examineCms(await signDetached(content, signer), { trust });
    expect(found.checks.integrity).toBe('failed');
    expect(found.problems).toContain('no-content');
  });
});

describe('signer and chain', () => {
  it('fail for an authority not of the store, the signature being whole', async () => {
    const stranger = await issue(await createAuthority({ name: 'Ignota' }), { commonName: 'X', usage: 'signature' });
    const found = await detached(stranger);
    expect(found.checks).toEqual({ ...PASSED, chain: 'failed' });
    expect(found.problems).toEqual(['no-chain']);
  });

  it('fail for a certificate expired when the file came in, whatever time the signer claims', async () => {
    const notAfter = new Date(Date.now() - DAY);
    const notBefore = new Date(Date.now() - 10 * DAY);
    const expired = await issue(authority, { commonName: 'Prova', usage: 'signature', notBefore, notAfter });
    const claim = { signedAt: new Date(Date.now() - 5 * DAY) };
    const found = await detached(expired, claim, Date.now());
    expect(found.problems).toEqual(['certificate-not-in-force', 'no-chain']);
    expect((await detached(expired, claim)).checks).toEqual(PASSED);
  });

  it('hold at the time a timestamp proves, and only if its authority is of the store and the stamp its own', async () => {
    const notAfter = new Date(Date.now() - DAY);
    const notBefore = new Date(Date.now() - 10 * DAY);
    const expired = await issue(authority, { commonName: 'Prova', usage: 'signature', notBefore, notAfter });
    const at = new Date(Math.floor(Date.now() / 1000) * 1000 - 5 * DAY);
    const stamper = { notBefore, usage: 'timestamp', commonName: 'Marca temporale' } as const;
    const stampedBy = async (by: Identity) => detached(expired, { timestamp: { by, at } }, Date.now());
    const found = await stampedBy(await issue(authority, stamper));
    expect(found.signers[0]?.provenAt).toBe(at.getTime());
    expect(found.checks).toEqual(PASSED);
    const foreign = await issue(await createAuthority({ name: 'Ignota' }), stamper);
    const noStamper = await issue(authority, { ...stamper, usage: 'signature' });
    for (const by of [foreign, noStamper]) expect((await stampedBy(by)).problems).toContain('certificate-not-in-force');
  });

  it('fail for a certificate that may not sign, or is not the one the signature names', async () => {
    const wrong = await issue(authority, { commonName: 'Prova', usage: 'authority' });
    expect((await detached(wrong)).problems).toContain('use-not-signing');
    const stamper = await issue(authority, { commonName: 'Prova', usage: 'timestamp' });
    expect((await detached(stamper)).problems).toEqual(['use-not-signing']);
    const other = await detached(signer, { named: wrong });
    expect(other.checks).toEqual({ ...PASSED, signer: 'failed' });
    expect(other.problems).toEqual(['other-certificate-named']);
  });

  it('fail for authorities that name each other in a circle, and end', async () => {
    const [one, two] = [await createAuthority({ name: 'Una' }), await createAuthority({ name: 'Altra' })];
    const crossed = async (of: Identity, by: Identity): Promise<Certificate> => {
      const certificate = Certificate.fromBER(new Uint8Array(of.certificate.toSchema().toBER()));
      certificate.issuer = by.certificate.subject;
      certificate.extensions = certificate.extensions?.filter(({ extnID }) => extnID !== '2.5.29.35');
      await certificate.sign(by.key as CryptoKey, 'SHA-256');
      return certificate;
    };
    const leaf = await issue(one, { commonName: 'X', usage: 'signature' });
    const issuers = [await crossed(one, two), await crossed(two, one), one.certificate];
    const found = await detached({ ...leaf, issuers });
    expect(found.certificates).toHaveLength(3);
    expect(found.problems).toEqual(['no-chain']);
  });

  it('fail without any time to judge them at', async () => {
    expect((await detached(signer, { signedAt: null })).problems).toEqual(['time-unknown', 'no-chain']);
  });
});

describe('revocation', () => {
  it('is checked by a list that came along, and only by one of the issuer', async () => {
    const lists = [await revocationList(authority, [])];
    expect((await detached(signer, { lists })).checks.revocation).toBe('passed');
    const revoked = await detached(signer, { lists: [await revocationList(authority, [signer])] });
    expect(revoked.checks.revocation).toBe('failed');
    expect(revoked.problems).toEqual(['revoked']);
    const foreign = await createAuthority({ name: 'Autorità di prova' });
    const found = await detached(signer, { lists: [await revocationList(foreign, [signer])] });
    expect(found.checks.revocation).toBe('not-checked');
  });

  it('is checked by an answer that came along, if who answers may', async () => {
    const withAnswer = async (by: Identity, status: 'good' | 'revoked') => {
      const message = new SignedData({
        schema: ContentInfo.fromBER(new Uint8Array(await signAttached(content, signer))).content,
      });
      message.crls = [
        new OtherRevocationInfoFormat({
          otherRevInfoFormat: '1.3.6.1.5.5.7.48.1.1',
          otherRevInfo: (await answer(by, status)).toSchema(),
        }),
      ];
      const { SIGNED_DATA } = ContentInfo;
      const bytes = new ContentInfo({ contentType: SIGNED_DATA, content: message.toSchema() }).toSchema().toBER();
      return (await examineCms(new Uint8Array(bytes), { trust })).checks.revocation;
    };
    expect(await withAnswer(authority, 'good')).toBe('passed');
    expect(await withAnswer(authority, 'revoked')).toBe('failed');
    expect(await withAnswer(await createAuthority({ name: 'Ignota' }), 'revoked')).toBe('not-checked');
  });

  async function answer(by: Identity, status: 'good' | 'revoked'): Promise<BasicOCSPResponse> {
    const certID = new CertID();
    await certID.createForCertificate(signer.certificate, {
      hashAlgorithm: 'SHA-256',
      issuerCertificate: authority.certificate,
    });
    const good = new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 } });
    const revoked = new asn1js.Constructed({
      idBlock: { tagClass: 3, tagNumber: 1 },
      value: [new asn1js.GeneralizedTime({ valueDate: new Date() })],
    });
    const basic = new BasicOCSPResponse();
    basic.tbsResponseData.responderID = by.certificate.subject;
    basic.tbsResponseData.producedAt = new Date();
    basic.tbsResponseData.responses = [
      new SingleResponse({
        certID,
        certStatus: status === 'good' ? good : revoked,
        thisUpdate: new Date(Date.now() - DAY),
        nextUpdate: new Date(Date.now() + DAY),
      }),
    ];
    basic.certs = [by.certificate];
    await basic.sign(by.key as CryptoKey, 'SHA-256');
    return BasicOCSPResponse.fromBER(basic.toSchema().toBER());
  }
});

it('a store without a certificate is refused', () => {
  expect(() => readTrustStore('')).toThrow(RangeError);
  expect(() => readTrustStore('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')).toThrow(RangeError);
});
