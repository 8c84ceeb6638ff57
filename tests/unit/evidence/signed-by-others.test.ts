import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { createAuthority, issue } from '../../../scripts/development-pki/authority';
import { signPdf } from '../../../scripts/development-pki/sign-pdf';
import { readTrustStore } from '../../../src/evidence/cms';
import type { SignedExamination } from '../../../src/evidence/signed-document/examination';
import { examineSigned } from '../../../src/evidence/signed-document/examine';
import { catalogueOf } from '../../../src/evidence/signed-document/pdf-document';
import { last, textOf, update } from '../../support/signed-files';

/**
 * An agreement we printed, and what programs made by others appended when they signed it: iText 8.0.5 and PDFBox 3.0.3,
 * with Bouncy Castle 1.78, and pyHanko 0.38, all with visible signatures but where the certificates are in the store only.
 * Keys and certificates are OpenSSL's: a root, an authority between, and two invented signers; `authority.pem` is the root.
 */
const FOLDER = join(__dirname, '../../golden/signed-files');
const expected = readFileSync(join(FOLDER, 'agreement.pdf'));
const trust = readTrustStore(readFileSync(join(FOLDER, 'authority.pem'), 'utf8'));
const AT = Date.UTC(2026, 10, 25, 8);

const signedBy = (name: string): Buffer => Buffer.concat([expected, readFileSync(join(FOLDER, `${name}.update`))]);
const examine = (file: Uint8Array): Promise<SignedExamination> => examineSigned(file, { expected, trust, at: AT });
const PASSED = { integrity: 'passed', signer: 'passed', chain: 'passed' };

describe('signatures of programs made by others are taken', () => {
  test.each(['itext-twice', 'itext-then-pdfbox', 'pyhanko-lta-then-itext'])('%s', async (name) => {
    const found = await examine(signedBy(name));
    expect(found).toMatchObject({ form: 'pades', same: true, refusal: null });
    expect(
      found.signatures.map(({ signer, checks, appearances }) => [signer?.name, checks, appearances.length]),
    ).toEqual(['Sindaca Prova', 'Presidente Prova'].map((who) => [who, expect.objectContaining(PASSED), 1]));
  });
});

describe('what comes along in the store of a PDF', () => {
  const checked = async (file: Uint8Array) => {
    const { refusal, signatures } = await examine(file);
    return [refusal, signatures[0]?.checks.chain, signatures[0]?.checks.revocation, signatures[0]?.problems];
  };

  it('is examined: lists by which nothing was revoked, or something was, and the authority between', async () => {
    expect(await checked(signedBy('pyhanko-lt'))).toEqual([null, 'passed', 'passed', []]);
    expect(await checked(signedBy('pyhanko-authority-in-store'))).toEqual([null, 'passed', 'passed', []]);
    expect(await checked(signedBy('pyhanko-revoked'))).toEqual([null, 'passed', 'failed', ['revoked']]);
  });

  it('is not read where it is no list, or would fill the memory', async () => {
    const zeros = deflateSync(Buffer.alloc(200 * 1024 * 1024)).toString('latin1');
    const stream = (data: string, filter: string) =>
      `<< /Length ${data.length} ${filter} >>\nstream\n${data}\nendstream`;
    const file = signedBy('pyhanko-revoked');
    const root = catalogueOf(last(file)).number;
    const store = Number(/\/DSS (\d+)/.exec(textOf(file, root))?.[1]);
    const before = process.memoryUsage().arrayBuffers;
    const found = await checked(
      update(
        file,
        [store, `<< /CRLs [${'900 0 R '.repeat(60)} 901 0 R 902 0 R] /OCSPs [901 0 R] /Certs [900 0 R 901 0 R] >>`],
        [900, stream(zeros, '/Filter /FlateDecode')],
        [901, stream('nulla', '')],
        [902, stream('nulla', '/Filter [/LZWDecode]')],
      ),
    );
    expect(found).toEqual([null, 'passed', 'not-checked', []]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1024 * 1024);
  });
});

describe('what is read aloud', () => {
  const file = signedBy('itext-twice');
  const root = Number(/\/StructTreeRoot (\d+)/.exec(textOf(file, catalogueOf(last(file)).number))?.[1]);
  const whole = Number(/\/K \[(\d+)/.exec(textOf(file, root))?.[1]);
  const parents = Number(/\/ParentTree (\d+)/.exec(textOf(file, root))?.[1]);
  const changed = (number: number, from: string | RegExp, to: string) =>
    [number, textOf(file, number).replace(from, to)] as const;
  /** What becomes of it when somebody signs on top of the change. */
  const refusalOf = async (...objects: readonly (readonly [number, string])[]) => {
    const signer = await issue(await createAuthority({ name: 'Prova' }), { commonName: 'X', usage: 'signature' });
    return (await examine(await signPdf(update(file, ...objects), signer, { name: 'X' }))).refusal;
  };

  test.each([
    ['a paragraph left out', () => [changed(whole, / \d+ 0 R/, '')]],
    ['paragraphs in another order', () => [changed(whole, /(\d+ 0 R) (\d+ 0 R)/, '$2 $1')]],
    ['other words for all of it', () => [changed(whole, '<<', '<< /ActualText (Altro)')]],
    ['other words for a paragraph', () => [changed(whole + 1, '<<', '<< /ActualText (Altro)')]],
    [
      'one more paragraph',
      () => [changed(whole, ']', ' 900 0 R]'), [900, `<< /S /P /P ${whole} 0 R /K [] >>`] as const],
    ],
    [
      'a form of nothing',
      () => [changed(whole, ']', ' 900 0 R]'), [900, `<< /S /Form /P ${whole} 0 R /K 1 >>`] as const],
    ],
    ['other names of roles', () => [changed(root, /\/RoleMap << *>>/, '/RoleMap << /H1 /P >>')]],
    [
      'another element for a page',
      () => [changed(parents, /\/Nums \[0 \d+ 0 R 1 (\d+) 0 R/, '/Nums [0 $1 0 R 1 $1 0 R')],
    ],
    ['one more number', () => [changed(parents, ']', ` 90 ${whole} 0 R]`)]],
    ['a number twice', () => [changed(parents, ']', ` 1 ${whole} 0 R]`)]],
  ])('may not change: %s', async (_what, objects) => {
    expect(['changed-after-signing', 'unreadable']).toContain(await refusalOf(...objects()));
  });

  it('may be written anew as it is', async () => {
    expect(await refusalOf(changed(root, '', ''), changed(whole, '', ''), changed(parents, '', ''))).toBe(null);
  });
});
