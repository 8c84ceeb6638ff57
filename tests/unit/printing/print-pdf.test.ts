import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { addendumText } from '../../../src/domain/agreement-text/addendum';
import { hiddenCharacter } from '../../../src/domain/agreement-text/characters';
import { noteText } from '../../../src/domain/agreement-text/note-text';
import type { PrintableText } from '../../../src/domain/agreement-text/types';
import { printPdf } from '../../../src/printing/print-pdf';
import { SAMPLE } from '../../support/printing/print-sample';
import { nodesIn, type ReadPdf, readAloud, readPdfs, rolesIn, wordsOf } from '../../support/printing/read-pdf';

const ROOT = join(__dirname, '../../..');
const print = async (text: PrintableText): Promise<ReadPdf> => readPdfs([await printPdf(text)])[0]!;

/** Every word of a text in the order it is to be read, written apart from the code that prints it. */
function expectedWords(text: PrintableText): string[] {
  const articles = text.articles.flatMap(({ number, heading, paragraphs, commitments }) => [
    number === null ? heading : `Art. ${number} – ${heading}`,
    ...paragraphs,
    ...(commitments.length === 0 ? [] : ['Impegni e termini', ...commitments.map((one) => `• ${one}`)]),
  ]);
  const signatures = text.signatories.flatMap((name) => [name, 'Luogo, data e firma']);
  const head = text.protocol === null ? [] : [`Protocollo n. ${text.protocol}`];
  return wordsOf([...head, text.title, text.subtitle, ...articles, 'Firme', ...signatures].join(' '));
}
const wordsRead = (pdf: ReadPdf): string[] =>
  wordsOf(
    readAloud(pdf)
      .map(({ text }) => text)
      .join(' '),
  );

let sample: ReadPdf;
beforeAll(async () => {
  sample = await print(SAMPLE);
});

test('the same text is the same bytes, in this process and in another', async () => {
  const first = await printPdf(SAMPLE);
  expect((await printPdf(SAMPLE)).equals(first)).toBe(true);
  const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
  const other = execFileSync(process.execPath, [tsx, join(ROOT, 'tests/support/printing/print-sample.ts')], {
    env: { ...process.env, TZ: 'America/Caracas', LANG: 'C' },
    maxBuffer: 1e8,
  });
  expect(other.equals(first)).toBe(true);
});

test('another text has another identity, also where only what is not printed differs', async () => {
  const idOf = async (text: PrintableText): Promise<string | undefined> =>
    /\/ID \[<([0-9a-f]{32})> <\1>\]/.exec((await printPdf(text)).toString('latin1'))?.[1];
  const ids = [await idOf(SAMPLE), await idOf({ ...SAMPLE, textHash: '0'.repeat(64) })];
  expect(ids.every((id) => id !== undefined)).toBe(true);
  expect(new Set(ids).size).toBe(2);
});

test('every word is there, in the order it is read', () => {
  expect(wordsRead(sample)).toEqual(expectedWords(SAMPLE));
});

test('it is in Italian, tagged, on A4, says it is PDF/UA, and its title is shown', async () => {
  expect(sample.info).toMatchObject({ Language: 'it-IT', Title: SAMPLE.title, PDFFormatVersion: '1.7' });
  expect(sample.title).toBe(SAMPLE.title);
  expect(sample.marked.Marked).toBe(true);
  expect(sample.pages[0]?.box.map(Math.round)).toEqual([0, 0, 595, 842]);
  const bytes = (await printPdf(SAMPLE)).toString('latin1');
  expect(bytes).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(bytes).toContain('/DisplayDocTitle true');
  expect(bytes).toContain('/ListNumbering /LowerAlpha');
  expect(bytes).toContain('/ListNumbering /Disc');
});

test('a title with signs of XML is whole in both places', async () => {
  const { info, title } = await print({ ...SAMPLE, title: 'Mani & Pane <sede> "A"' });
  expect([info['Title'], title]).toEqual(['Mani & Pane <sede> "A"', 'Mani & Pane <sede> "A"']);
});

