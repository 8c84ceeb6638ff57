import PDFDocument from 'pdfkit';
import { createAuthority, type Identity, issue } from '../../../scripts/development-pki/authority';
import { certificatesPem } from '../../../scripts/development-pki/folder';
import { signAttached, signDetached } from '../../../scripts/development-pki/sign';
import { appended, signPdf, stampPdf, write } from '../../../scripts/development-pki/sign-pdf';
import { readTrustStore, type TrustStore } from '../../../src/evidence/cms';
import type { SignedExamination } from '../../../src/evidence/signed-document/examination';
import { examineSigned, LARGEST_SIGNED_FILE } from '../../../src/evidence/signed-document/examine';
import { catalogueOf, pagesOf } from '../../../src/evidence/signed-document/pdf-document';
import { type PdfRevision, readRevisions } from '../../../src/evidence/signed-document/pdf-revisions';

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

/** A PDF of pages with these words and a link on the first. */
function print(pages: readonly string[]): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  for (const words of pages) document.addPage().text(words, { link: 'https://comune-di-prova.example' });
  document.end();
  return new Promise((done) => document.on('end', () => done(Buffer.concat(parts))));
}

const examine = (file: Uint8Array, at?: number): Promise<SignedExamination> =>
  examineSigned(file, { expected, trust, ...(at === undefined ? {} : { at }) });

const last = (file: Uint8Array): PdfRevision => readRevisions(file).at(-1) as PdfRevision;

/** A file with one more update that gives objects other values. */
const update = (file: Uint8Array, ...objects: readonly (readonly [number, string])[]): Uint8Array =>
  appended(file, last(file), objects);

/** The text of an object of a file, to be given again with a change. */
const textOf = (file: Uint8Array, number: number): string => write(last(file).objects.get(number)?.value ?? null);

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

