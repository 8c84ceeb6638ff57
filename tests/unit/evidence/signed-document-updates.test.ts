import { createAuthority, type Identity, issue } from '../../../scripts/development-pki/authority';
import { certificatesPem } from '../../../scripts/development-pki/folder';
import { appended, signPdf } from '../../../scripts/development-pki/sign-pdf';
import { readTrustStore, type TrustStore } from '../../../src/evidence/cms';
import type { SignedExamination } from '../../../src/evidence/signed-document/examination';
import { examineSigned } from '../../../src/evidence/signed-document/examine';
import { catalogueOf, pagesOf } from '../../../src/evidence/signed-document/pdf-document';
import { sameValue } from '../../../src/evidence/signed-document/pdf-values';
import { last, print, textOf, update } from '../../support/signed-files';

let expected: Buffer;
let mayor: Identity;
let trust: TrustStore;
let signed: Uint8Array;

beforeAll(async () => {
  const authority = await createAuthority({ name: 'Autorità di prova' });
  mayor = await issue(authority, { commonName: 'Sindaca Prova', organisation: 'Comune di Prova', usage: 'signature' });
  trust = readTrustStore(certificatesPem(authority.certificate));
  expected = await print(['Accordo di prova', 'Allegato']);
  signed = await signPdf(expected, mayor, { name: 'Sindaca Prova', reason: 'Accordo' });
});

