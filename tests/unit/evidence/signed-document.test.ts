import { createAuthority, type Identity, issue } from '../../../scripts/development-pki/authority';
import { certificatesPem } from '../../../scripts/development-pki/folder';
import { signAttached, signDetached } from '../../../scripts/development-pki/sign';
import { appended, signPdf, stampPdf } from '../../../scripts/development-pki/sign-pdf';
import { readTrustStore, type TrustStore } from '../../../src/evidence/cms';
import type { SignedExamination } from '../../../src/evidence/signed-document/examination';
import { examineSigned, LARGEST_SIGNED_FILE } from '../../../src/evidence/signed-document/examine';
import { last, print } from '../../support/signed-files';

const DAY = 86_400_000;
const PASSED = { integrity: 'passed', signer: 'passed', chain: 'passed', revocation: 'not-checked' };
let expected: Buffer;
let mayor: Identity;
let chair: Identity;
let trust: TrustStore;
let authority: Identity;
let signed: Buffer;

beforeAll(async () => {
  authority = await createAuthority({ name: 'Autorità di prova' });
  mayor = await issue(authority, { commonName: 'Sindaca Prova', organisation: 'Comune di Prova', usage: 'signature' });
  chair = await issue(authority, { commonName: 'Presidente Prova', usage: 'signature' });
  trust = readTrustStore(certificatesPem(authority.certificate));
  expected = await print(['Accordo di prova', 'Allegato']);
  signed = Buffer.from(await signPdf(expected, mayor, { name: 'Sindaca Prova', reason: 'Accordo' }));
});

const examine = (file: Uint8Array, at?: number): Promise<SignedExamination> =>
  examineSigned(file, { expected, trust, ...(at === undefined ? {} : { at }) });

