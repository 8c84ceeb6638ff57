import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { type Column, csvOf, type Value, xlsxOf } from '../../../src/printing/tables';
import { unzip } from '../../support/printing/unzip';

interface Row {
  readonly title: Value;
  readonly ends: Value;
  readonly signatories: Value;
}
const COLUMNS: readonly Column<Row>[] = [
  { heading: 'Accordo', kind: 'text', value: ({ title }) => title },
  { heading: 'Scadenza', kind: 'date', value: ({ ends }) => ends },
  { heading: 'Firmatari', kind: 'number', value: ({ signatories }) => signatories },
];
const row = (change: Partial<Row>): Row => ({
  title: 'Accordo di Vallechiara',
  ends: '2022-06-04',
  signatories: 4,
  ...change,
});
const titled = (titles: readonly string[]): Row[] => titles.map((title) => row({ title }));

/** Read by a reader of its own, written after RFC 4180 with `;` for `,`. */
function readCsv(bytes: Buffer): string[][] {
  const text = bytes.toString('utf8');
  expect(text.startsWith('\ufeff')).toBe(true);
  const rows: string[][] = [[]];
  for (const { 1: quoted, 2: plain = '', 3: end } of text
    .slice(1)
    .matchAll(/(?:"((?:[^"]|"")*)"|([^;\r"]*))(;|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ';') rows.push([]);
  }
  expect(rows.pop()).toEqual([]);
  return rows;
}

interface Cell {
  readonly type: 'text' | 'number' | 'day' | 'formula';
  readonly value: string | number;
}
const PARSER = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  trimValues: false,
  parseTagValue: false,
  isArray: (name) => ['row', 'c', 'si', 'xf', 'numFmt'].includes(name),
});
function readXlsx(bytes: Buffer): (Cell | null)[][] {
  const files = unzip(bytes);
  const part = (path: string): ReturnType<XMLParser['parse']> => PARSER.parse(files.get(path)?.toString('utf8') ?? '');
  const words: (string | { '#text'?: string })[] = part('xl/sharedStrings.xml').sst.si.map(({ t }: { t: string }) => t);
  const { cellXfs, numFmts } = part('xl/styles.xml').styleSheet;
  const isDay = (style = '0'): boolean =>
    numFmts.numFmt.some(
      (one: Record<string, string>) =>
        one['@numFmtId'] === cellXfs.xf[Number(style)]['@numFmtId'] && one['@formatCode'] === 'dd/mm/yyyy',
    );
  const { row: rows } = part('xl/worksheets/sheet1.xml').worksheet.sheetData;
  return rows.map((one: { c?: Record<string, string>[] }) =>
    COLUMNS.map((_column, index): Cell | null => {
      const cell = one.c?.find((at) => at['@r']?.startsWith('ABC'[index] ?? ''));
      if (!cell) return null;
      if ('f' in cell) return { type: 'formula', value: String(cell['f']) };
      if (cell['@t'] !== 's') return { type: isDay(cell['@s']) ? 'day' : 'number', value: Number(cell['v']) };
      const text = words[Number(cell['v'])] ?? '';
      return { type: 'text', value: typeof text === 'string' ? text : (text['#text'] ?? '') };
    }),
  );
}

const DANGEROUS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '=HYPERLINK("http://example.example";"x")',
  '\uff1d1',
  '\u0000=1',
];

test('a CSV is what Italian Excel opens: UTF-8 with its mark, semicolons, days and decimals as written in Italy', async () => {
  const bytes = await csvOf([row({}), row({ title: 'Città «à; "è"\ne oltre', ends: null, signatories: 2.5 })], COLUMNS);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(readCsv(bytes)).toEqual([
    ['Accordo', 'Scadenza', 'Firmatari'],
    ['Accordo di Vallechiara', '04/06/2022', '4'],
    ['Città «à; "è"\ne oltre', '', '2,5'],
  ]);
});