describe('an update after ours', () => {
  const page = (): number => pagesOf(last(expected))[0]?.number ?? 0;
  const catalogue = (): number => catalogueOf(last(expected)).number;
  const STREAM = '<< /Length 10 >>\nstream\n0 0 m 9 9 l\nendstream'.replace('9 l', '9');

  const refusedAs = async (file: Uint8Array): Promise<void> => {
    const under = await examine(await signPdf(file, mayor, { name: 'X' }));
    expect(under.refusal).toBe('changed-after-signing');
  };

  it('may change nothing on a page, signed or not: contents, size, an appended page, another annotation', async () => {
    const inner = textOf(expected, page()).slice(2, -2);
    const contents = /\/Contents (\d+) 0 R/.exec(inner)?.[1] ?? '';
    await refusedAs(
      update(expected, [page(), `<<${inner.replace(/\/Contents \d+/, '/Contents 900')}>>`], [900, STREAM]),
    );
    await refusedAs(update(expected, [Number(contents), STREAM]));
    await refusedAs(update(expected, [page(), `<<${inner.replace('612', '300')}>>`]));
    await refusedAs(update(expected, [page(), `<<${inner} /Rotate 180>>`]));
    const tree = /\/Parent (\d+)/.exec(inner)?.[1] ?? '';
    const kids = textOf(expected, Number(tree)).replace(']', ' 900 0 R]').replace('/Count 2', '/Count 3');
    await refusedAs(update(expected, [Number(tree), kids], [900, `<<${inner}>>`]));
    const free = '<< /Type /Annot /Subtype /FreeText /Rect [0 0 600 700] /Contents (Altro) >>';
    await refusedAs(
      update(expected, [page(), `<<${inner.replace(/\/Annots \[/, '/Annots [900 0 R ')}>>`], [900, free]),
    );
    await refusedAs(
      update(expected, [page(), `<<${inner.replace(/\/Annots \[(.*?)\]/, '/Annots [$1 900 0 R]')}>>`], [900, free]),
    );
    await refusedAs(update(expected, [page(), `<<${inner.replace(/\/Annots \[.*?\]/, '')}>>`]));
  });

  it('may add no action, script, other form or layer', async () => {
    const inner = textOf(expected, catalogue()).slice(2, -2);
    const script = '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>';
    for (const key of [script, '/OCProperties << >>', '/AA << >>']) {
      await refusedAs(update(expected, [catalogue(), `<<${inner} ${key}>>`]));
    }
    const field = '<< /FT /Tx /T (Importo) /V (9) >>';
    for (const form of [
      '<< /Fields [900 0 R] >>',
      '<< /Fields [] /XFA [] >>',
      '<< /Fields [] /NeedAppearances true >>',
    ]) {
      const file = update(expected, [catalogue(), `<<${inner} /AcroForm ${form}>>`], [900, field]);
      expect((await examine(file)).refusal).toBe('changed-after-signing');
    }
    const other = readRevisions(expected).at(-1) as PdfRevision;
    const root = new Map([
      ...other.trailer.entries,
      ['Root', { kind: 'reference', number: 900, generation: 0 }] as const,
    ]);
    const trailer = { kind: 'dictionary', entries: root } as const;
    const moved = appended(expected, { ...other, trailer }, [[900, `<<${inner}>>`]]);
    expect((await examine(moved)).refusal).toBe('changed-after-signing');
  });

  it('may not hide after a signature, nor change one that is there', async () => {
    const rectangle = [50, 50, 200, 100] as const;
    const shown = await signPdf(expected, mayor, { name: 'X', rectangle });
    const inner = textOf(shown, page()).slice(2, -2);
    const unseen = await examine(update(shown, [901, STREAM]));
    expect([unseen.refusal, unseen.same]).toEqual(['changed-after-signing', true]);
    expect((await examine(update(shown, [page(), `<<${inner} /Rotate 180>>`]))).refusal).toBe('changed-after-signing');
    const widget = Math.max(...last(expected).objects.keys()) + 1;
    const moved = textOf(shown, widget).replace('/Rect [50', '/Rect [0');
    await refusedAs(update(shown, [widget, moved]));
    const dictionary = textOf(shown, widget + 1);
    await refusedAs(update(shown, [widget + 1, dictionary.replace('/Filter', '/Location (Altrove) /Filter')]));
    await refusedAs(update(shown, [widget + 2, '<< /Fields [] /SigFlags 3 >>']));
  });

  it('may add, after the last signature, what proves it for longer, and nothing by that name', async () => {
    const inner = textOf(signed, catalogue()).slice(2, -2);
    const store = [950, '<< /Certs [951 0 R] /VRI << >> >>'] as const;
    const refusalOf = async (...objects: readonly (readonly [number, string])[]) =>
      (await examine(update(signed, ...objects))).refusal;
    const root = [catalogue(), `<<${inner} /DSS 950 0 R>>`] as const;
    expect(await refusalOf(root, store, [951, STREAM])).toBe(null);
    const once = update(signed, root, store, [951, STREAM]);
    expect((await examine(update(once, [950, '<< /Certs [951 0 R] /CRLs [952 0 R] >>'], [952, STREAM]))).refusal).toBe(
      null,
    );
    expect((await examine(update(once, [951, STREAM.replace('9 9', '8 8')]))).refusal).toBe('changed-after-signing');

    const widget = Math.max(...last(expected).objects.keys()) + 1;
    const added = [900, '<< /Subtype /Widget /FT /Sig /T (X) /Rect [0 0 600 700] >>'] as const;
    const shown = textOf(signed, page()).replace(/\/Annots \[(.*?)\]/, '/Annots [$1 900 0 R]');
    const form = `<< /Fields [${widget} 0 R 900 0 R] /SigFlags 3 >>`;
    const forged = [[page(), shown], [widget + 2, form], added] as const;
    for (const alias of ['', `/Metadata ${page()} 0 R`, `/Metadata ${widget + 2} 0 R`]) {
      const aliased = [catalogue(), `<<${inner} /DSS 950 0 R ${alias}>>`] as const;
      expect([alias, await refusalOf(aliased, store, [951, STREAM], ...forged)]).toEqual([
        alias,
        'changed-after-signing',
      ]);
    }
    expect(await refusalOf([catalogue(), `<<${inner} /DSS ${widget + 2} 0 R>>`], ...forged)).toBe(
      'changed-after-signing',
    );
    expect(await refusalOf(root, store, [951, STREAM], [953, STREAM])).toBe('changed-after-signing');
  });

  it('may fill a field of signature that was empty, once', async () => {
    const inner = textOf(expected, catalogue()).slice(2, -2);
    const empty = '/Type /Annot /Subtype /Widget /FT /Sig /T (Vuota) /Rect [0 0 0 0]';
    const pageText = textOf(expected, page()).replace(/\/Annots \[(.*?)\]/, '/Annots [$1 900 0 R]');
    const prepared = update(
      expected,
      [catalogue(), `<<${inner} /AcroForm << /Fields [900 0 R] >> >>`],
      [page(), pageText],
      [900, `<< ${empty} >>`],
    );
    const filled = update(prepared, [900, `<< ${empty} /V 901 0 R >>`], [901, '<< /Type /Sig >>']);
    expect((await examine(filled)).refusal).toBe('partly-signed');
    await refusedAs(update(filled, [900, `<< ${empty} /V 902 0 R >>`], [902, '<< /Type /Sig >>']));
    await refusedAs(update(prepared, [900, `<< ${empty.replace('0 0]', '9 9]')} >>`]));
    expect((await examine(await signPdf(prepared, mayor, { name: 'X' }))).refusal).toBe(null);
  });

  it('must be found by its table where it is, and only there', async () => {
    const file = Buffer.from(await signPdf(expected, mayor, { name: 'X' }));
    const table = file.lastIndexOf('xref\n', file.lastIndexOf('startxref') - 1);
    for (const [from, to] of [
      [/(\d{10}) 00000 n/, '0000000015 00000 n'],
      [/00000 n/, '00000 f'],
      [/startxref\n\d/, 'startxref\n9'],
      [/\/Prev \d/, '/Prev 9'],
    ] as const) {
      const forged = Buffer.from(file);
      forged.write(file.toString('latin1', table).replace(from, to), table, 'latin1');
      expect([from, (await examine(forged)).refusal]).toEqual([from, 'unreadable']);
    }
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

  it('are no signature moved from another document', async () => {
    const other = await signPdf(await print(['Altro accordo']), mayor, { name: 'X' });
    const contents = /\/Contents <([0-9a-f]+)>/.exec(Buffer.from(other).toString('latin1'))?.[1] ?? '';
    const file = Buffer.from(signed);
    file.write(contents, file.indexOf('/Contents <') + '/Contents <'.length, 'latin1');
    const found = await examine(file);
    expect([found.refusal, found.signatures[0]?.problems]).toEqual(['broken-signature', ['altered']]);
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