describe('a PDF signed by PAdES', () => {
  it('is taken with one signature', async () => {
    const found = await examine(signed);
    expect(found).toMatchObject({ form: 'pades', same: true, refusal: null, timestamps: [] });
    expect(found.signatures).toEqual([
      expect.objectContaining({
        form: 'pades',
        checks: PASSED,
        problems: [],
        coversWholeDocument: true,
        appearances: [],
      }),
    ]);
    expect(found.signatures[0]?.signer).toMatchObject({ name: 'Sindaca Prova', signedAt: null });
    expect(Math.abs((found.signatures[0]?.claimedAt ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('is taken with a second one on top, shown on the page', async () => {
    const rectangle = [50, 50, 200, 100] as const;
    const both = await examine(await signPdf(signed, chair, { name: 'Presidente Prova', rectangle }));
    expect(both.refusal).toBe(null);
    expect(
      both.signatures.map(({ checks, signer, coversWholeDocument }) => [checks, signer?.name, coversWholeDocument]),
    ).toEqual([
      [PASSED, 'Sindaca Prova', false],
      [PASSED, 'Presidente Prova', true],
    ]);
    expect(both.signatures[1]?.appearances).toEqual([{ page: 1, rectangle: [...rectangle] }]);
  });

  it('is taken with a signature and a timestamp of each of many signatories', async () => {
    const stamper = await issue(authority, { commonName: 'Marca temporale', usage: 'timestamp' });
    let file: Uint8Array = expected;
    for (let count = 0; count < 33; count += 1) {
      file = await stampPdf(await signPdf(file, mayor, { name: 'Sindaca Prova' }), stamper, new Date());
    }
    const found = await examine(file);
    expect([found.refusal, found.signatures.length, found.timestamps.length]).toEqual([null, 33, 33]);
    expect(found.signatures.every(({ checks }) => checks.integrity === 'passed')).toBe(true);
  });

  it('records an unknown authority and a certificate that had expired without refusing the document', async () => {
    const stranger = await issue(await createAuthority({ name: 'Ignota' }), { commonName: 'X', usage: 'signature' });
    const unknown = await examine(await signPdf(expected, stranger, { name: 'X' }));
    expect([unknown.refusal, unknown.signatures[0]?.checks]).toEqual([null, { ...PASSED, chain: 'failed' }]);
    const dates = { notBefore: new Date(Date.now() - 9 * DAY), notAfter: new Date(Date.now() - DAY) };
    const expired = await issue(authority, { commonName: 'X', usage: 'signature', ...dates });
    const late = await examine(await signPdf(expected, expired, { name: 'X' }), Date.now());
    expect(late.signatures[0]?.checks).toEqual({ ...PASSED, signer: 'failed', chain: 'failed' });
    expect(late.signatures[0]?.problems).toEqual(['certificate-not-in-force', 'no-chain']);
  });
});

describe('a document timestamp', () => {
  it('proves when the signatures before it were there, if its authority is of the store', async () => {
    const dates = { notBefore: new Date(Date.now() - 9 * DAY), notAfter: new Date(Date.now() - DAY) };
    const expired = await issue(authority, { commonName: 'X', usage: 'signature', ...dates });
    const file = await signPdf(expected, expired, { name: 'X' });
    const at = new Date(Math.floor(Date.now() / 1000) * 1000 - 5 * DAY);
    const stamper = { commonName: 'Marca temporale', usage: 'timestamp', notBefore: dates.notBefore } as const;
    const found = await examine(await stampPdf(file, await issue(authority, stamper), at), Date.now());
    expect([found.refusal, found.timestamps]).toEqual([null, [at.getTime()]]);
    expect(found.signatures.map(({ checks, coversWholeDocument }) => [checks, coversWholeDocument])).toEqual([
      [PASSED, false],
    ]);
    const foreign = await issue(await createAuthority({ name: 'Ignota' }), stamper);
    const unproven = await examine(await stampPdf(file, foreign, at), Date.now());
    expect([unproven.refusal, unproven.timestamps]).toEqual([null, [null]]);
    expect(unproven.signatures[0]?.problems).toContain('certificate-not-in-force');
    expect((await examine(await stampPdf(expected, foreign, at))).refusal).toBe('not-signed');
  });
});

describe('a CAdES .p7m', () => {
  it('is taken around our bytes, around such a PDF, and around another', async () => {
    const once = await signAttached(expected, mayor);
    for (const [file, forms] of [
      [once, ['cades']],
      [await signAttached(once, chair), ['cades', 'cades']],
      [await signAttached(expected, [mayor, chair]), ['cades', 'cades']],
      [await signAttached(signed, chair), ['cades', 'pades']],
      [Buffer.from(Buffer.from(once).toString('base64')), ['cades']],
    ] as const) {
      const found = await examine(file);
      expect([found.form, found.same, found.refusal]).toEqual(['cades', true, null]);
      expect(found.signatures.map(({ form }) => form)).toEqual(forms);
      expect(found.signatures.every(({ checks }) => checks.integrity === 'passed' && checks.chain === 'passed')).toBe(
        true,
      );
    }
  });

  it('is refused with another content, none, or one too deep', async () => {
    const refusalOf = async (file: Uint8Array) => (await examine(file)).refusal;
    expect(await refusalOf(await signAttached(Buffer.from('altro'), mayor))).toBe('other-content');
    expect(await refusalOf(await signAttached(await print(['Altro accordo']), mayor))).toBe('other-content');
    expect(await refusalOf(await signDetached(expected, mayor))).toBe('no-content');
    let deep: Uint8Array = expected;
    for (let depth = 0; depth < 9; depth += 1) deep = await signAttached(deep, mayor);
    expect(await refusalOf(deep)).toBe('too-deep');
  });

  it('is refused when a byte of the signature is another', async () => {
    const file = Buffer.from(await signAttached(expected, mayor));
    file[file.length - 1] = (file.at(-1) ?? 0) ^ 1;
    expect(await examine(file)).toMatchObject({ same: true, refusal: 'broken-signature' });
  });
});

describe('a file is refused', () => {
  it('that is not signed, too large or no such file', async () => {
    expect(await examine(expected)).toMatchObject({ same: true, refusal: 'not-signed' });
    expect(await examine(await print(['Altro accordo']))).toMatchObject({ same: false, refusal: 'other-content' });
    expect((await examine(Buffer.alloc(LARGEST_SIGNED_FILE + 1))).refusal).toBe('too-large');
    for (const junk of ['', 'ciao', '0', '%PDF-']) {
      expect(['unreadable', 'other-content']).toContain((await examine(Buffer.from(junk))).refusal);
    }
    expect((await examine(Buffer.concat([expected, Buffer.from('nulla')]))).refusal).toBe('unreadable');
  });

  it('that signs a text which was changed before', async () => {
    const other = await print(['Accordo di prova, con un altro importo', 'Allegato']);
    expect((await examine(await signPdf(other, mayor, { name: 'X' }))).refusal).toBe('other-content');
    const flipped = Buffer.from(signed);
    flipped[100] = (flipped[100] ?? 0) ^ 1;
    expect((await examine(flipped)).refusal).toBe('other-content');
  });

  it('of which a byte was changed after signing', async () => {
    const name = signed.indexOf('/Reason <feff') + '/Reason <feff'.length;
    const reason = Buffer.from(signed);
    reason.write('0042', name, 'latin1');
    expect((await examine(reason)).refusal).toBe('broken-signature');
  });
});

describe('the bytes a signature is over', () => {
  it('are all but its contents, from the first to the last of its update', async () => {
    const range = /\/ByteRange \[0 (\d+) (\d+) (\d+)/.exec(signed.toString('latin1'));
    const [gap, after, rest] = (range ?? []).slice(1).map(Number) as [number, number, number];
    const at = signed.indexOf('/ByteRange [') + '/ByteRange ['.length;
    for (const forged of [
      `0 ${gap} ${after} ${rest - 1} `,
      `0 ${gap - 20} ${after} ${rest}`,
      `0 ${gap} ${after + 20} ${rest - 20}`,
      `1 ${gap - 1} ${after} ${rest}`,
      `5 ${gap} ${after} ${rest}`,
      `${after} ${rest} 0 ${gap}`,
      `0 ${expected.length} ${expected.length} 0 `,
      `0 ${gap} ${after} ${rest} 0 0`,
    ]) {
      const file = Buffer.from(signed);
      file.write(`${forged}]`.padEnd(40), at, 'latin1');
      file.write(' ', at + 40, 'latin1');
      expect([forged, (await examine(file)).refusal]).toEqual([forged, 'partly-signed']);
    }
  });

  it('are those of its own update also when another follows', async () => {
    const both = await signPdf(signed, chair, { name: 'X' });
    const file = Buffer.from(both);
    const rest = /\/ByteRange \[0 \d+ \d+ (\d+)/.exec(file.toString('latin1'));
    const at = (rest?.index ?? 0) + (rest?.[0].length ?? 0) - (rest?.[1]?.length ?? 0);
    for (const change of [-2, 5]) {
      file.write(String(Number(rest?.[1]) + change), at, 'latin1');
      expect((await examine(file)).refusal).toBe('partly-signed');
    }
  });

  it('are no signature moved from another document', async () => {
    const other = await signPdf(await print(['Altro accordo']), mayor, { name: 'X' });
    const contents = /\/Contents <([0-9a-f]+)>/.exec(Buffer.from(other).toString('latin1'))?.[1] ?? '';
    const file = Buffer.from(signed);
    file.write(contents, file.indexOf('/Contents <') + '/Contents <'.length, 'latin1');
    const found = await examine(file);
    expect([found.refusal, found.signatures[0]?.problems]).toEqual(['broken-signature', ['altered']]);
  });

  it('hold no object twice, no key twice, and no objects inside a stream', async () => {
    const [twice, key] = [[900, '<< >>'] as const, '<< /A 1 /A 2 >>'];
    const inside = '<< /Type /ObjStm /N 0 /First 0 /Length 0 >>\nstream\n\nendstream';
    const deep = `${'['.repeat(200)}${']'.repeat(200)}`;
    for (const objects of [[twice, twice], [[900, key] as const], [[900, inside] as const], [[900, deep] as const]]) {
      expect((await examine(appended(signed, last(signed), objects))).refusal).toBe('unreadable');
    }
  });

  it('end with the file: bytes after it are no part of it', async () => {
    expect((await examine(Buffer.concat([signed, Buffer.from('\n')]))).refusal).toBe('partly-signed');
    expect((await examine(Buffer.concat([signed, Buffer.from('<html>')]))).refusal).toBe('unreadable');
  });
});

it('no cut of a signed file makes it throw or be taken', async () => {
  for (let end = expected.length + 1; end < signed.length; end += 97) {
    expect((await examine(signed.subarray(0, end))).refusal).not.toBe(null);
  }
});