const examine = (file: Uint8Array): Promise<SignedExamination> => examineSigned(file, { expected, trust });

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
    const other = last(expected);
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

  it('may not show a field, prepared before the signature, by calling the page by that name', async () => {
    const root = textOf(expected, catalogue()).slice(2, -2);
    const field = '<< /Subtype /Widget /FT /Sig /T (Coperta) /Rect [0 0 600 700] >>';
    const unseen = update(expected, [catalogue(), `<<${root} /AcroForm << /Fields [900 0 R] >> >>`], [900, field]);
    const file = await signPdf(unseen, mayor, { name: 'X' });
    expect((await examine(file)).refusal).toBe(null);
    const now = textOf(file, catalogue()).slice(2, -2);
    const shown = textOf(file, page()).replace(/\/Annots \[(.*?)\]/, '/Annots [$1 900 0 R]');
    const store = [950, '<< /Certs [951 0 R] >>'] as const;
    for (const seats of [`/DSS 950 0 R /Metadata ${page()} 0 R`, `/DSS ${page()} 0 R`]) {
      const forged = update(
        file,
        [catalogue(), `<<${now} ${seats}>>`],
        [page(), shown],
        ...(seats.includes('950') ? [store, [951, STREAM] as const] : []),
      );
      expect([seats, (await examine(forged)).refusal]).toEqual([seats, 'changed-after-signing']);
    }
  });

  it('may add a widget only of a field of signature, without an action', async () => {
    const root = textOf(expected, catalogue()).slice(2, -2);
    const shown = textOf(expected, page()).replace(/\/Annots \[(.*?)\]/, '/Annots [$1 900 0 R]');
    const widget = '/Type /Annot /Subtype /Widget /FT /Sig /T (X) /Rect [0 0 9 9]';
    const form = (fields: string) => [catalogue(), `<<${root} /AcroForm << /Fields [${fields}] >> >>`] as const;
    await refusedAs(update(expected, form(''), [page(), shown], [900, `<< ${widget} >>`]));
    await refusedAs(
      update(expected, form('900 0 R'), [page(), shown], [900, `<< ${widget.replace('/Widget', '/FreeText')} >>`]),
    );
    const action = '/AA << /E << /S /JavaScript /JS (x) >> >>';
    await refusedAs(update(expected, form('900 0 R'), [page(), shown], [900, `<< ${widget} ${action} >>`]));
    const plain = update(expected, form('900 0 R'), [page(), shown], [900, `<< ${widget} >>`]);
    expect((await examine(await signPdf(plain, mayor, { name: 'X' }))).refusal).toBe(null);
  });

  it('may show no field of another kind, nor have one, under a field of signature', async () => {
    const root = textOf(expected, catalogue()).slice(2, -2);
    const shown = textOf(expected, page()).replace(/\/Annots \[(.*?)\]/, '/Annots [$1 901 0 R]');
    const kid = '/Type /Annot /Subtype /Widget /T (Importo) /Parent 900 0 R /Rect [0 0 9 9]';
    const withKid = (text: string) =>
      update(
        expected,
        [catalogue(), `<<${root} /AcroForm << /Fields [900 0 R] >> >>`],
        [page(), shown],
        [900, '<< /FT /Sig /T (X) /Kids [901 0 R] >>'],
        [901, text],
        [902, '<< /FT /Tx /T (Nascosto) /AA << /C << /S /JavaScript /JS (x) >> >> >>'],
      );
    await refusedAs(withKid(`<< ${kid} /FT /Tx /V (9.000) >>`));
    await refusedAs(withKid(`<< ${kid} /Kids [902 0 R] >>`));
    expect((await examine(await signPdf(withKid(`<< ${kid} >>`), mayor, { name: 'X' }))).refusal).toBe(null);
  });

  it('may not take an object of ours for its metadata', async () => {
    const root = textOf(expected, catalogue()).slice(2, -2);
    const ours = Number(/\/Names (\d+)/.exec(root)?.[1]);
    const taken = update(expected, [catalogue(), `<<${root} /Metadata ${ours} 0 R>>`]);
    await refusedAs(update(taken, [ours, STREAM.replace('<<', '<< /Type /Metadata /Subtype /XML')]));
  });

  it('may not cover a page with what signatures show, even before they are put', async () => {
    const refusalOf = async (file: Uint8Array, rectangle: readonly [number, number, number, number]) =>
      (await examine(await signPdf(file, mayor, { name: 'X', rectangle }))).refusal;
    expect(await refusalOf(expected, [0, 0, 612, 390])).toBe(null);
    expect(await refusalOf(expected, [612, 400, 0, 0])).toBe('covers-page');
    const half = await signPdf(expected, mayor, { name: 'X', rectangle: [0, 0, 612, 390] });
    expect(await refusalOf(half, [0, 400, 612, 430])).toBe('covers-page');
    const root = textOf(expected, catalogue()).slice(2, -2);
    const shown = textOf(expected, page()).replace(/\/Annots \[(.*?)\]/, '/Annots [$1 900 0 R]');
    for (const sides of ['0 0 612 792', '0 0 901 0 R 792', '0 0 612 (x)']) {
      const field = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Coperta) /Rect [${sides}] >>`;
      const form = `<<${root} /AcroForm << /Fields [900 0 R] >> >>`;
      const waiting = update(expected, [catalogue(), form], [page(), shown], [900, field], [901, '612']);
      expect([sides, await refusalOf(waiting, [0, 0, 0, 0])]).toEqual([sides, 'covers-page']);
    }
  });

  it('may not take an object of ours for its form', async () => {
    const root = textOf(expected, catalogue()).slice(2, -2);
    const ours =
      [...last(expected).objects.values()].find(({ value }) =>
        sameValue(value, { kind: 'dictionary', entries: new Map() }),
      )?.number ?? 0;
    expect(ours).toBeGreaterThan(0);
    const taken = update(expected, [catalogue(), `<<${root} /AcroForm ${ours} 0 R>>`]);
    await refusedAs(update(taken, [ours, '<< /Fields [] >>']));
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

  it('is refused within moments when it is made to take hours, or all memory', async () => {
    const started = performance.now();
    for (const body of [`${'1'.repeat(400_000)}x`, '[]'.repeat(600_000), '%'.repeat(400_000)]) {
      expect((await examine(update(signed, [900, `[${body}]`]))).refusal).toBe('unreadable');
    }
    const many = Array.from({ length: 20_000 }, (_none, index) => [1000 + index, 'null'] as const);
    expect((await examine(appended(signed, last(signed), many))).refusal).toBe('unreadable');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('may leave no object out by a trailer that says there are fewer', async () => {
    const file = Buffer.from(await signPdf(expected, mayor, { name: 'X' }));
    const size = file.lastIndexOf('/Size ') + '/Size '.length;
    file.write('5 ', size, 'latin1');
    expect((await examine(file)).refusal).toBe('unreadable');
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