test('the structure is one document with its headings in order, and lists that are lists', () => {
  const headings = readAloud(sample).filter(({ tag }) => tag === 'H1' || tag === 'H2');
  expect(headings.map(({ tag, text }) => `${tag} ${text.trim()}`)).toEqual([
    `H1 ${SAMPLE.title}`,
    ...SAMPLE.articles.map(({ number, heading }) => `H2 Art. ${number} – ${heading}`),
    'H2 Firme',
  ]);
  for (const { tree } of sample.pages) {
    const [document, ...roles] = rolesIn(tree).filter((role) => !role.endsWith('Root'));
    expect(document).toMatch(/ Document$/);
    expect(roles.length).toBeGreaterThan(0);
    for (const [index, role] of roles.entries()) {
      if (role.endsWith(' LI'))
        expect(roles.slice(index + 1, index + 3).map((one) => one.slice(2))).toEqual(['Lbl', 'LBody']);
    }
  }
  const items = SAMPLE.articles.flatMap(({ paragraphs, commitments }) => [
    ...paragraphs.filter((one) => /^[a-z]\) /.test(one)),
    ...commitments,
  ]);
  // A list that goes over the page is whole in the tree of both, each item with what is on that page.
  const bodies = sample.pages.flatMap(({ tree }) => nodesIn(tree)).filter((node) => node.role === 'LBody');
  expect(bodies.filter((node) => (node.children ?? []).length > 0).length).toBe(items.length);
});

test('numbers after letters are a list of their own, numbered as it is', async () => {
  const [first] = SAMPLE.articles;
  const paragraphs = ['a) primo', 'b) secondo', '1) uno', '2) due', 'Poi.', '3) tre'];
  const articles = [{ ...first!, paragraphs, commitments: [] }];
  const bytes = (await printPdf({ ...SAMPLE, articles })).toString('latin1');
  expect(bytes.match(/\/ListNumbering \/\w+/g)).toEqual(
    ['LowerAlpha', 'Decimal', 'Decimal'].map((one) => `/ListNumbering /${one}`),
  );
});

test('each page says which it is, of which text, and the number it was registered under; none of it is read aloud', () => {
  const count = sample.pages.length;
  expect(count).toBeGreaterThan(2);
  for (const [index, { pieces }] of sample.pages.entries()) {
    const edges = pieces.filter(({ tag }) => tag === 'Artifact').map(({ text }) => text.trim());
    expect(edges).toContain(`pagina ${index + 1} di ${count}`);
    expect(edges).toContain(`Impronta SHA-256 del testo: ${SAMPLE.textHash}`);
    expect(edges).toContain(SAMPLE.footer);
    expect(edges.includes(`Protocollo n. ${SAMPLE.protocol}`)).toBe(index > 0);
    expect(pieces.filter(({ tag }) => tag === null)).toEqual([]);
  }
});

test('without a protocol number nothing is said of one', async () => {
  expect(JSON.stringify(await print({ ...SAMPLE, protocol: null }))).not.toContain('Protocollo');
});

test('every character a text may hold has its shape, in text and in headings', async () => {
  const allowed = Array.from({ length: 0x2200 }, (_one, code) => String.fromCharCode(code)).filter(
    (one) => one.trim() !== '' && hiddenCharacter(one) === null && one.normalize('NFC') === one,
  );
  expect(allowed.length).toBeGreaterThan(300);
  const words = allowed.join(' ');
  const pdf = await print({
    ...SAMPLE,
    articles: [{ number: 1, heading: words, paragraphs: [words], commitments: [words] }],
  });
  for (const tag of ['H2', 'P', 'LBody']) {
    const read = readAloud(pdf)
      .filter((one) => one.tag === tag)
      .map(({ text }) => text)
      .join(' ');
    expect(allowed.filter((one) => !wordsOf(read).includes(one))).toEqual([]);
  }
});