test('an XLSX holds words as words, numbers as numbers, days as days', async () => {
  const cells = readXlsx(
    await xlsxOf([row({}), row({ title: ' <Città> & "è" ', ends: null, signatories: -2.5 })], COLUMNS),
  );
  const text = (value: string): Cell => ({ type: 'text', value });
  expect(cells).toEqual([
    [text('Accordo'), text('Scadenza'), text('Firmatari')],
    // Days since the last of 1899.
    [
      text('Accordo di Vallechiara'),
      { type: 'day', value: (Date.UTC(2022, 5, 4) - Date.UTC(1899, 11, 30)) / 86_400_000 },
      { type: 'number', value: 4 },
    ],
    [text(' <Città> & "è" '), null, { type: 'number', value: -2.5 }],
  ]);
});

test.each(DANGEROUS)('%j is no formula in either', async (title) => {
  const rows = titled([title]);
  const harmless = `'${title.replace('\u0000', '')}`;
  expect(readCsv(await csvOf(rows, COLUMNS))[1]?.[0]).toBe(harmless);
  const cell = readXlsx(await xlsxOf(rows, COLUMNS))[1]?.[0];
  // XML reads every line end as \n.
  expect(cell).toEqual({ type: 'text', value: harmless.replace('\r', '\n') });
});

test('a heading is no formula either', async () => {
  const columns = [{ ...COLUMNS[0]!, heading: '=1' }];
  expect(readCsv(await csvOf(titled(['x']), columns))[0]).toEqual(["'=1"]);
  expect(readXlsx(await xlsxOf(titled(['x']), columns))[0]?.[0]).toEqual({ type: 'text', value: "'=1" });
});

/** XML 1.0, section 2.2, without the characters it discourages, and without U+FFFD. */
function isWritable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return [0x9, 0xa, 0xd].includes(code);
  if (code >= 0x7f && code <= 0x9f) return false;
  if ((code >= 0xd800 && code <= 0xdfff) || (code >= 0xfdd0 && code <= 0xfdef)) return false;
  return code !== 0xfffd && (code & 0xfffe) !== 0xfffe;
}

test.each(['constructor', 'toString', '__proto__'])('%s is a word like others', async (title) => {
  const cells = readXlsx(await xlsxOf(titled([title, 'x']), COLUMNS)).map(([cell]) => cell?.value);
  expect(cells).toEqual(['Accordo', `'${title}`, 'x']);
});

test('whatever words there are come back, and none begins as a formula does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...DANGEROUS)), { minLength: 1, maxLength: 8 }),
      async (titles) => {
        const read = readCsv(await csvOf(titled(titles), COLUMNS)).slice(1);
        expect(read.length).toBe(titles.length);
        const cells = readXlsx(await xlsxOf(titled(titles), COLUMNS)).slice(1);
        for (const [index, words] of titles.entries()) {
          const kept = [...words].filter(isWritable).join('');
          const shown = read[index]?.[0] ?? '';
          expect(shown.replace(/^'/, '')).toBe(kept.replace(/^'/, ''));
          expect(shown).not.toMatch(/^[=+\-@\t\r\n]/);
          const cell = cells[index]?.[0];
          expect(cell?.value ?? '').toBe(shown.replace(/\r\n?/g, '\n'));
        }
      },
    ),
    { numRuns: 100 },
  );
});

test.each(['2021-02-30', '04/06/2021', 'presto', 7])('%j is no day', async (ends) => {
  await expect(csvOf([row({ ends })], COLUMNS)).rejects.toThrow(RangeError);
  await expect(xlsxOf([row({ ends })], COLUMNS)).rejects.toThrow(RangeError);
});

test('a table without rows is its headings', async () => {
  expect(readCsv(await csvOf([], COLUMNS))).toEqual([['Accordo', 'Scadenza', 'Firmatari']]);
  expect(readXlsx(await xlsxOf([], COLUMNS)).length).toBe(1);
});