test.each(['title', 'subtitle', 'protocol', 'footer'] as const)(
  'a character without a shape in the %s is refused, not printed as a box',
  async (field) => {
    await expect(printPdf({ ...SAMPLE, [field]: 'Аccordo' })).rejects.toThrow(
      new RangeError('U+0410 cannot be printed'),
    );
  },
);

test('letters typed as base and accent are refused: `printable` composes them', async () => {
  await expect(printPdf({ ...SAMPLE, signatories: ['Citta\u0300'] })).rejects.toThrow(RangeError);
});

const word = fc.constantFrom('accordo', 'perché', 'città', 'però', 'un', 'di', 'l’associazione', 'collaborazione');
const sentence = (max: number): fc.Arbitrary<string> =>
  fc.array(word, { minLength: 1, maxLength: max }).map((all) => all.join(' '));
const article = fc.record({
  number: fc.constant(7),
  heading: sentence(25),
  paragraphs: fc.array(
    fc.oneof(
      sentence(60),
      sentence(60).map((one) => `b) ${one}`),
    ),
    { minLength: 1, maxLength: 6 },
  ),
  commitments: fc.array(sentence(30), { maxLength: 3 }),
});
const texts = fc
  .record({
    articles: fc.array(article, { minLength: 4, maxLength: 30 }),
    signatories: fc.array(sentence(6), { minLength: 1, maxLength: 20 }),
  })
  .map((change): PrintableText => ({ ...SAMPLE, ...change }));

test('long texts break over pages with every word, and no heading is left behind at the foot of one', async () => {
  const some = fc.sample(texts, { numRuns: 12, seed: 4144 });
  const pdfs = readPdfs(await Promise.all(some.map(printPdf)));
  for (const [index, pdf] of pdfs.entries()) {
    const text = some[index]!;
    const marks = expectedWords(text);
    expect(wordsRead(pdf)).toEqual(marks);
    expect(pdf.pages.length).toBeGreaterThan(1);
    for (const { pieces } of pdf.pages) {
      const last = pieces.filter(({ tag, text: words }) => tag !== 'Artifact' && words.trim() !== '').at(-1);
      expect(['H1', 'H2']).not.toContain(last?.tag);
      expect(last?.text.trim()).not.toBe('Impegni e termini');
      expect(text.signatories).not.toContain(last?.text.trim());
      // No empty piece either: words begin on the page where they are.
      const empty = pieces.filter(({ tag, text: words }) => tag !== 'Artifact' && words.trim() === '');
      expect(empty).toEqual([]);
    }
  }
});

test('a word longer than a line, and a paragraph longer than a page, lose nothing', async () => {
  const long = 'x'.repeat(400);
  const paragraphs = [long, Array(1500).fill('parola').join(' ')];
  const pdf = await print({ ...SAMPLE, articles: [{ number: 1, heading: 'Lungo', paragraphs, commitments: [] }] });
  const read = readAloud(pdf)
    .map(({ text }) => text)
    .join('')
    .replace(/\s/g, '');
  expect(read).toContain(long);
  expect(read.match(/parola/g)?.length).toBe(1500);
});

test('an addendum and a note are printed by the same code', async () => {
  const addendum = addendumText({
    kind: 'join',
    agreementTitle: 'Accordo locale',
    protocol: '7',
    signatoryName: 'Mani & Pane',
    structureName: 'INPS Vallechiara',
  });
  const note = noteText({
    agreementTitle: 'Accordo quadro',
    endsOn: '2022-06-04',
    newEndsOn: '2023-06-04',
    writer: 'ANCI',
  });
  const [first, second] = readPdfs([await printPdf(addendum), await printPdf(note)]);
  expect(wordsRead(first!)).toEqual(expectedWords(addendum));
  expect(wordsRead(second!)).toEqual(expectedWords(note));
  expect(second?.pages.length).toBe(1);
});
